using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary><c>--base</c> and <c>--control-from</c> over a real repository.</summary>
public sealed class BaseRevisionTests
{
    private const string Control = """
        version: 1
        workspace: contoso
        directory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }

        """;

    private const string People = """
        version: 1
        users:
          ada: { userPrincipalName: ada@contoso.com, displayName: Ada, officeLocation: London }
          bob: { userPrincipalName: bob@contoso.com, displayName: Bob }
          carol: { userPrincipalName: carol@contoso.com, displayName: Carol, left: 2026-11-25 }
          dan: { userPrincipalName: dan@contoso.com, displayName: Dan }
          gus: { userPrincipalName: gus@contoso.com, displayName: Gus }

        """;

    private const string Teams = """
        version: 1
        groups:
          web: { displayName: Web, owners: [ada], members: [ada, bob, dan] }

        """;

    private static (Scenario Scenario, GitFolder Git) Start()
    {
        var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", People), ("teams.yaml", Teams));
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        return (scenario, git);
    }

    // Somebody edits the live system: by another workspace's files, of which the ledger is forgotten again.
    private static async Task LiveEditAsync(Scenario scenario, string file, string old, string now)
    {
        var ledger = Path.Combine(scenario.Sandbox, "history", "ledger-directory.json");
        var remembered = File.ReadAllText(ledger);
        scenario.Edit(file, old, now);
        await AppliesAsync(scenario);
        scenario.Edit(file, now, old);
        File.WriteAllText(ledger, remembered);
    }

    private static async Task AppliesAsync(Scenario scenario, params string[] more)
    {
        var run = await scenario.ApplyAsync(more);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
    }

    /// <summary>Ada has drifted, Bob's and Gus's new names are pending, Carol's last day has come; the change under review gives Dan a title and brings Eve.</summary>
    private static async Task<Scenario> PullRequestAsync()
    {
        var (scenario, git) = Start();
        await AppliesAsync(scenario);
        await LiveEditAsync(scenario, "people.yaml", "officeLocation: London", "officeLocation: Paris");
        scenario.Edit("people.yaml", "displayName: Bob }", "displayName: Bob Brown }");
        scenario.Edit("people.yaml", "displayName: Gus }", "displayName: Gus Green }");
        git.Commit("Rename Bob and Gus");
        scenario.Time.Instant = scenario.Time.Instant.AddDays(5);
        scenario.Edit("people.yaml", "displayName: Bob Brown }", "displayName: Bob Brown, jobTitle: Clerk }");
        scenario.Edit("people.yaml", "displayName: Dan }", "displayName: Dan, jobTitle: Lead }\n  eve: { userPrincipalName: eve@contoso.com, displayName: Eve }");
        scenario.Edit("teams.yaml", "members: [ada, bob, dan]", "members: [ada, bob, dan, eve]");
        return scenario;
    }

    [GitFact]
    public async Task A_pull_request_shows_what_is_new_pending_due_and_drift()
    {
        using var scenario = await PullRequestAsync();
        foreach (var (format, name) in new[] { ("text", "txt"), ("markdown", "md"), ("json", "json") })
        {
            var run = await scenario.PlanAsync("--base", "HEAD", "--format", format);
            Assert.True(run.ExitCode == 0, run.Out + run.Error);
            Golden.Matches($"revisions/pull-request.plan.{name}", ExampleStages.Steady(scenario, run.Out));
        }

        var labels = Labels(await scenario.PlanAsync("--base", "HEAD", "--format", "json"));
        Assert.Equal(("drift", "change", "due", "change", "change", "pending"), (labels["ada"], labels["bob"], labels["carol"], labels["dan"], labels["eve"], labels["gus"]));
    }

    [GitFact]
    public async Task Compared_with_what_is_checked_out_nothing_is_new()
    {
        using var scenario = await PullRequestAsync();
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("The change under review");
        var labels = Labels(await scenario.PlanAsync("--base", "HEAD", "--format", "json"));
        Assert.DoesNotContain("change", labels.Values);
        Assert.NotEmpty(labels);
    }

