using System.Collections.Immutable;
using Reconciler.Core.Access;
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

    /// <summary>How many objects a run may take over beyond those that its plan shows.</summary>
    public static int AdoptionsLeft(TargetPlan plan, GuardSettings settings, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var planned = plan.Entries.Count(e => e.Change is Change.Adopt { Consented: false });
        return new GuardRule(settings, day).Weigh("adoptions", plan.Target, "objects", planned, plan.Owned.Values.Sum()).Limit - planned;
    }

    /// <param name="plans">Every target's plan: one blocked by a guard blocks all.</param>
    /// <param name="access">Who may use which application before and after.</param>
    public static Verdict Over(IEnumerable<TargetPlan> plans, IEnumerable<ApplicationAccess> access, GuardSettings settings, IReadOnlyCollection<string> filesRead, DateOnly day)
    {
        var rule = new GuardRule(settings, day);
        return new(
        [
            .. plans.SelectMany(plan => All.SelectMany(guard => guard(new GuardInput(plan, rule, filesRead)))),
            .. access.SelectMany(a => LostAccess.Check(a, rule)),
        ]);
    }
}

/// <summary>Weighs figures against the limits and overrides of a day.</summary>
internal sealed record GuardRule(GuardSettings Settings, DateOnly Day)
{
    /// <summary>A figure of zero can not block.</summary>
    public GuardFinding Weigh(string guard, TargetName target, string counted, int figure, int baseline)
    {
        var rule = Settings[guard];
        var limit = rule.Over(baseline);
        var budget = Settings.Overrides
            .Where(o => o.Guard == guard && o.Target == target && o.Until >= Day)
            .OrderByDescending(o => o.Allow).FirstOrDefault();
        var lifted = budget is not null && budget.Allow > limit;
        var effective = budget is not null && lifted ? budget.Allow : limit;
        return new GuardFinding(guard, target, counted, figure, effective, baseline)
        {
            LimitSpan = budget is not null && lifted ? budget.Span : rule.Span,
            Blocks = figure > effective,
            Override = budget is not null && lifted ? $"{budget.Reason} ({budget.Owner}, until {budget.Until:yyyy-MM-dd})" : null,
        };
    }
}

/// <summary>What a guard looks at: one target's plan, the limits, the files that were read.</summary>
internal sealed record GuardInput(TargetPlan Plan, GuardRule Rule, IReadOnlyCollection<string> FilesRead)
{
    public IEnumerable<Entry> Changes => Plan.Entries.Where(e => e.IsChange);

    /// <summary>Weighs a figure against a guard's limit and its overrides.</summary>
    public GuardFinding Weigh(string guard, string counted, IReadOnlyCollection<Entry> hits, int baseline) =>
        Weigh(guard, counted, hits.Count, baseline) with
        {
            Causes = Causes.Of(hits, FilesRead),
            Names = [.. hits.Select(h => h.Name).Order(StringComparer.OrdinalIgnoreCase)],
        };

    public GuardFinding Weigh(string guard, string counted, int figure, int baseline) => Rule.Weigh(guard, Plan.Target, counted, figure, baseline);

    /// <summary>How many live objects of a kind bear our mark, or are linked.</summary>
    public int Owned(Kind kind) => Plan.Owned.GetValueOrDefault(kind);

    public IEnumerable<Kind> Kinds => Plan.Owned.Keys.OrderBy(k => k == Kind.User ? 0 : 1);

    /// <summary>People in the directory, accounts in an application, groups in both.</summary>
    public string Plural(Kind kind) => kind == Kind.User && Plan.Target != TargetName.Directory ? "accounts" : $"{kind}s";
}
