using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>One verdict for a run: every guard over every target's effects.</summary>
public static class Judge
{
    private static readonly ImmutableArray<Func<GuardInput, IEnumerable<GuardFinding>>> All =
    [
        MassRemoval.Check, LeaverWave.Check, EmptiedGroup.Check, LostIdentity.Check, SweepingUpdate.Check, HostileTakeover.Check,
    ];

    public static Verdict Over(IEnumerable<TargetPlan> plans, GuardSettings settings, IReadOnlyCollection<string> filesRead, DateOnly day) =>
        new([.. plans.SelectMany(plan => All.SelectMany(guard => guard(new GuardInput(plan, settings, filesRead, day))))]);
}

/// <summary>What a guard looks at: one target's plan, the limits, the files that were read, the day.</summary>
internal sealed record GuardInput(TargetPlan Plan, GuardSettings Settings, IReadOnlyCollection<string> FilesRead, DateOnly Day)
{
    public IEnumerable<Entry> Changes => Plan.Entries.Where(e => e.IsChange);

    /// <summary>Weighs a figure against a guard's limit and its overrides. A figure of zero can not block.</summary>
    public GuardFinding Weigh(string guard, string counted, IReadOnlyCollection<Entry> hits, int baseline) =>
        Weigh(guard, counted, hits.Count, baseline) with
        {
            Causes = Causes.Of(hits, FilesRead),
            Names = [.. hits.Select(h => h.Name).Order(StringComparer.OrdinalIgnoreCase)],
        };

    public GuardFinding Weigh(string guard, string counted, int figure, int baseline)
    {
        var rule = Settings[guard];
        var limit = rule.Over(baseline);
        var budget = Settings.Overrides
            .Where(o => o.Guard == guard && o.Target == Plan.Target && o.Until >= Day)
            .OrderByDescending(o => o.Allow).FirstOrDefault();
        var lifted = budget is not null && budget.Allow > limit;
        var effective = budget is not null && lifted ? budget.Allow : limit;
        return new GuardFinding(guard, Plan.Target, counted, figure, effective, baseline)
        {
            LimitSpan = budget is not null && lifted ? budget.Span : rule.Span,
            Blocks = figure > effective,
            Override = budget is not null && lifted ? $"{budget.Reason} ({budget.Owner}, until {budget.Until:yyyy-MM-dd})" : null,
        };
    }

    /// <summary>How many live objects of a kind bear our mark.</summary>
    public int Owned(Kind kind) => Plan.Owned.GetValueOrDefault(kind);

    public IEnumerable<Kind> Kinds => Plan.Owned.Keys.OrderBy(k => k == Kind.User ? 0 : 1);
}
