using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting;

/// <summary>Removals that a run keeps back, and why: what a read did not prove is never taken for gone.</summary>
/// <param name="What">What would go: <c>accounts</c>, <c>groups</c>, or the link: <c>members</c>.</param>
/// <param name="Why">One clause.</param>
/// <param name="Names">The objects that would go, or that would lose a link: the first of them.</param>
public sealed record WithheldRow(string Target, string What, int Count, string Why, ImmutableArray<string> Names);

/// <summary>Gathers what is withheld over the targets of a run, by reason.</summary>
internal static class WithheldRows
{
    private const int NamesKept = 20;

    public static ImmutableArray<WithheldRow> Of(IEnumerable<TargetPlan> plans) =>
    [
        .. plans.SelectMany(p => p.Entries.SelectMany(e => Of(p.Target, e)).GroupBy(w => (w.What, w.Why))
            .OrderBy(g => g.Key.What, StringComparer.Ordinal).ThenBy(g => g.Key.Why, StringComparer.Ordinal)
            .Select(g => new WithheldRow(p.Target.Value, g.Key.What, g.Sum(w => w.Count), g.Key.Why,
                [.. g.Select(w => w.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase).Take(NamesKept)]))),
    ];

    public static int Count(Entry entry) => entry.Links.Sum(l => l.Withheld) + (IsSpared(entry) ? 1 : 0);

    private static IEnumerable<(string What, string Why, string Name, int Count)> Of(TargetName target, Entry entry)
    {
        if (IsSpared(entry) && entry.Change is Change.Keep { Detail: var why })
            yield return (Wording.Plural(target, entry.Kind), why ?? "a read was not proven complete", entry.Name, 1);
        foreach (var link in entry.Links.Where(l => l.Withheld > 0))
            yield return (link.Link.Name, link.WithheldWhy ?? "a read was not proven complete", entry.Name, link.Withheld);
    }

    // What is not live waits to be created.
    private static bool IsSpared(Entry entry) => entry is { Change: Change.Keep { Why: KeepReason.Incomplete }, Id: not null };
}
