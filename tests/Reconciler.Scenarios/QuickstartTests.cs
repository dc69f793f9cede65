using System.Text.RegularExpressions;
using Reconciler.Cli.Hosting;

namespace Reconciler.Scenarios;

/// <summary>The newcomer's first minutes, stage by stage, each against a golden file.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public async Task Every_stage_is_as_it_was_read_and_approved()
    {
        using var scenario = Scenario.Example("quickstart");

        var valid = await scenario.RunAsync("validate", "w");
        Golden.Matches("quickstart/validate.txt", scenario.Scrub(valid.Out + valid.Error));

        var model = Workspace.Load(scenario.PathOf("."), new DateOnly(2026, 11, 21)).Model;
        Assert.NotNull(model);
        Golden.Matches("quickstart/model.txt", ModelText.Of(model));

        var plan = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(2, plan.ExitCode);
        Golden.Matches("quickstart/plan.txt", scenario.Scrub(plan.Out + plan.Error));
        Golden.Matches("quickstart/plan.json", scenario.Scrub((await scenario.PlanAsync("--format", "json")).Out));
        Golden.Matches("quickstart/plan.md", scenario.Scrub((await scenario.PlanAsync("--format", "markdown")).Out));
        File.Delete(scenario.WireLog);

        var apply = await scenario.ApplyAsync();
        Assert.Equal(0, apply.ExitCode);
        Golden.Matches("quickstart/apply.txt", scenario.Scrub(apply.Out + apply.Error));
        Golden.Matches("quickstart/report.json", scenario.Scrub(scenario.Report(Assert.Single(scenario.Reports))));
        Golden.Matches("quickstart/wire.txt", Wire(scenario));

        var after = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(0, after.ExitCode);
        Golden.Matches("quickstart/after.txt", scenario.Scrub(after.Out + after.Error));
    }

    [Fact]
    public async Task Plans_of_other_days_show_who_starts_and_who_is_deleted()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.ApplyAsync();
        var later = await scenario.PlanAsync("--as-of", "2027-09-01");
        Assert.Contains("barbara.liskov", later.Out, StringComparison.Ordinal);
        Assert.Contains("DELETED", later.Out, StringComparison.Ordinal);
        var refused = await scenario.ApplyAsync("--as-of", "2027-09-01");
        Assert.Equal(3, refused.ExitCode);
    }

    // Reads run side by side, so they are sorted; writes are in the order of their phases.
    private static string Wire(Scenario scenario)
    {
        var lines = WireLines.Read(scenario.WireLog).Select(l => (l.Method, Line: $"{l.Method} {scenario.Scrub(Uri.UnescapeDataString(l.Path))} {l.Status}", Write: WireLines.Writes(l.Method, l.Path))).ToArray();
        var reads = lines.Where(l => !l.Write).Select(l => Regex.Replace(l.Line, "token=[^ &]+", "token=TOKEN")).GroupBy(l => l).Select(g => $"{g.Count()} × {g.Key}").Order(StringComparer.Ordinal);
        return string.Join('\n', ["# reads", .. reads, "", "# writes", .. lines.Where(l => l.Write).Select(l => l.Line), ""]);
    }
}
