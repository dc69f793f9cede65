namespace Reconciler.Scenarios;

/// <summary>A person's whole way through the directory, over real HTTP.</summary>
public sealed class LifecycleTests
{
    private const string Control = """
        version: 1
        workspace: contoso
        directory:
          type: entra
          tenant: contoso.onmicrosoft.com
          domains: [contoso.com]
          enforce: full
          leavers: { users: { action: disable, deleteAfter: 30d }, groups: { action: delete } }

        """;

    private const string Ada = "  ada: { userPrincipalName: ada@contoso.com, displayName: Ada, employeeId: \"1\" }\n";
    private const string Bob = "  bob: { userPrincipalName: bob@contoso.com, displayName: Bob, employeeId: \"2\", manager: ada }\n";

    private static string People(params string[] people) => "version: 1\nusers:\n" + string.Concat(people);

    private static Scenario Start() => Scenario.Of(("reconciler.yaml", Control), ("people.yaml", People(Ada, Bob)),
        ("teams.yaml", "version: 1\ngroups:\n  web: { displayName: Web, owners: [ada], members: [ada, bob] }\n"));

    [Fact]
    public async Task Joins_leaves_is_deleted_and_comes_back_as_the_same_account()
    {
        using var scenario = Start();
        await Applies(scenario);
        var id = IdOf(scenario, "bob");

        scenario.Write("people.yaml", People(Ada, "  bob: { left: 2026-11-21 }\n"));
        var leaving = await scenario.PlanAsync();
        Assert.Contains("deleted 2026-12-21", Flat(leaving.Out), StringComparison.Ordinal);
        Assert.Contains("- bob (left 2026-11-21)", Flat(leaving.Out), StringComparison.Ordinal);
        await Applies(scenario);

        scenario.Time.Instant = scenario.Time.Instant.AddDays(30);
        var due = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(2, due.ExitCode);
        Assert.Contains("DELETED", due.Out, StringComparison.Ordinal);
        await Applies(scenario);

        scenario.Write("people.yaml", People(Ada, Bob));
        var back = await scenario.PlanAsync();
        Assert.Contains("RESTORED", back.Out, StringComparison.Ordinal);
        await Applies(scenario);
        Assert.Equal(id, IdOf(scenario, "bob"));
    }

    [Fact]
    public async Task A_person_that_is_only_no_longer_declared_is_disabled_on_the_ledgers_word_and_an_orphan_without_it()
    {
        using var scenario = Start();
        await Applies(scenario);
        scenario.Write("people.yaml", People(Ada));
        scenario.Write("teams.yaml", "version: 1\ngroups:\n  web: { displayName: Web, owners: [ada], members: [ada] }\n");

        Assert.Contains("no longer declared in people.yaml", Flat((await scenario.PlanAsync()).Out), StringComparison.Ordinal);

        Directory.Delete(Path.Combine(scenario.Sandbox, "history"), recursive: true);
        var without = await scenario.PlanAsync();
        Assert.DoesNotContain("DISABLED", without.Out, StringComparison.Ordinal);
        Assert.Contains("orphan", Flat(without.Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_alike_is_a_conflict_that_blocks_itself_alone()
    {
        using var scenario = Start();
        scenario.Write(".sandbox/live.jsonl", """
            {"type":"user","userPrincipalName":"ada@contoso.com","displayName":"Ada","employeeId":"99"}

            """);
        var plan = await scenario.PlanAsync();
        Assert.Equal(8, plan.ExitCode);
        Assert.Contains("ada@contoso.com belongs to employee 99, this file says 1", Flat(plan.Out), StringComparison.Ordinal);

        var run = await scenario.ApplyAsync();
        Assert.Equal(8, run.ExitCode);
        Assert.Contains("bob", run.Out, StringComparison.Ordinal);
        Assert.NotEmpty(IdOf(scenario, "bob"));
    }

    [Fact]
    public async Task A_live_person_is_adopted_and_keeps_the_password()
    {
        using var scenario = Start();
        scenario.Write(".sandbox/live.jsonl", """
            {"type":"user","userPrincipalName":"ada.old@contoso.com","displayName":"Ada L","employeeId":"1"}

            """);
        Assert.Contains("ADOPTED", (await scenario.PlanAsync()).Out, StringComparison.Ordinal);
        await Applies(scenario);
        Assert.Equal(1, File.ReadAllText(scenario.WireLog).Split("passwordProfile").Length - 1);
    }

    [Fact]
    public async Task What_is_only_observed_is_shown_and_never_written()
    {
        using var scenario = Start();
        scenario.Edit("reconciler.yaml", "enforce: full", "enforce: observe");
        var plan = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("OBSERVED", plan.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.DoesNotContain(WireLines.Read(scenario.WireLog), l => WireLines.Writes(l.Method, l.Path));
    }

    [Fact]
    public async Task No_password_stands_in_anything_that_is_kept_or_said()
    {
        using var scenario = Start();
        var run = await scenario.ApplyAsync();
        var said = run.Out + run.Error + string.Concat(Directory.EnumerateFiles(scenario.Sandbox, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("\"password\":\"", said.Replace("\"password\":\"***\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("generated", run.Out, StringComparison.Ordinal);
    }

    private static async Task Applies(Scenario scenario)
    {
        var run = await scenario.ApplyAsync();
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
        scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
    }

    private static string IdOf(Scenario scenario, string key)
    {
        using var ledger = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(scenario.Sandbox, "history", "ledger-directory.json")));
        return ledger.RootElement.GetProperty("entries").EnumerateArray().First(e => e.GetProperty("key").GetString() == key).GetProperty("id").GetString() ?? "";
    }

    // Wrapped lines as one.
    private static string Flat(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\s+", " ");

    [Fact]
    public async Task Groups_that_contain_each_other_are_taken_and_warned_of()
    {
        using var scenario = Scenario.Of();
        scenario.Write("reconciler.yaml", "version: 1\nworkspace: contoso\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, enforce: full }\n");
        scenario.Write("teams.yaml", "version: 1\ngroups:\n  a: { displayName: A, members: [{ group: b }] }\n  b: { displayName: B, members: [{ group: c }] }\n  c: { displayName: C, members: [{ group: a }] }\n");
        var valid = await scenario.RunAsync("validate", "w");
        Assert.Equal(0, valid.ExitCode);
        Assert.Contains("warning[RC220]", valid.Out, StringComparison.Ordinal);
        var applied = await scenario.ApplyAsync();
        Assert.True(applied.ExitCode == 0, applied.Out + applied.Error);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
    }
}