    [GitFact]
    public async Task The_comparison_does_not_move_the_operations_hash()
    {
        using var scenario = await PullRequestAsync();
        using var alone = JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out);
        using var compared = JsonDocument.Parse((await scenario.PlanAsync("--base", "HEAD", "--format", "json")).Out);
        Assert.Equal(alone.RootElement.GetProperty("operationsHash").GetString(), compared.RootElement.GetProperty("operationsHash").GetString());
        Assert.False(alone.RootElement.TryGetProperty("base", out _));
    }

    [GitFact]
    public async Task Plan_and_report_name_the_revisions_in_full()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        var first = git.Run("rev-parse", "HEAD").Trim();
        using (var plan = JsonDocument.Parse((await scenario.PlanAsync("--base", "main", "--control-from", "main", "--format", "json")).Out))
        {
            Assert.Equal(first, plan.RootElement.GetProperty("base").GetProperty("commit").GetString());
            Assert.Equal("main", plan.RootElement.GetProperty("control").GetProperty("name").GetString());
            Assert.Equal(first, plan.RootElement.GetProperty("head").GetProperty("commit").GetString());
            Assert.False(plan.RootElement.GetProperty("head").GetProperty("dirty").GetBoolean());
            // The same files are the same configuration, wherever the control file was taken from.
            using var own = JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out);
            Assert.Equal(own.RootElement.GetProperty("configurationHash").GetString(), plan.RootElement.GetProperty("configurationHash").GetString());
        }

        scenario.Write("more.yaml", "version: 1\nusers:\n  eve: { userPrincipalName: eve@contoso.com, displayName: Eve }\n");
        using (var plan = JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out))
            Assert.True(plan.RootElement.GetProperty("head").GetProperty("dirty").GetBoolean());
        await AppliesAsync(scenario, "--base", "main", "--control-from", "main");
        using var report = JsonDocument.Parse(File.ReadAllText(scenario.Reports[^1]));
        Assert.Equal(first, report.RootElement.GetProperty("base").GetProperty("commit").GetString());
        Assert.Equal(first, report.RootElement.GetProperty("control").GetProperty("commit").GetString());
        Assert.Equal(first, report.RootElement.GetProperty("commit").GetString());
        Assert.True(report.RootElement.GetProperty("head").GetProperty("dirty").GetBoolean());
    }

    [GitFact]
    public async Task An_omitted_list_ends_the_plan_unless_a_line_says_that_it_is_meant()
    {
        var (scenario, _) = Start();
        using var owned = scenario;
        await AppliesAsync(scenario);
        scenario.Edit("teams.yaml", ", members: [ada, bob, dan]", "");
        var omitted = await scenario.PlanAsync("--base", "main");
        Assert.Equal(3, omitted.ExitCode);
        Assert.Contains("error[RC309]", omitted.Error, StringComparison.Ordinal);
        Assert.Contains("teams.yaml:3@main", omitted.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await scenario.ApplyAsync("--base", "main")).ExitCode);

        scenario.Edit("teams.yaml", "owners: [ada]", "owners: [ada], unmanaged: [members]");
        var meant = await scenario.PlanAsync("--base", "main");
        Assert.True(meant.ExitCode == 0, meant.Error);
        Assert.Contains("RELEASED", meant.Out, StringComparison.Ordinal);
        Assert.Contains("ada, bob, dan stay", Flat(meant.Out), StringComparison.Ordinal);
    }

    [GitFact]
    public async Task The_assignments_of_an_application_and_the_owners_of_a_group_are_lists_too()
    {
        const string app = "applications:\n  wiki: { displayName: Wiki, enforce: full, enterpriseApp: { template: non-gallery }, roles: [Reader], ";
        const string block = "assignments:\n  wiki:\n    - { user: ada, role: Reader }\n";
        var (scenario, git) = Start();
        using var owned = scenario;
        scenario.Write("reconciler.yaml", Control + app + "assignments: exclusive }\n");
        scenario.Edit("people.yaml", "users:", block + "users:");
        git.Commit("Ada reads the wiki");
        await AppliesAsync(scenario);
        scenario.Write("reconciler.yaml", Control + app + "}\n");
        scenario.Edit("people.yaml", block, "");
        scenario.Edit("teams.yaml", "owners: [ada], ", "");
        var omitted = await scenario.PlanAsync("--base", "main");
        Assert.Equal(3, omitted.ExitCode);
        Assert.Contains("the application `wiki` no longer says who its assignments are: ada stays", Flat(omitted.Error), StringComparison.Ordinal);
        Assert.Contains("the group `web` no longer says who its owners are: ada stays", Flat(omitted.Error), StringComparison.Ordinal);

        scenario.Write("reconciler.yaml", Control + app + "unmanaged: [assignments] }\n");
        scenario.Edit("teams.yaml", "members:", "unmanaged: [owners], members:");
        var meant = await scenario.PlanAsync("--base", "main", "--format", "json");
        Assert.True(meant.ExitCode == 0, meant.Error);
        using var plan = JsonDocument.Parse(meant.Out);
        Assert.Equal(2, plan.RootElement.GetProperty("counts").GetProperty("released").GetInt32());
        Assert.Equal(0, plan.RootElement.GetProperty("counts").GetProperty("operations").GetInt32());
    }

    [GitFact]
    public async Task An_attribute_of_the_defaults_that_goes_shows_what_stands()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        scenario.Edit("people.yaml", "users:", "defaults: { users: { usageLocation: GB } }\nusers:");
        git.Commit("Everybody in Britain");
        await AppliesAsync(scenario);
        scenario.Edit("people.yaml", "defaults: { users: { usageLocation: GB } }\n", "");
        var run = await scenario.PlanAsync("--base", "main", "--detailed-exitcode");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GB stays", Flat(run.Out), StringComparison.Ordinal);
        Assert.Contains("people.yaml:2@main", run.Out, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task Without_a_ledger_the_base_is_the_evidence_for_a_removal()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        await AppliesAsync(scenario);
        Directory.Delete(Path.Combine(scenario.Sandbox, "history"), recursive: true);
        scenario.Edit("people.yaml", "  dan: { userPrincipalName: dan@contoso.com, displayName: Dan }\n", "");
        scenario.Edit("teams.yaml", "members: [ada, bob, dan]", "members: [ada, bob]");
        git.Commit("Dan goes");
        Assert.DoesNotContain("DISABLED", (await scenario.PlanAsync()).Out, StringComparison.Ordinal);
        var compared = await scenario.PlanAsync("--base", "HEAD~1");
        Assert.Contains("DISABLED", compared.Out, StringComparison.Ordinal);
        Assert.Contains("no longer declared in people.yaml", Flat(compared.Out), StringComparison.Ordinal);
        Assert.EndsWith("Next: reconciler apply w --sandbox --base HEAD~1\n", compared.Out, StringComparison.Ordinal);
        await AppliesAsync(scenario, "--base", "HEAD~1");
        Assert.DoesNotContain("DISABLED", (await scenario.PlanAsync("--base", "HEAD~1")).Out, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task A_saved_plan_is_carried_out_on_the_revisions_that_it_was_made_with()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        await AppliesAsync(scenario);
        Directory.Delete(Path.Combine(scenario.Sandbox, "history"), recursive: true);
        scenario.Edit("people.yaml", "  dan: { userPrincipalName: dan@contoso.com, displayName: Dan }\n", "");
        scenario.Edit("people.yaml", "displayName: Ada, officeLocation: London", "displayName: Ada");
        scenario.Edit("teams.yaml", "members: [ada, bob, dan]", "members: [ada, bob]");
        Assert.Equal(0, (await scenario.PlanAsync("--base", "main", "--control-from", "main", "--out", "plan.json")).ExitCode);
        var saved = DocumentJson.ReadPlan(File.ReadAllText(Path.Combine(scenario.Folder, "plan.json")));
        var before = git.Run("rev-parse", "HEAD").Trim();
        Assert.Equal((new RevisionRow("main", before), new RevisionRow("main", before)), (saved.Base, saved.Control));
        Assert.Contains(saved.Targets[0].Entries, e => e is { Section: Section.Released, Name: "ada" });

        // After the merge the branch is further on; what was reviewed rests on what it was made with, also the limits.
        scenario.Write("reconciler.yaml", Control + "guards: { removals: { max: 0%, atLeast: 0, atMost: 0 } }\n");
        git.Commit("Dan goes, and limits come");
        var run = await scenario.RunAsync("apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", saved.OperationsHash);
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        var report = DocumentJson.ReadReport(File.ReadAllText(scenario.Reports[^1]));
        Assert.Equal((saved.Base, saved.Control, saved.OperationsHash, saved.Counts.Operations), (report.Base, report.Control, report.OperationsHash, report.Counts.Applied));
        Assert.DoesNotContain("DISABLED", (await scenario.PlanAsync("--base", before)).Out, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task A_revision_that_is_named_at_apply_goes_before_the_saved_one_and_one_that_is_not_here_is_said()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        await AppliesAsync(scenario);
        scenario.Edit("people.yaml", "displayName: Bob }", "displayName: Bob Brown }");
        Assert.Equal(0, (await scenario.PlanAsync("--base", "main", "--control-from", "main", "--out", "plan.json")).ExitCode);
        var file = Path.Combine(scenario.Folder, "plan.json");
        var saved = DocumentJson.ReadPlan(File.ReadAllText(file));
        scenario.Write("reconciler.yaml", Control + "guards: { updates: { max: 0%, atLeast: 0 } }\n");
        git.Commit("Nobody changes");
        Task<Run> Carry(params string[] more) => scenario.RunAsync(["apply", "w", "--sandbox", "--plan", "plan.json", "--plan-hash", saved.OperationsHash, .. more]);
        Assert.Equal(7, (await Carry("--control-from", "HEAD")).ExitCode);

        File.WriteAllText(file, DocumentJson.Write(DocumentJson.Sealed(saved with { Base = new RevisionRow("main", new string('b', 40)) })));
        var missing = await Carry();
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("main", missing.Error, StringComparison.Ordinal);
        Assert.Contains("the saved plan", Flat(missing.Error), StringComparison.Ordinal);
        Assert.True((await Carry("--base", "main")).ExitCode == 0);
    }

    [GitFact]
    public async Task A_pull_request_can_neither_raise_its_limits_nor_move_the_endpoint()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        // Four of ten are too many by the approved limits, and not by those that the change brings along.
        scenario.Write("reconciler.yaml", Control + "guards: { removals: { max: 0%, atLeast: 1, atMost: 1 } }\n");
        git.Commit("A limit");
        await AppliesAsync(scenario);
        scenario.Write("people.yaml", "version: 1\nusers:\n  ada: { userPrincipalName: ada@contoso.com, displayName: Ada, officeLocation: London }\n");
        scenario.Write("teams.yaml", "version: 1\ngroups:\n  web: { displayName: Web, owners: [ada], members: [ada] }\n");
        scenario.Write("reconciler.yaml", Control.Replace("contoso.onmicrosoft.com", "evil.onmicrosoft.com", StringComparison.Ordinal)
            + "guards: { removals: { max: 100%, atLeast: 50, atMost: 500 }, members: { max: 100%, atLeast: 50 } }\n");

        var run = await scenario.PlanAsync("--control-from", "main", "--format", "json");
        Assert.Equal(7, run.ExitCode);
        using var plan = JsonDocument.Parse(run.Out);
        var guard = plan.RootElement.GetProperty("guards").EnumerateArray().First(g => g.GetProperty("guard").GetString() == "removals" && g.GetProperty("blocks").GetBoolean());
        Assert.Equal("reconciler.yaml@main:4", guard.GetProperty("where").GetString());
        Assert.Equal(1, guard.GetProperty("limit").GetInt32());
        Assert.Equal(7, (await scenario.ApplyAsync("--control-from", "main")).ExitCode);
    }

    [GitFact]
    public async Task Faults_of_the_approved_control_file_bear_its_revision()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        scenario.Write("reconciler.yaml", Control + "gards: {}\n");
        git.Commit("A mistake");
        scenario.Write("reconciler.yaml", Control);
        var run = await scenario.PlanAsync("--control-from", "main");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("reconciler.yaml@main:4", run.Error, StringComparison.Ordinal);

        scenario.Delete("reconciler.yaml");
        git.Commit("Gone");
        scenario.Write("reconciler.yaml", Control);
        var missing = await scenario.PlanAsync("--control-from", "main");
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("there is no reconciler.yaml at main", missing.Error, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task A_base_that_is_at_fault_ends_the_plan_and_one_without_the_workspace_makes_all_new()
    {
        var (scenario, git) = Start();
        using var owned = scenario;
        scenario.Edit("people.yaml", "displayName: Ada", "displayNam: Ada");
        git.Commit("A mistake");
        scenario.Edit("people.yaml", "displayNam: Ada", "displayName: Ada");
        var faulty = await scenario.PlanAsync("--base", "main");
        Assert.Equal(3, faulty.ExitCode);
        Assert.Contains("displayNam", faulty.Error, StringComparison.Ordinal);
        Assert.Contains("at fault at main", faulty.Error, StringComparison.Ordinal);

        git.Run("checkout", "--quiet", "--orphan", "empty");
        git.Run("rm", "--quiet", "-r", "-f", "--cached", ".");
        git.Run("commit", "--quiet", "--allow-empty", "--message", "Nothing");
        var labels = Labels(await scenario.PlanAsync("--base", "empty", "--format", "json"));
        Assert.All(labels.Values, l => Assert.Equal("change", l));
        Assert.NotEmpty(labels);
    }

    private static Dictionary<string, string> Labels(Run run) => DocumentJson.ReadPlan(run.Out).Targets[0].Entries.ToDictionary(e => e.Name, e => e.Label ?? "");

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ");
}
