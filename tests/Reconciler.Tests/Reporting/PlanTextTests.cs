using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class PlanTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public void A_rich_plan(int width) => Golden.Matches($"plan.rich.{width}.txt", PlanText.Render(SamplePlans.Rich, width).ToPlain());

    [Fact]
    public void An_empty_plan_is_one_calm_line() => Golden.Matches("plan.empty.txt", PlanText.Render(SamplePlans.Empty, 100).ToPlain());

    [Fact]
    public void A_blocked_plan_says_so_first() => Golden.Matches("plan.blocked.txt", PlanText.Render(SamplePlans.Blocked, 100).ToPlain());

    [Fact]
    public void A_file_that_is_gone_is_named_below_the_limit_too() =>
        Golden.Matches("plan.gone.txt", PlanText.Render(SamplePlans.OneFileGone, 100).ToPlain());

    [Fact]
    public void Five_thousand_equal_changes_are_one_line() => Golden.Matches("plan.folded.txt", PlanText.Render(SamplePlans.Folded, 100).ToPlain());
}
