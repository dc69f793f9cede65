using System.Collections.Immutable;
using Reconciler.Core.Guards;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;

namespace Reconciler.Core.Reporting;

/// <summary>What a run used up of the guards' limits, as its report keeps it for the runs to come.</summary>
public static class SpendRows
{
    /// <summary>What an operation counts towards the guards; null where nothing.</summary>
    internal static ImmutableArray<SpendRow>? Of(OperationRecord record, TargetPlan plan)
    {
        var spends = plan.Spends.GetValueOrDefault(record.Operation.Id, []);
        if (record.IsAdopted)
            spends = spends.Add(Spends.Adopted(plan.Target, record.Operation.Kind));
        return spends.IsEmpty ? null : [.. spends.Select(s => new SpendRow(s.Guard, s.Target.Value, s.Counted, s.Count) { Of = s.Of })];
    }

    /// <summary>The guards with what was done towards each. What nobody knows the outcome of counts as done.</summary>
    public static ImmutableArray<GuardRow> Into(ImmutableArray<GuardRow> guards, IEnumerable<OperationRow> operations)
    {
        var done = operations.Where(o => Done.Contains(o.Outcome)).SelectMany(o => o.Spends ?? []).GroupBy(s => (s.Guard, s.Target, s.Counted, s.Of))
            .ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
        var rows = guards.Select(g => g with { Spent = done.Remove((g.Guard, g.Target, g.Counted, g.Of), out var spent) ? spent : 0 }).ToList();
        // What was taken over only at apply stood in no plan.
        foreach (var ((guard, target, counted, of), count) in done)
            rows.Add(new GuardRow { Guard = guard, Target = target, Counted = counted, Of = of, Figure = 0, Limit = 0, Base = 0, Spent = count });
        return [.. rows];
    }

    private static readonly ImmutableHashSet<string> Done =
        [Wording.Camel(nameof(Outcome.Applied)), Wording.Camel(nameof(Outcome.AlreadyDone)), Wording.Camel(nameof(Outcome.AcceptedNotApplied)), Wording.Camel(nameof(Outcome.Unknown))];
}
