using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>Weighs figures against the limits and overrides of a day, and against what earlier runs have done.</summary>
internal sealed record GuardRule(GuardSettings Settings, Spent Spent, DateOnly Day)
{
    private readonly Budgets _budgets = new(Settings, Spent, Day);

    /// <summary>A figure against its limit, before overrides.</summary>
    public GuardFinding Weigh(string guard, TargetName target, string counted, int figure, int baseline, string? of = null)
    {
        var rule = Settings[guard];
        return new GuardFinding(guard, target, counted, figure, rule.Over(baseline), baseline)
        {
            Of = of,
            Earlier = Spent.Earlier(guard, target, counted, of),
            LimitSpan = rule.Span.IsNone ? Settings.Span : rule.Span,
        };
    }

    /// <summary>
    /// The findings with what overrides make of them. An override is one budget for all that a guard counts on a target, so it lifts all that is over a
    /// limit there, or nothing.
    /// </summary>
    public ImmutableArray<GuardFinding> Judge(IReadOnlyCollection<GuardFinding> findings)
    {
        var needed = findings.Where(f => f.IsOver).GroupBy(f => (f.Guard, f.Target))
            .ToDictionary(g => g.Key, g => (int)Math.Min(int.MaxValue, g.Sum(f => (long)f.Figure)));
        return [.. findings.Select(f => f.IsOver ? Judge(f, needed[(f.Guard, f.Target)]) : f)];
    }

    /// <summary>How many more a limit or an override allows, beyond those that are planned.</summary>
    public int Left(string guard, TargetName target, int planned, int baseline)
    {
        var room = (long)Settings[guard].Over(baseline) - Spent.Earlier(guard, target) - planned;
        var budget = _budgets.Lifting(guard, target, planned)?.Left - planned ?? 0;
        return (int)Math.Clamp(Math.Max(room, budget), 0, int.MaxValue);
    }

    private GuardFinding Judge(GuardFinding finding, int needed) => _budgets.Lifting(finding.Guard, finding.Target, needed) is { } budget
        ? finding with
        {
            Limit = budget.Left,
            LimitSpan = budget.Line.Span,
            Override = budget.After(needed),
            Budget = budget.Id,
        }
        : finding with
        {
            Blocks = true,
            Needed = needed,
            Causes = [.. finding.Causes, .. _budgets.For(finding.Guard, finding.Target).Select(b => b.Shortfall)],
        };
}
