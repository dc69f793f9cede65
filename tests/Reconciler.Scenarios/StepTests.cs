using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>What plan and apply leave for a step of GitHub Actions: outputs, a summary, annotations; and nothing elsewhere.</summary>
public sealed class StepTests
{
    private static Scenario Start(string name = "quickstart")
    {
        var scenario = Scenario.Example(name);
        scenario.Variables["GITHUB_ACTIONS"] = "true";
        scenario.Variables["GITHUB_WORKSPACE"] = scenario.Folder;
        scenario.Variables["GITHUB_OUTPUT"] = Path.Combine(scenario.Folder, "output");
        scenario.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(scenario.Folder, "summary");
        return scenario;
    }

    private static Dictionary<string, string> Outputs(Scenario scenario)
    {
        var (read, lines) = (new Dictionary<string, string>(StringComparer.Ordinal), new Queue<string>(File.ReadAllLines(scenario.Variables["GITHUB_OUTPUT"])));
        while (lines.TryDequeue(out var line))
        {
            var (name, end) = (line.Split("<<")[0], line.Split("<<")[1]);
            read[name] = string.Join('\n', Value(end));
        }

        return read;

        IEnumerable<string> Value(string end)
        {
            while (lines.Dequeue() is var next && next != end)
                yield return next;
        }
    }

    [Fact]
    public async Task A_plan_and_its_apply_tell_the_steps_after_them()
    {
        using var scenario = Start();
        File.WriteAllText(scenario.Variables["GITHUB_STEP_SUMMARY"], "before\n");
        var plan = await scenario.PlanAsync("--out", "plan.json", "--format", "json");
        Assert.Equal(0, plan.ExitCode);
        // The result stands alone on stdout.
        using (var json = JsonDocument.Parse(plan.Out))
            Assert.Equal("contoso", json.RootElement.GetProperty("workspace").GetString());
        Assert.Contains("::warning file=w/people.yaml,line=35,title=disabled::user grace.hopper disabled: left 2026-11-20", plan.Error, StringComparison.Ordinal);
        var told = Outputs(scenario);
        Assert.Equal(["access-lost", "blocked", "changes", "deletes", "failure-reason", "plan-hash", "plan-path", "report-path"], told.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("17", "0", "0", "false", "plan.json", "", ""), (told["changes"], told["deletes"], told["access-lost"], told["blocked"], told["plan-path"], told["report-path"], told["failure-reason"]));
        Assert.Equal(64, told["plan-hash"].Length);
        var summary = File.ReadAllText(scenario.Variables["GITHUB_STEP_SUMMARY"]);
        Assert.StartsWith("before\n### 🟠 contoso: 1 disabled", summary, StringComparison.Ordinal);

        File.Delete(scenario.Variables["GITHUB_STEP_SUMMARY"]);
        var apply = await scenario.ApplyAsync("--plan", "plan.json", "--plan-hash", told["plan-hash"]);
        Assert.Equal(0, apply.ExitCode);
        told = Outputs(scenario);
        Assert.EndsWith("2026-11-21T021407Z.json", told["report-path"], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(scenario.Folder, told["report-path"])));
        Assert.Equal("", told["failure-reason"]);
        Assert.StartsWith("### 🟢 contoso: applied", File.ReadAllText(scenario.Variables["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_author_stands_at_its_line_and_has_its_word()
    {
        using var scenario = Start();
        scenario.Edit("teams.yaml", "- ada.lovelace", "- ada.lovelacee");
        var plan = await scenario.PlanAsync();
        Assert.Equal(3, plan.ExitCode);
        Assert.Contains("::error file=w/teams.yaml,line=", plan.Error, StringComparison.Ordinal);
        Assert.Equal(("invalid", "", ""), (Outputs(scenario)["failure-reason"], Outputs(scenario)["changes"], Outputs(scenario)["plan-hash"]));
        Assert.False(File.Exists(scenario.Variables["GITHUB_STEP_SUMMARY"]));
    }

    [Fact]
    public async Task An_altered_plan_has_its_word()
    {
        using var scenario = Start();
        await scenario.PlanAsync("--out", "plan.json");
        var apply = await scenario.ApplyAsync("--plan", "plan.json", "--plan-hash", "00000000");
        Assert.Equal(5, apply.ExitCode);
        Assert.Equal("plan-changed", Outputs(scenario)["failure-reason"]);
    }

    [Fact]
    public async Task Room_in_the_summary_that_others_took_is_not_taken_twice()
    {
        using var scenario = Start();
        var path = scenario.Variables["GITHUB_STEP_SUMMARY"];
        File.WriteAllText(path, new string('x', (1 << 20) - 9_000));
        Assert.Equal(0, (await scenario.PlanAsync()).ExitCode);
        Assert.InRange(new FileInfo(path).Length, (1 << 20) - 8_000, 1 << 20);
        File.WriteAllText(path, new string('x', 1 << 20));
        var full = await scenario.PlanAsync();
        Assert.Contains("the summary of this step is full", full.Error, StringComparison.Ordinal);
        Assert.Equal(1 << 20, new FileInfo(path).Length);
    }

    [Fact]
    public async Task Elsewhere_and_for_other_commands_nothing_is_told()
    {
        using var scenario = Start();
        Assert.Equal(0, (await scenario.RunAsync("validate", "w")).ExitCode);
        scenario.Variables["GITHUB_ACTIONS"] = "false";
        var plan = await scenario.PlanAsync();
        Assert.DoesNotContain("::", plan.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scenario.Variables["GITHUB_OUTPUT"]));
    }

    [Fact]
    public async Task Privacy_holds_in_all_of_it()
    {
        using var scenario = Start();
        var plan = await scenario.PlanAsync("--privacy", "pseudonymous", "--out", "plan.json");
        var apply = await scenario.ApplyAsync("--privacy", "counts");
        var said = plan.Out + plan.Error + apply.Out + apply.Error + File.ReadAllText(scenario.Variables["GITHUB_STEP_SUMMARY"]) + File.ReadAllText(scenario.Variables["GITHUB_OUTPUT"]);
        Assert.DoesNotMatch("(?i)hopper|lovelace|turing|katherine", said);
        // What is saved is whole, and applies.
        Assert.Contains("grace.hopper", File.ReadAllText(Path.Combine(scenario.Folder, "plan.json")), StringComparison.Ordinal);
        Assert.Contains("grace.hopper", scenario.Report(Assert.Single(scenario.Reports)), StringComparison.Ordinal);
    }
}
