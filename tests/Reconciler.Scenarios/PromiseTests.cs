namespace Reconciler.Scenarios;

/// <summary>The product's promises, each with a test that bears its name.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task The_reviewed_plan_and_nothing_else_is_applied()
    {
        using var scenario = Scenario.Example("quickstart");
        var saved = await scenario.PlanAsync("--out", "plan.json");
        var hash = Hash(scenario);

        Assert.Equal(5, (await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", "0123456789")).ExitCode);
        Assert.Empty(scenario.Reports);

        var text = File.ReadAllText(Path.Combine(scenario.Folder, "plan.json"));
        File.WriteAllText(Path.Combine(scenario.Folder, "altered.json"), text.Replace("Principal Analyst", "President", StringComparison.Ordinal));
        var altered = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "altered.json", "--plan-hash", hash);
        Assert.Equal(5, altered.ExitCode);
        Assert.Contains("altered", altered.Error, StringComparison.Ordinal);

        Assert.Empty(scenario.Reports);
        Assert.Equal(0, (await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", hash[..8])).ExitCode);
        Assert.Equal(0, saved.ExitCode);
    }

    [Fact]
    public async Task An_expired_plan_applies_nothing()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.PlanAsync("--out", "plan.json");
        scenario.Time.Instant = scenario.Time.Instant.AddDays(8);
        var run = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", Hash(scenario));
        Assert.Equal(5, run.ExitCode);
        Assert.Contains("expired", run.Error, StringComparison.Ordinal);
        Assert.Empty(scenario.Reports);
    }

    [Fact]
    public async Task Planning_cannot_write()
    {
        using var scenario = Scenario.Example("quickstart");
        foreach (var format in new[] { "text", "json", "markdown" })
            await scenario.PlanAsync("--format", format);
        var wire = WireLines.Read(scenario.WireLog);
        Assert.NotEmpty(wire);
        Assert.DoesNotContain(wire, l => WireLines.Writes(l.Method, l.Path));
    }

    [Fact]
    public async Task Without_a_terminal_and_without_consent_nothing_is_written()
    {
        using var scenario = Scenario.Example("quickstart");
        var run = await scenario.RunAsync("apply", "w", "--sandbox");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--auto-approve", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scenario.Sandbox));
    }

    [Fact]
    public async Task On_a_terminal_only_yes_applies()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Answer = "y\n";
        Assert.Contains("Not applied", (await scenario.RunAsync("apply", "w", "--sandbox")).Out, StringComparison.Ordinal);
        Assert.Empty(scenario.Reports);
        scenario.Answer = "yes\n";
        Assert.Equal(0, (await scenario.RunAsync("apply", "w", "--sandbox")).ExitCode);
        Assert.Single(scenario.Reports);
    }

    [Fact]
    public async Task A_lost_default_that_disables_everybody_is_blocked_because_the_effect_counts()
    {
        using var scenario = Twelve();
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Edit("people.yaml", "version: 1\n", "version: 1\ndefaults: { users: { accountEnabled: false } }\n");
        File.Delete(scenario.WireLog);

        var run = await scenario.ApplyAsync();

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("BLOCKED by removals: 12 people would be disabled", run.Out, StringComparison.Ordinal);
        Assert.Contains("the limit is 3", run.Out, StringComparison.Ordinal);
        Assert.Contains("allow: 12", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(WireLines.Read(scenario.WireLog), l => WireLines.Writes(l.Method, l.Path));
        Assert.Equal(2, scenario.Reports.Length);
    }

    [Fact]
    public async Task A_member_list_whose_entries_are_commented_out_is_an_error_and_not_an_empty_group()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Edit("teams.yaml", "      - { group: engineering }\n      - { group: sales }\n", "#      - { group: engineering }\n#      - { group: sales }\n");
        var run = await scenario.PlanAsync();
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("RC113", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_apply_leaves_a_report_and_the_next_one_finishes()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.WhileWriting = stop => stop.Cancel();
        var run = await scenario.ApplyAsync();
        Assert.Equal(130, run.ExitCode);
        var report = Core.Reporting.DocumentJson.ReadReport(scenario.Report(Assert.Single(scenario.Reports)));
        Assert.Equal(Core.Reporting.RunResult.Interrupted, report.Result);
        Assert.Equal((1, 16), (report.Counts.Applied, report.Counts.NotAttempted));

        scenario.WhileWriting = null;
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
    }

    [Fact]
    public async Task While_somebody_else_applies_nothing_is_written()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.PlanAsync();
        File.Delete(scenario.WireLog);
        Directory.CreateDirectory(Path.Combine(scenario.Sandbox, "locks"));
        using (File.Open(Path.Combine(scenario.Sandbox, "locks", "directory.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var run = await scenario.ApplyAsync();
            Assert.Equal(6, run.ExitCode);
            Assert.Contains("another apply to directory is under way", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(scenario.Reports);
        Assert.False(File.Exists(scenario.WireLog));
    }

    [Fact]
    public async Task An_apply_without_its_local_files_makes_nothing_twice()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.ApplyAsync();
        Directory.Delete(Path.Combine(scenario.Sandbox, "history"), recursive: true);
        Directory.Delete(Path.Combine(scenario.Sandbox, "journal"), recursive: true);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
    }

    [Fact]
    public async Task A_sandbox_that_is_started_over_begins_as_on_the_first_day()
    {
        using var scenario = Scenario.Example("quickstart");
        Assert.Equal(2, (await scenario.RunAsync("plan", "w", "--sandbox=fresh", "--detailed-exitcode")).ExitCode);
        await scenario.ApplyAsync();
        Assert.Equal(2, (await scenario.RunAsync("plan", "w", "--sandbox=fresh", "--detailed-exitcode")).ExitCode);
    }

    [Fact]
    public async Task Only_one_object_is_planned_and_applied_when_one_is_named()
    {
        using var scenario = Scenario.Example("quickstart");
        var run = await scenario.ApplyAsync("--only", "user:ada.lovelace");
        Assert.Equal(0, run.ExitCode);
        var plan = await scenario.PlanAsync();
        Assert.DoesNotContain("+ user   ada.lovelace", plan.Out, StringComparison.Ordinal);
        Assert.Contains("john.b.smith", plan.Out, StringComparison.Ordinal);
    }

    internal static Scenario Twelve() => Scenario.Of(
        ("reconciler.yaml", "version: 1\nworkspace: contoso\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }\n"),
        ("people.yaml", "version: 1\nusers:\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"  p{i:00}: {{ userPrincipalName: p{i:00}@contoso.com, displayName: Person {i} }}\n"))));

    private static string Hash(Scenario scenario) =>
        Core.Reporting.DocumentJson.ReadPlan(File.ReadAllText(Path.Combine(scenario.Folder, "plan.json"))).OperationsHash;
}
