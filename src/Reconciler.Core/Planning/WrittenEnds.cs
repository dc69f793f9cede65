using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Planning;

/// <summary>
/// The ends that one written list means, each with its line. A million ends are compared and few of them come, so the first line of
/// an end is looked for only when it is asked for.
/// </summary>
internal sealed class WrittenEnds
{
    private readonly List<LinkEnd> _ends = [];
    private readonly List<DeclaredReference> _lines = [];
    private readonly Dictionary<LinkEnd, int> _first = [];
    private readonly HashSet<LinkEnd> _reasoned = [];
    private SourceSpan _filter;
    private int _written;

    public void Clear()
    {
        _ends.Clear();
        _lines.Clear();
        _first.Clear();
        _reasoned.Clear();
        _written = 0;
    }

    public void Add(LinkEnd end, DeclaredReference line)
    {
        _ends.Add(end);
        _lines.Add(line);
        _written = _ends.Count;
        if (line.Reason is not null)
            _reasoned.Add(end);
    }

    public void AddRange(IEnumerable<LinkEnd> ends, DeclaredReference line)
    {
        foreach (var end in ends)
            Add(end, line);
    }

    /// <summary>An end that a filter found; comes after all that lines name.</summary>
    public void AddHit(LinkEnd end, SourceSpan filter)
    {
        _ends.Add(end);
        _filter = filter;
    }

    public LinkSet ToSet() => LinkSet.Of(_ends);

    /// <summary>Whether one of its lines says why it is there: consent to put it back.</summary>
    public bool IsReasoned(LinkEnd end) => _reasoned.Contains(end);

    /// <summary>The first line that names it, else the filter that found it.</summary>
    public Cause CauseOf(LinkEnd end)
    {
        if (_first.Count == 0)
        {
            for (var i = 0; i < _ends.Count; i++)
                _first.TryAdd(_ends[i], i);
        }

        var at = _first[end];
        return at < _written ? new Cause.Declared(_lines[at].Span) : new Cause.Filtered(_filter);
    }
}
