using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// How long lists were after the last apply, against a target that says that a list is whole and leaves half of it out: one that has shrunk by a fifth
/// without us is not believed, and so removes nothing. After a week it is.
/// </summary>
internal static class ListSizes
{
    private const int FewestMissing = 10;

    private static readonly TimeSpan Doubted = TimeSpan.FromDays(7);

    // What is always read as a whole; which applications are read depends on what is declared.
    private static readonly ImmutableArray<string> Lists = ["user", "group", "members", "owners", "manager"];

    /// <summary>Takes the proof from lists that are much shorter than our last apply left them. Before anything is planned.</summary>
    public static void Doubt(Snapshot snapshot, Ledger ledger)
    {
        foreach (var (list, size) in ledger.Sizes)
        {
            if (!snapshot.CompletenessOf(list).IsProven || snapshot.TakenAt - size.At >= Doubted)
                continue;
            var count = CountOf(snapshot, list, []);
            if (size.Count - count >= FewestMissing && (long)count * 5 < (long)size.Count * 4)
                snapshot.Completed(list, new Completeness.Unproven($"{count:N0} of {size.Count:N0} at the last apply"));
        }
    }

    /// <summary>How long lists are by now; of one that was not read whole, what was known of it.</summary>
    public static ImmutableDictionary<string, ListSize> After(Ledger before, TargetPlan plan, IReadOnlyCollection<OperationRecord> records, DateTimeOffset now)
    {
        var sizes = before.Sizes;
        var done = records.Where(r => r.Outcome.Succeeded).Select(r => r.Operation).ToArray();
        // What goes takes its links with it.
        var gone = done.OfType<Operation.Delete>().Select(o => o.Object).ToHashSet();
        foreach (var list in Lists.Where(l => plan.Snapshot.CompletenessOf(l).IsProven))
            sizes = sizes.SetItem(list, new ListSize(Math.Max(0, CountOf(plan.Snapshot, list, gone) + done.Where(o => !gone.Contains(o.Object)).Sum(o => Gain(o, list, gone))), now));
        return sizes;
    }

    private static int Gain(Operation operation, string list, HashSet<Handle> gone) => operation switch
    {
        Operation.Create create => create.Kind.Name == list ? 1 : create.Links.Where(l => l.Link.Name == list).Sum(l => l.Ends.Length),
        Operation.Restore => operation.Kind.Name == list ? 1 : 0,
        Operation.Link link when link.Ends.Link.Name == list => link.Ends.Link.Arity == Schemas.Arity.Many ? link.Ends.Ends.Length : 0,
        Operation.Unlink unlink when unlink.Ends.Link.Name == list => -unlink.Ends.Ends.Count(e => !gone.Contains(e.To)),
        _ => 0,
    };

    private static int CountOf(Snapshot snapshot, string list, HashSet<Handle> gone)
    {
        if (snapshot.Schema.Find(new Kind(list)) is not { } kind)
        {
            var links = snapshot.AllLinks.Where(l => l.Key.Link == list && !gone.Contains(l.Key.From));
            return gone.Count == 0 ? links.Sum(l => l.Value.Ends.Length) : links.Sum(l => l.Value.Ends.Count(e => !gone.Contains(e.To)));
        }

        var table = snapshot[kind.Kind];
        return Enumerable.Range(0, table.Count).Count(row => !table.IsDeleted(row) && !gone.Contains(table.Rows[row]));
    }
}
