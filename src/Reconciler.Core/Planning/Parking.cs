using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// Takes out of a plan what an earlier apply tried and the target refused for good. An id is the content of an operation, so it waits until the file or
/// the object changes; or until somebody asks for that object alone.
/// </summary>
internal static class Parking
{
    /// <param name="plan">The whole of a target's plan.</param>
    /// <param name="parked">What the ledger remembers.</param>
    /// <param name="retried">The object that is tried again all the same.</param>
    public static TargetPlan Without(TargetPlan plan, IReadOnlyDictionary<OperationId, ParkedOperation> parked, ResourceKey? retried)
    {
        if (parked.Count == 0)
            return plan;
        plan = plan with { Parked = [.. plan.Operations.Select(o => o.Id).Where(parked.ContainsKey)] };
        var waiting = plan.Operations
            .Where(o => plan.Parked.Contains(o.Id) && (retried is null || plan.Snapshot.Roster.KeyOf(o.Object) != retried))
            .ToLookup(o => o.Object);
        return waiting.Count == 0 ? plan : Narrowing.To(plan, entry => entry.IsChange && waiting.Contains(entry.Object) ? Without(plan, entry, [.. waiting[entry.Object]], parked) : entry);
    }

    private static Entry Without(TargetPlan plan, Entry entry, ImmutableArray<Operation> waiting, IReadOnlyDictionary<OperationId, ParkedOperation> parked)
    {
        var roster = plan.Snapshot.Roster;
        var held = waiting.Select(o => new HeldChange(WhatOf(o, roster), $"failed for good on {parked[o.Id].At.UtcDateTime:yyyy-MM-dd}: {parked[o.Id].Message}",
            $"Retried when the file or the object changes{(entry.Key is { } key ? $", or with --only {key.Kind}:{key.Name}" : "")}.", SpanOf(entry, o))
        { IsDue = entry.Cause.IsDue });
        entry = entry with { Held = [.. entry.Held, .. held] };
        // What does not come to be has neither values nor links; what does not become ours is not written to at all.
        if (waiting.Any(o => o is Operation.Create or Operation.Restore or Operation.Delete || (entry.Change is not (Change.Update or Change.Disable) && !CellsOf(o).IsEmpty)))
            return Still(entry);
        var cells = waiting.SelectMany(o => CellsOf(o), (_, c) => c.Attribute.Name).ToHashSet(StringComparer.Ordinal);
        var adds = waiting.OfType<Operation.Link>().SelectMany(l => l.Ends.Ends.Select(e => (l.Ends.Link.Name, e))).ToHashSet();
        var removes = waiting.OfType<Operation.Unlink>().SelectMany(l => l.Ends.Ends.Select(e => (l.Ends.Link.Name, e))).ToHashSet();
        var left = Narrowing.With(entry, entry.Cells.RemoveAll(c => cells.Contains(c.Attribute.Name)),
            [.. entry.Links.Select(l => Narrowing.Take(l, a => !adds.Contains((l.Link.Name, a.End)), r => !removes.Contains((l.Link.Name, r.End)))).OfType<LinkChange>()]);
        return left is { Cells.IsEmpty: true, Links.IsEmpty: true } ? Still(left) : left;
    }

    private static Entry Still(Entry entry) => entry with { Change = new Change.Keep(KeepReason.Parked), Cells = [], Links = [], Effects = Effects.None };

    private static ImmutableArray<CellChange> CellsOf(Operation operation) => operation switch
    {
        Operation.Update update => update.Cells,
        Operation.Disable disable => disable.Cells,
        _ => [],
    };

    private static string WhatOf(Operation operation, Roster roster) => operation switch
    {
        Operation.Create => "create",
        Operation.Restore => "restore",
        Operation.Delete => "delete",
        Operation.Disable => "disable",
        Operation.Link link => $"{link.Ends.Link.Name} {Names(link.Ends, roster)}",
        Operation.Unlink unlink => $"{unlink.Ends.Link.Name} {Names(unlink.Ends, roster)}",
        _ => string.Join(", ", CellsOf(operation).Select(c => c.Attribute.Role == Schemas.AttributeRole.Mark ? "owner mark" : c.Attribute.Name)),
    };

    private static string Names(LinkEnds ends, Roster roster) => string.Join(", ", ends.Ends.Select(e => roster.NameOf(e.To)));

    private static SourceSpan SpanOf(Entry entry, Operation operation)
    {
        var names = CellsOf(operation).Select(c => c.Attribute.Name).ToArray();
        return entry.Cells.FirstOrDefault(c => names.Contains(c.Attribute.Name, StringComparer.Ordinal)) is { Cause.Span: { IsNone: false } span } ? span : entry.Cause.Span;
    }
}
