using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>A plan that was saved and reviewed, carried out later, over real HTTP.</summary>
public sealed class ApprovedPlanTests
{
    private static string FileOf(Scenario scenario) => Path.Combine(scenario.Folder, "plan.json");

    private static async Task<PlanDocument> SaveAsync(Scenario scenario, params string[] more)
    {
        var run = await scenario.PlanAsync(["--out", "plan.json", .. more]);
        Assert.True(run.ExitCode is 0 or 7 or 8, run.Out + run.Error);
        return DocumentJson.ReadPlan(File.ReadAllText(FileOf(scenario)));
    }

    private static Task<Run> CarryAsync(Scenario scenario, PlanDocument saved, params string[] more) =>
        scenario.RunAsync(["apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", saved.OperationsHash[..16], .. more]);

    private static ReportDocument Last(Scenario scenario) => Cli.Files.HistoryFolder.Read(scenario.Reports[^1]);

    [Fact]
    public async Task A_value_that_somebody_changed_after_the_review_is_in_conflict_and_the_rest_goes_on()
    {
        using var scenario = PromiseTests.Twelve();
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Edit("people.yaml", "displayName: Person 1 ", "displayName: Person 1, jobTitle: Analyst ");
        scenario.Edit("people.yaml", "displayName: Person 2 ", "displayName: Person 2, jobTitle: Analyst ");
        var saved = await SaveAsync(scenario);
        var reviewed = scenario.Read("people.yaml");

        // By other hands: another title for the first, and somebody new.
        scenario.Edit("people.yaml", "displayName: Person 1, jobTitle: Analyst ", "displayName: Person 1, jobTitle: Director ");
        Assert.Equal(0, (await scenario.ApplyAsync("--only", "user:p01")).ExitCode);
        scenario.Write("people.yaml", reviewed + "  p13: { userPrincipalName: p13@contoso.com, displayName: Person 13 }\n");

        var run = await CarryAsync(scenario, saved);
        Assert.True(run.ExitCode == 8, run.Out + run.Error);
        Assert.Contains("jobTitle is Director now; the plan was made when", Flat(run.Out), StringComparison.Ordinal);
        Assert.Contains("1 change came up since: not in this plan (p13)", Flat(run.Out), StringComparison.Ordinal);
        var report = Last(scenario);
        Assert.Equal((1, 1, saved.OperationsHash), (report.Counts.Applied, report.Counts.Conflict, report.OperationsHash));
        Assert.Equal("jobTitle is Director now; the plan was made when it was empty", report.Operations.Single(o => o.Outcome == "conflict").Fault?.Message);
        Assert.True(report.Convergence?.Converged);
        Assert.Contains("p13", (await scenario.PlanAsync()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_is_finished_by_the_same_plan()
    {
        using var scenario = Scenario.Example("quickstart");
        var saved = await SaveAsync(scenario);
        scenario.WhileWriting = stop => stop.Cancel();
        Assert.Equal(130, (await CarryAsync(scenario, saved)).ExitCode);
        scenario.WhileWriting = null;
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
        var run = await CarryAsync(scenario, saved);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.True(Last(scenario).Counts.AlreadyDone > 0);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
    }

    [Fact]
    public async Task A_plan_of_a_sandbox_of_another_workspace_or_of_one_object_is_known_as_such()
    {
        using var scenario = PromiseTests.Twelve();
        var saved = await SaveAsync(scenario, "--only", "user:p01");
        Assert.Equal("user:p01", saved.Narrowed?.Only);
        var live = await scenario.RunAsync("apply", "w", "--plan", "plan.json", "--plan-hash", saved.OperationsHash);
        Assert.Equal(5, live.ExitCode);
        Assert.Contains("sandbox", live.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CarryAsync(scenario, saved, "--only", "user:p02")).ExitCode);

        scenario.Edit("reconciler.yaml", "workspace: contoso", "workspace: fabrikam");
        var foreign = await CarryAsync(scenario, saved);
        Assert.Equal(5, foreign.ExitCode);
        Assert.Contains("workspace contoso", foreign.Error, StringComparison.Ordinal);
        Assert.Empty(scenario.Reports);

        scenario.Edit("reconciler.yaml", "workspace: fabrikam", "workspace: contoso");
        Assert.Equal(0, (await CarryAsync(scenario, saved)).ExitCode);
        Assert.Equal("p01", Assert.Single(Last(scenario).Operations, o => o.Kind == "user").Name);
    }

    [Fact]
    public async Task A_plan_of_another_tenant_is_refused()
    {
        using var scenario = PromiseTests.Twelve();
        var saved = await SaveAsync(scenario);
        // The same workspace, in a directory that begins anew.
        var other = DocumentJson.Sealed(saved with { Tenant = "00000000-0000-0000-0000-000000000001" });
        File.WriteAllText(FileOf(scenario), DocumentJson.Write(other));
        var run = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", saved.OperationsHash);
        Assert.Equal(5, run.ExitCode);
        Assert.Empty(scenario.Reports);
    }

    [Fact]
    public async Task On_a_terminal_the_saved_plan_is_shown_and_asked_for()
    {
        using var scenario = PromiseTests.Twelve();
        await SaveAsync(scenario);
        scenario.Answer = "no\n";
        var refused = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json");
        Assert.Contains("p01", refused.Out, StringComparison.Ordinal);
        Assert.Contains("Not applied", refused.Out, StringComparison.Ordinal);
        Assert.Empty(scenario.Reports);
        scenario.Answer = "yes\n";
        Assert.Equal(0, (await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json")).ExitCode);
    }

    [Fact]
    public async Task A_plan_that_a_guard_blocks_cannot_be_applied()
    {
        using var scenario = PromiseTests.Twelve();
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Edit("people.yaml", "version: 1\n", "version: 1\ndefaults: { users: { accountEnabled: false } }\n");
        var saved = await SaveAsync(scenario);
        var run = await CarryAsync(scenario, saved);
        Assert.Equal(7, run.ExitCode);
        Assert.Single(scenario.Reports);
    }

    [Fact]
    public async Task Only_what_is_due_is_planned_and_applied()
    {
        using var scenario = PromiseTests.Twelve();
        scenario.Edit("people.yaml", "displayName: Person 1 ", "displayName: Person 1, employment: { ends: 2026-11-30 } ");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Edit("people.yaml", "displayName: Person 2 ", "displayName: Person 2, jobTitle: Analyst ");
        scenario.Time.Instant = new DateTimeOffset(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
        var saved = await SaveAsync(scenario, "--only-due");
        Assert.True(saved.Narrowed?.OnlyDue);
        Assert.Equal("p01", Assert.Single(saved.Targets[0].Entries).Name);
        Assert.Equal(0, (await CarryAsync(scenario, saved)).ExitCode);
        var again = await scenario.ApplyAsync("--only-due");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Nothing to do of what was asked for: only what dates ask for.", again.Out, StringComparison.Ordinal);
        var left = await scenario.PlanAsync();
        Assert.Contains("p02", left.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("DISABLED", left.Out, StringComparison.Ordinal);
    }

    // Wrapped lines as one.
    private static string Flat(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");
}
