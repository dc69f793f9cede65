using System.Collections.Concurrent;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// A target as it will be: the snapshot with a plan's entries applied. What computes (filters, references, mappings) computes on this, on any thread.
/// </summary>
public sealed class DirectoryView
{
    private readonly Snapshot _snapshot;
    private readonly Dictionary<(Handle, string), AttributeValue> _changed = [];
    private readonly Dictionary<Kind, HashSet<Handle>> _new = [];
    private readonly HashSet<Handle> _restored = [];
    private readonly HashSet<Handle> _gone = [];
    private readonly Dictionary<LinkSource, LinkSet> _links = [];
    private readonly ConcurrentDictionary<(Kind, string), Lazy<Dictionary<string, Handle?>>> _indexes = [];

    private DirectoryView(Snapshot snapshot) => _snapshot = snapshot;

    public Roster Roster => _snapshot.Roster;

    public ValuePool Pool => _snapshot.Pool;

    public static DirectoryView Foresee(Snapshot snapshot, IEnumerable<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var view = new DirectoryView(snapshot);
        foreach (var entry in entries)
        {
            if (!entry.IsChange)
                continue;
            foreach (var cell in entry.Cells)
                view._changed[(entry.Object, cell.Attribute.Name)] = cell.After;
            foreach (var change in entry.Links)
                view._links[new LinkSource(change.Link.Name, entry.Object)] = change.Over(snapshot.Links(change.Link.Name, entry.Object));
            switch (entry.Change)
            {
                case Change.Create:
                    (view._new.TryGetValue(entry.Kind, out var created) ? created : view._new[entry.Kind] = []).Add(entry.Object);
                    break;
                case Change.Restore:
                    view._restored.Add(entry.Object);
                    break;
                case Change.Delete:
                    view._gone.Add(entry.Object);
                    break;
            }
        }

        return view;
    }

    /// <summary>Objects of a kind that will be there, the recycle bin left out.</summary>
    public IEnumerable<Handle> Objects(Kind kind)
    {
        var table = _snapshot[kind];
        for (var row = 0; row < table.Count; row++)
        {
            var handle = table.Rows[row];
            if (!_gone.Contains(handle) && (!table.IsDeleted(row) || _restored.Contains(handle)))
                yield return handle;
        }

        if (_new.TryGetValue(kind, out var created))
        {
            foreach (var handle in created)
                yield return handle;
        }
    }

    public bool Exists(Handle handle)
    {
        var kind = _snapshot.Roster.KindOf(handle);
        if (_gone.Contains(handle))
            return false;
        if (_new.TryGetValue(kind, out var created) && created.Contains(handle))
            return true;
        if (_snapshot.Schema.Find(kind) is null)
            return true;
        var table = _snapshot[kind];
        return table.RowOf(handle) is >= 0 and var row && (!table.IsDeleted(row) || _restored.Contains(handle));
    }

    /// <summary>The ends that a link will have; some of them may lead to what will be gone.</summary>
    public LinkSet Links(string link, Handle from) => _links.GetValueOrDefault(new LinkSource(link, from)) ?? _snapshot.Links(link, from);

    public AttributeValue Value(Handle handle, string attribute)
    {
        if (_changed.TryGetValue((handle, attribute), out var changed))
            return changed;
        var kind = _snapshot.Roster.KindOf(handle);
        return _snapshot.Schema.Find(kind) is null ? AttributeValue.None : _snapshot.Pool[_snapshot[kind].Cell(handle, attribute)];
    }

    /// <summary>The one object of a kind whose attribute has that text (without case); null when there is none or more than one.</summary>
    public Handle? Find(Kind kind, string attribute, string text)
    {
        if (_snapshot.Schema.Find(kind) is null)
            return null;
        return _indexes.GetOrAdd((kind, attribute), _ => new Lazy<Dictionary<string, Handle?>>(() => Index(kind, attribute))).Value.GetValueOrDefault(text);
    }

    private Dictionary<string, Handle?> Index(Kind kind, string attribute)
    {
        var index = new Dictionary<string, Handle?>(StringComparer.OrdinalIgnoreCase);
        foreach (var handle in Objects(kind))
        {
            if (Value(handle, attribute) is AttributeValue.Text { Value: var value } && !index.TryAdd(value, handle))
                index[value] = null;
        }

        return index;
    }

    public bool IsEnabled(Handle handle) =>
        _snapshot.Schema.Find(_snapshot.Roster.KindOf(handle))?.WithRole(AttributeRole.Enablement) is not { } enablement
        || Value(handle, enablement.Name) != AttributeValue.Of(false);
}
