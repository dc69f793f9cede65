namespace Reconciler.Scenarios;

/// <summary>Plans and reports as pages, by the commands that make them.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task A_plan_is_shown_as_a_page_as_it_was_made_and_as_it_was_saved()
    {
        using var scenario = Scenario.Example("quickstart");
        var plan = await scenario.PlanAsync("--format", "html", "--out", "plan.json");
        Assert.StartsWith("<!doctype html>", plan.Out, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", plan.Out, StringComparison.Ordinal);
        Assert.Contains("ada.lovelace", plan.Out, StringComparison.Ordinal);
        Assert.Equal(plan.Out, (await scenario.RunAsync("show", "plan.json", "--format", "html")).Out);

        // What one person's steps are stands in no page: it would no longer be one.
        var one = await scenario.PlanAsync("--format", "html", "--only", "user:ada.lovelace");
        Assert.EndsWith("</html>\n", one.Out, StringComparison.Ordinal);
        Assert.Contains("only user:ada.lovelace", one.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_report_of_a_workspace_becomes_a_file()
    {
        using var scenario = Scenario.Example("quickstart");
        var none = await scenario.RunAsync("report", "html", "w", "--sandbox");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("holds no report", none.Error, StringComparison.Ordinal);

        await scenario.ApplyAsync();
        var made = await scenario.RunAsync("report", "html", "w", "--sandbox", "--out", "pages/report.html");
        Assert.Equal((0, "pages/report.html\n"), (made.ExitCode, made.Out.Replace('\\', '/')));
        var page = await File.ReadAllTextAsync(Path.Combine(scenario.Folder, "pages", "report.html"));
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        // With the personal texts, which lie beside the record.
        Assert.Contains("ada.lovelace@", page, StringComparison.Ordinal);

        var report = Assert.Single(scenario.Reports);
        Assert.Equal(page, (await scenario.RunAsync("report", "html", Path.GetRelativePath(scenario.Folder, report))).Out);
        Assert.Equal(page, (await scenario.RunAsync("show", Path.GetRelativePath(scenario.Folder, report), "--format", "html")).Out);
    }

    [Fact]
    public async Task What_is_no_report_is_none()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.PlanAsync("--out", "plan.json");
        var plan = await scenario.RunAsync("report", "html", "plan.json");
        Assert.Equal((1, ""), (plan.ExitCode, plan.Out));
        Assert.Contains("plan.json is no report", plan.Error, StringComparison.Ordinal);
        Assert.Contains("reconciler show FILE --format html", plan.Error, StringComparison.Ordinal);
        var missing = await scenario.RunAsync("report", "html", "nothing.json");
        Assert.Equal((1, ""), (missing.ExitCode, missing.Out));
        Assert.Contains("nothing.json cannot be shown", missing.Error, StringComparison.Ordinal);
    }
}
