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

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void A_plan_of_a_directory_and_its_applications(int width) => Golden.Matches($"estate.rich.{width}.txt", PlanText.Render(SampleEstates.Rich, width).ToPlain());

    [Fact]
    public void Every_person_singly() => Golden.Matches("estate.rich.full.txt", PlanText.Render(SampleEstates.Rich, 120, full: true).ToPlain());

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void A_changed_row_of_a_mapping_is_shown_by_examples(int width) =>
        Golden.Matches($"estate.folded.{width}.txt", PlanText.Render(SampleEstates.Folded, width).ToPlain());

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void Access_that_many_lose_blocks_and_says_by_which_line(int width) =>
        Golden.Matches($"estate.blocked.{width}.txt", PlanText.Render(SampleEstates.Blocked, width).ToPlain());

    [Fact]
    public void Nothing_to_do_is_not_said_of_what_could_not_be_read()
    {
        var plan = SampleEstates.Rich with { Counts = new PlanCounts(), Access = [], Guards = [], Targets = [SamplePlans.Empty.Targets[0], .. SampleEstates.Rich.Targets.Where(t => t.Unreached is not null)] };
        var text = PlanText.Render(plan, 100).ToPlain();
        Assert.Contains("1 target could not be read", text, StringComparison.Ordinal);
        Assert.DoesNotContain("what is live is what is declared", text, StringComparison.Ordinal);
        Assert.Contains("Nothing is planned for it; the other targets are not affected.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Few_that_are_alike_stand_singly_and_nobody_privileged_is_folded()
    {
        var changes = Enumerable.Range(1, 20).Select(i => new AccessChangeRow($"loser.{i:00}", "User", false) { Where = "access.yaml:3" })
            .Concat(Enumerable.Range(1, 5).Select(i => new AccessChangeRow($"winner.{i}", "User", true) { Where = "access.yaml:4", Privileged = i == 5 }));
        var plan = SampleEstates.Blocked with { Access = [SampleEstates.Blocked.Access[0] with { Changes = [.. changes] }], Targets = [SamplePlans.Empty.Targets[0]], Guards = [], Blocked = false };
        var text = PlanText.Render(plan, 120).ToPlain();
        Assert.All(changes, c => Assert.Contains(c.Person, text, StringComparison.Ordinal));
        Assert.DoesNotContain("people  ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_gives_many_the_same_value_folds_by_the_value()
    {
        var entries = Enumerable.Range(1, 40).Select(i => new EntryRow
        {
            Section = Section.Changed, Action = "update", Kind = "user", Name = $"person.{i:00}",
            Cells = [new CellRow("locale", "en", i < 38 ? "pt" : $"x{i}") { Origin = "mapping", Mapping = "users", Rule = "[preferredLanguage]", Where = "mappings.yaml:4" }],
        });
        var plan = SamplePlans.Empty with { Counts = new PlanCounts { Changed = 40, Operations = 40 }, Targets = [SamplePlans.Empty.Targets[0] with { Name = "wiki/scim", Entries = [.. entries] }] };
        var text = PlanText.Render(plan, 100).ToPlain();
        Assert.Contains("37 accounts", text, StringComparison.Ordinal);
        Assert.Contains("en → pt", text, StringComparison.Ordinal);
        Assert.Contains("person.39", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_whose_file_is_gone_is_named_once_with_all_accounts()
    {
        var people = SamplePlans.OneFileGone.Targets[0];
        var accounts = people with { Name = "wiki/scim", Entries = [.. people.Entries.Select(e => e with { DeletedOn = null, Cells = [new CellRow("active", "true", "false") { Origin = "access" }] })] };
        var text = PlanText.Render(SamplePlans.OneFileGone with { Counts = new PlanCounts { Disabled = 6, Operations = 6 }, Targets = [people, accounts] }, 100).ToPlain();
        Assert.Contains("people/lisbon.yaml is gone, and with it 3 users and 3 accounts:", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("lisbon.person01").Length);
        Assert.Contains("3 to disable   3 accounts to deactivate", text, StringComparison.Ordinal);
        Assert.Contains("DEACTIVATED in wiki/scim\n  - 3 accounts", text, StringComparison.Ordinal);
    }

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
