using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>An apply taken back: the files as they were, and the plan over them.</summary>
public sealed class UndoTests
{
    private const string Mary = "  mary.shelley:\n    userPrincipalName: mary.shelley@contoso.com\n    displayName: Mary Shelley\n    employeeId: \"00031\"\n    jobTitle: Head of Sales\n    department: Sales\n";

    // The quickstart, applied; then a change of three kinds, applied a minute later.
    private static async Task<(Scenario Scenario, string Before)> ChangedAsync()
    {
        var scenario = Scenario.Example("quickstart");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var before = scenario.Read("people.yaml");
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
        scenario.Edit("people.yaml", "jobTitle: Principal Analyst", "jobTitle: Chief Analyst\n    officeLocation: Bletchley");
        scenario.Edit("people.yaml", Mary, "  mary.shelley: { left: 2026-11-20 }\n");
        scenario.Edit("teams.yaml", "owners: [mary.shelley]", "owners: [john.smith]");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
        return (scenario, before);
    }

    private static Task<Run> UndoAsync(Scenario scenario, string run = "last", params string[] more) => scenario.RunAsync(["undo", run, "w", "--sandbox", .. more]);

    private static void RequireKeeps(Scenario scenario, SortedDictionary<string, string> texts) => Assert.Equal(texts, scenario.Texts());

    [Fact]
    public async Task It_shows_what_goes_back_what_stays_and_what_never_can_and_writes_nothing()
    {
        var (scenario, _) = await ChangedAsync();
        using (scenario)
        {
            var (texts, reports) = (scenario.Texts(), scenario.Reports.Length);
            var run = await UndoAsync(scenario);
            Assert.Equal(8, run.ExitCode);
            Golden.Matches("undo/changed.txt", ExampleStages.Steady(scenario, run.Out + run.Error));
            RequireKeeps(scenario, texts);
            Assert.Equal(reports, scenario.Reports.Length);
        }
    }

    [Fact]
    public async Task Put_back_and_applied_the_people_are_as_they_were()
    {
        var (scenario, before) = await ChangedAsync();
        using (scenario)
        {
            Assert.Equal(8, (await UndoAsync(scenario, "last", "--write")).ExitCode);
            Assert.Equal(before, scenario.Read("people.yaml"));
            Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
            var again = await UndoAsync(scenario, "2026-11-21T021507Z");
            Assert.Contains("BACK ALREADY", again.Out, StringComparison.Ordinal);
            Assert.Contains("is as it was before already", again.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("\nREVERSIBLE\n", again.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_saved_plan_is_carried_out_and_nothing_that_came_up_since()
    {
        var (scenario, _) = await ChangedAsync();
        using (scenario)
        {
            scenario.Edit("people.yaml", "displayName: Ada Lovelace", "displayName: Ada King");
            Assert.Equal(8, (await UndoAsync(scenario, "last", "--write", "--out", "undo.json")).ExitCode);
            Assert.Contains("displayName: Ada King", scenario.Read("people.yaml"), StringComparison.Ordinal);
            Assert.Contains("jobTitle: Principal Analyst", scenario.Read("people.yaml"), StringComparison.Ordinal);
            var plan = DocumentJson.ReadPlan(File.ReadAllText(Path.Combine(scenario.Folder, "undo.json")));
            Assert.DoesNotContain("ada.lovelace", plan.Targets.SelectMany(t => t.Entries).Where(e => !e.Cells.IsEmpty).Select(e => e.Key));
            var run = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "undo.json", "--plan-hash", plan.OperationsHash);
            Assert.True(run.ExitCode == 0, run.Out + run.Error);
            Assert.Contains("ada.lovelace", (await scenario.PlanAsync()).Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_line_that_was_changed_again_is_not_guessed()
    {
        var (scenario, _) = await ChangedAsync();
        using (scenario)
        {
            scenario.Edit("people.yaml", "jobTitle: Chief Analyst", "jobTitle: Director");
            var texts = scenario.Texts();
            var run = await UndoAsync(scenario, "last", "--write");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("people.yaml was changed in the same lines since", run.Error, StringComparison.Ordinal);
            RequireKeeps(scenario, texts);
        }
    }

    [Fact]
    public async Task A_file_that_came_with_the_change_goes_and_one_that_went_with_it_comes_back()
    {
        using var scenario = PromiseTests.Twelve();
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Write("more.yaml", "version: 1\nusers:\n  p99: { userPrincipalName: p99@contoso.com, displayName: Person 99 }\n");
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var added = await UndoAsync(scenario, "last", "--write");
        Assert.Equal(0, added.ExitCode);
        Assert.Contains("goes: it came with that change", added.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(scenario.PathOf("more.yaml")));
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var removed = await UndoAsync(scenario, "last", "--write");
        Assert.Contains("comes back", removed.Out, StringComparison.Ordinal);
        Assert.Contains("p99", scenario.Read("more.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-01T000000Z", "there is no run")]
    [InlineData("w/people.yaml", "cannot be read")]
    public async Task What_is_no_run_is_said_to_be_none(string named, string said)
    {
        var (scenario, _) = await ChangedAsync();
        using (scenario)
        {
            var run = await UndoAsync(scenario, named);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(said, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Texts_that_are_not_kept_any_more_are_not_made_up()
    {
        var (scenario, _) = await ChangedAsync();
        using (scenario)
        {
            foreach (var text in Directory.EnumerateFiles(Path.Combine(scenario.Sandbox, "history"), "*.yaml.gz"))
                File.WriteAllText(text, "damaged");
            var run = await UndoAsync(scenario);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("is not kept any more", run.Error, StringComparison.Ordinal);
        }
    }
}
