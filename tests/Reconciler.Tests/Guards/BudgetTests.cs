using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Which override lifts a limit, and what is said of it.</summary>
public sealed class BudgetTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private static GuardOverride Line(int allow, int until = 30, string reason = "CHG-1", string guard = "removals", string target = "directory") =>
        new(guard, new TargetName(target), allow, new DateOnly(2026, 11, until), "iam", reason, At);

    private static Spending Done(int count, GuardOverride? under = null, string guard = "removals") =>
        new(Now.AddHours(-1), guard, TargetName.Directory, "users", null, count, under is null ? null : Budget.IdOf(under));

    private static GuardFinding Judged(int figure, GuardOverride[] lines, params Spending[] done)
    {
        var rule = new GuardRule(GuardSettings.Default with { Overrides = [.. lines] }, new Spent([.. done], Now), Day);
        return Assert.Single(rule.Judge([rule.Weigh("removals", TargetName.Directory, "users", figure, 100)]));
    }

    [Fact]
    public void What_is_left_after_the_run_is_told_in_thousands()
    {
        var budget = Budget.Of(Line(1500), new Spent([], Now), Day);
        Assert.Equal("CHG-1 (iam, until 2026-11-30): 1,500 allowed, 1,200 left after this", budget.After(300));
        Assert.Equal("CHG-1 (iam, until 2026-11-30): 1,500 allowed, used up after this", budget.After(1500));
    }

    [Fact]
    public void An_override_without_a_line_is_told_of_without_one()
    {
        var line = Line(10) with { Span = SourceSpan.None };
        Assert.Equal("the override allows 10, 10 are left", Budget.Of(line, new Spent([], Now), Day).Shortfall);
        Assert.Equal("the override is over since 2026-11-30", Budget.Of(line, new Spent([], Now), new DateOnly(2026, 12, 1)).Shortfall);
    }

    [Fact]
    public void Reports_of_earlier_runs_go_on_naming_the_same_override() => Assert.Equal("f913c0f88b609dce", Budget.IdOf(Line(10)));

    [Fact]
    public void More_than_all_of_it_leaves_nothing_and_not_less() => Assert.Equal(0, Budget.Of(Line(10), new Spent([Done(12, Line(10))], Now), Day).Left);

    [Fact]
    public void Only_what_was_done_under_it_uses_an_override_up()
    {
        var line = Line(10);
        Assert.Equal(6, Budget.Of(line, new Spent([Done(4, line), Done(3), Done(2, Line(10, reason: "CHG-2"))], Now), Day).Left);
    }

    [Fact]
    public void Of_several_overrides_the_one_that_ends_first_is_used()
    {
        Assert.Equal(Budget.IdOf(Line(20, 25)), Judged(8, [Line(10), Line(20, 25), Line(9, 29)]).Budget);
        Assert.Equal(Budget.IdOf(Line(9)), Judged(8, [Line(10), Line(9), Line(20)]).Budget);
        var equal = new[] { Line(10), Line(10, reason: "CHG-2"), Line(10, reason: "CHG-3") };
        var first = equal.Select(Budget.IdOf).Order(StringComparer.Ordinal).First();
        Assert.Equal(first, Judged(8, equal).Budget);
        Assert.Equal(first, Judged(8, [.. equal.Reverse()]).Budget);
    }

    [Fact]
    public void One_that_is_over_or_too_small_or_of_another_guard_or_target_is_passed_by()
    {
        Assert.Equal(Budget.IdOf(Line(10)), Judged(8, [Line(10, 20), Line(7, 25), Line(10, 22, guard: "updates"), Line(10, 22, target: "wiki/scim"), Line(10)]).Budget);
        var blocked = Judged(8, [Line(10, 20), Line(7), Line(10, 22, guard: "updates"), Line(10, 22, target: "wiki/scim")]);
        Assert.True(blocked.Blocks);
        Assert.Equal(["the override at people.yaml:4 is over since 2026-11-20", "the override at people.yaml:4 allows 7, 7 are left"], blocked.Causes.ToArray());
    }

    [Fact]
    public void An_override_holds_on_its_last_day() => Assert.False(Judged(8, [Line(8, 21)]).Blocks);

    [Fact]
    public void A_figure_that_is_lifted_tells_what_the_override_has_left()
    {
        var lifted = Judged(8, [Line(10)], Done(1, Line(10)));
        Assert.Equal((9, At, 0, false), (lifted.Limit, lifted.LimitSpan, lifted.Needed, lifted.Blocks));
        Assert.Equal("CHG-1 (iam, until 2026-11-30): 10 allowed, 1 left after this", lifted.Override);
    }

    [Fact]
    public void What_earlier_runs_did_counts_without_end()
    {
        var blocked = Judged(1, [], Done(int.MaxValue), Done(int.MaxValue));
        Assert.Equal((int.MaxValue, true, 1), (blocked.Earlier, blocked.Blocks, blocked.Needed));
    }

    [Fact]
    public void The_line_of_a_limit_is_its_own_or_that_of_all_limits()
    {
        var all = new SourceSpan("reconciler.yaml", 7, 1, 6);
        var settings = GuardSettings.Default with { Span = all };
        Assert.Equal(all, new GuardRule(settings, Spent.Nothing, Day).Weigh("removals", TargetName.Directory, "users", 1, 1).LimitSpan);
        var own = settings with { Limits = [.. settings.Limits.Select(l => l with { Span = At })] };
        Assert.Equal(At, new GuardRule(own, Spent.Nothing, Day).Weigh("removals", TargetName.Directory, "users", 1, 1).LimitSpan);
    }

    [Fact]
    public void What_earlier_runs_did_to_one_group_counts_for_it_however_it_is_written()
    {
        var spent = new Spent([new(Now.AddHours(-1), "members", TargetName.Directory, "members", "Staff", 3, null), new(Now.AddHours(-24), "members", TargetName.Directory, "members", "staff", 5, null)], Now);
        Assert.Equal((3, 0), (spent.Earlier("members", TargetName.Directory, "members", "staff"), spent.Earlier("members", TargetName.Directory, "members", "other")));
        Assert.Equal((3, 0, 0), (spent.Earlier("members", TargetName.Directory), spent.Earlier("updates", TargetName.Directory), spent.Earlier("members", new TargetName("wiki/scim"))));
    }
}
