using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// What a run has written, to tell by a later plan what only does not show yet from what somebody changed: a write that is asked for again although it was
/// done is late, any other is drift. Objects are compared by their remote ids, for each read has handles of its own.
/// </summary>
public sealed class Visibility
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Takes down what was done to one target.</summary>
    public void Add(TargetPlan plan, IEnumerable<OperationRecord> records)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(records);
        foreach (var record in records.Where(r => r.Outcome.Succeeded))
            _written.UnionWith(WritesOf(plan, record.Operation));
    }

    /// <summary>Whether all that an operation of a later plan asks for was written already.</summary>
    public bool IsLate(TargetPlan plan, Operation operation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(operation);
        var asked = WritesOf(plan, operation).ToArray();
        return asked.Length > 0 && asked.All(_written.Contains);
    }

    /// <summary>How much of a later plan only does not show yet: operations, and objects that a listing lacks.</summary>
    public int LateIn(TargetPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Operations.Count(o => IsLate(plan, o)) + plan.Entries.Count(e => e.Change is Change.Keep { Why: KeepReason.NotYetVisible });
    }

    /// <summary>The pauses between looks, growing by chance, a minute in all. The first look needs none.</summary>
    public static IEnumerable<TimeSpan> Pauses(IRandomness randomness)
    {
        var (policy, waited) = (new RetryPolicy(randomness, 1, TimeSpan.Zero), TimeSpan.Zero);
        yield return TimeSpan.Zero;
        for (var pause = FirstPause; waited < Patience; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var next = policy.Jittered(pause);
            waited += next;
            yield return next;
        }
    }

    private static IEnumerable<string> WritesOf(TargetPlan plan, Operation operation)
    {
        var roster = plan.Snapshot.Roster;
        // A creation that is planned again has no id any more: its key stands for it.
        var at = $"{plan.Target}\n{operation.Kind}\n{roster.KeyOf(operation.Object)?.Name ?? roster.IdOf(operation.Object)?.Value}\n";
        switch (operation)
        {
            case Operation.Create create:
                return [$"{at}create", .. create.Cells.Select(Cell), .. create.Links.SelectMany(l => Ends("+", l))];
            case Operation.Update update:
                return update.Cells.Select(Cell);
            case Operation.Disable disable:
                return disable.Cells.Select(Cell);
            case Operation.Restore:
                return [$"{at}restore"];
            case Operation.Delete:
                return [$"{at}delete"];
            case Operation.Link link:
                return Ends("+", link.Ends);
            case Operation.Unlink unlink:
                return Ends("-", unlink.Ends);
            default:
                return [];
        }

        string Cell(CellChange cell) => $"{at}{cell.Attribute.Name}={cell.After}";

        IEnumerable<string> Ends(string sign, LinkEnds ends) => ends.Ends.Select(e => $"{at}{sign}{ends.Link.Name} {roster.IdOf(e.To)?.Value ?? roster.NameOf(e.To)} {plan.Snapshot.Pool[e.Role]}");
    }
}
