using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>One verdict for a run: every guard over every target's effects.</summary>
public static class Judge
{
    private static readonly ImmutableArray<Func<GuardInput, IEnumerable<GuardFinding>>> All =
    [
        MassRemoval.Check, LeaverWave.Check, EmptiedGroup.Check, LostIdentity.Check, SweepingUpdate.Check, HostileTakeover.Check,
    ];

    /// <summary>How many objects a run may take over beyond those that its plan shows.</summary>
    /// <param name="spent">What earlier runs have used up.</param>
    public static int AdoptionsLeft(TargetPlan plan, GuardSettings settings, DateOnly day, Spent? spent = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new GuardRule(settings, spent ?? Spent.Nothing, day).Left(HostileTakeover.Guard, plan.Target, plan.Entries.Count(HostileTakeover.Counts), plan.Owned.Values.Sum());
    }

    /// <param name="plans">Every target's plan: one blocked by a guard blocks all.</param>
    /// <param name="access">Who may use which application before and after.</param>
    /// <param name="spent">What earlier runs have used up of limits and overrides.</param>
    public static Verdict Over(IEnumerable<TargetPlan> plans, IEnumerable<ApplicationAccess> access, GuardSettings settings, IReadOnlyCollection<string> filesRead,
        DateOnly day, Spent? spent = null)
    {
        var rule = new GuardRule(settings, spent ?? Spent.Nothing, day);
        return new(rule.Judge(
        [
            .. plans.SelectMany(plan => All.SelectMany(guard => guard(new GuardInput(plan, rule, filesRead)))),
            .. access.SelectMany(a => LostAccess.Check(a, rule)),
        ]))
        { Spent = rule.Spent };
    }
}
