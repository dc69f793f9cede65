using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Gathers the places of one mistake made often, so that it is reported once.</summary>
internal sealed class Repeats<TCause>(IEqualityComparer<TCause>? comparer = null)
    where TCause : notnull
{
    private readonly Dictionary<TCause, List<SourceSpan>> places = new(comparer);

    public void Add(TCause cause, SourceSpan span)
    {
        if (places.TryGetValue(cause, out var known))
            known.Add(span);
        else
            places.Add(cause, [span]);
    }

    public void Report(ICollection<Diagnostic> faults, Func<TCause, Places, Diagnostic> fault)
    {
        foreach (var (cause, spans) in places)
            faults.Add(fault(cause, Places.Of(spans)));
    }
}
