using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>Limits over several runs: what the reports of a day say was done, and what is left of an override.</summary>
public sealed class GuardTests
{
    private const string Control = "version: 1\nworkspace: contoso\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, enforce: full }\n";

    private static string People(int from) => "version: 1\nusers:\n"
        + string.Concat(Enumerable.Range(from, 80 - from).Select(i => $"  p{i:00}: {{ userPrincipalName: p{i:00}@contoso.onmicrosoft.com, displayName: P {i:00}, usageLocation: GB }}\n"));

    private static async Task<Scenario> WithThreeGoneAsync()
    {
        var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", People(0)));
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Time.Instant = scenario.Time.Instant.AddHours(1);
        scenario.Write("people.yaml", People(3));
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Time.Instant = scenario.Time.Instant.AddHours(1);
        return scenario;
    }

    private static JsonElement Last(Scenario scenario, string guard)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(scenario.Reports[^1]));
        return report.RootElement.GetProperty("guards").EnumerateArray().First(g => g.GetProperty("guard").GetString() == guard && g.GetProperty("counted").GetString() == "users").Clone();
    }

    [Fact]
    public async Task Limits_look_back_a_day_and_write_nothing_over_it()
    {
        using var scenario = await WithThreeGoneAsync();
        Assert.Equal(3, Last(scenario, "removals").GetProperty("spent").GetInt32());

        scenario.Write("people.yaml", People(6));
        File.Delete(scenario.WireLog);
        var blocked = await scenario.ApplyAsync();
        Assert.Equal(7, blocked.ExitCode);
        Assert.Contains("3 people would be disabled and 3 were", blocked.Out, StringComparison.Ordinal);
        Assert.Contains("the limit is 4\n", blocked.Out, StringComparison.Ordinal);
        Assert.Contains("reconciler.yaml:1", blocked.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(WireLines.Read(scenario.WireLog), l => WireLines.Writes(l.Method, l.Path));
        Assert.Equal(0, Last(scenario, "removals").GetProperty("spent").GetInt32());
        Assert.Equal(3, Last(scenario, "removals").GetProperty("earlier").GetInt32());

        scenario.Time.Instant = scenario.Time.Instant.AddHours(24);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
    }

    [Fact]
    public async Task An_override_is_used_up_however_long_ago()
    {
        using var scenario = await WithThreeGoneAsync();
        scenario.Write("reconciler.yaml", Control + "guards:\n  overrides:\n    - { guard: removals, target: directory, allow: 12, until: 2026-12-01, owner: iam, reason: CHG-1 }\n");
        scenario.Write("people.yaml", People(11));
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.Equal("CHG-1 (iam, until 2026-12-01): 12 allowed, 4 left after this", Last(scenario, "removals").GetProperty("override").GetString());

        scenario.Time.Instant = scenario.Time.Instant.AddDays(3);
        scenario.Write("people.yaml", People(17));
        var blocked = await scenario.PlanAsync();
        Assert.Equal(7, blocked.ExitCode);
        Assert.Contains("the override at reconciler.yaml:6 allows 12, 4 are left", blocked.Out, StringComparison.Ordinal);
        Assert.Contains("allow: 6,", blocked.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_read_however_its_lines_are_broken()
    {
        using var scenario = await WithThreeGoneAsync();
        var report = scenario.Reports[^1];
        using (var document = JsonDocument.Parse(File.ReadAllText(report)))
            File.WriteAllText(report, JsonSerializer.Serialize(document.RootElement));
        scenario.Write("people.yaml", People(5));
        var plan = await scenario.PlanAsync();
        Assert.Equal(7, plan.ExitCode);
        Assert.Contains("2 people would be disabled and 3 were", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_workspace_did_does_not_count()
    {
        using var scenario = await WithThreeGoneAsync();
        var report = scenario.Reports[^1];
        File.WriteAllText(report, File.ReadAllText(report).Replace("\"workspace\":\"contoso\"", "\"workspace\":\"other\"", StringComparison.Ordinal));
        scenario.Write("people.yaml", People(5));
        Assert.Equal(0, (await scenario.PlanAsync()).ExitCode);
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_is_told_of_once()
    {
        using var scenario = await WithThreeGoneAsync();
        var damaged = scenario.Reports[^1];
        File.WriteAllText(damaged, File.ReadAllText(damaged)[..400]);
        scenario.Write("people.yaml", People(5));
        var run = await scenario.ApplyAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Error.Split(Path.GetFileName(damaged)).Length);
        Assert.Contains("cannot be read", run.Error, StringComparison.Ordinal);
    }
}
