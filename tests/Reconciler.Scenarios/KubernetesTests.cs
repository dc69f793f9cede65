namespace Reconciler.Scenarios;

/// <summary>A real organisation: 1,509 people, 766 groups, 3,671 memberships, 133 owners.</summary>
public sealed class KubernetesTests
{
    private static async Task<Scenario> AppliedAsync(string? control = null)
    {
        var scenario = Scenario.Copy(SharedFactAttribute.Kubernetes);
        if (control is not null)
            scenario.Edit("reconciler.yaml", "  enforce: full\n  match:", $"  enforce: full\n{control}  match:");
        var run = await scenario.ApplyAsync();
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        return scenario;
    }

    [SharedFact]
    public async Task One_apply_converges_and_one_edited_line_is_one_change()
    {
        using var scenario = await AppliedAsync();
        var empty = await scenario.PlanAsync("--detailed-exitcode");
        Assert.Equal(0, empty.ExitCode);
        Assert.Contains("8 applications · 3,297 assignments", empty.Out, StringComparison.Ordinal);

        scenario.Edit("people.yaml", "displayName: \"0xMH\"", "displayName: \"0xMH the second\"");
        var plan = await scenario.PlanAsync("--detailed-exitcode");

        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("1 to change", plan.Out, StringComparison.Ordinal);
        Assert.Contains("0xMH → 0xMH the second", plan.Out, StringComparison.Ordinal);
        Assert.Contains("people.yaml:", plan.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("not carried out yet", plan.Out, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task A_lost_people_file_breaks_references_and_plans_nothing()
    {
        using var scenario = await AppliedAsync();
        scenario.Delete("people.yaml");
        var run = await scenario.PlanAsync();
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("RC201", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("to disable", run.Out, StringComparison.Ordinal);
    }

    [SharedFact]
    public async Task A_loss_over_the_limit_is_blocked_with_figure_limit_and_the_lines_to_add()
    {
        using var scenario = await AppliedAsync("  leavers: { groups: { action: delete } }\n");
        scenario.Delete("kubernetes-csi/org.yaml");
        File.Delete(scenario.WireLog);

        var run = await scenario.ApplyAsync();

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("BLOCKED by removals: 45 groups", run.Out, StringComparison.Ordinal);
        Assert.Contains("limit is 38", run.Out, StringComparison.Ordinal);
        Assert.Contains("kubernetes-csi/org.yaml", run.Out, StringComparison.Ordinal);
        Assert.Contains("- { guard: removals, target: directory, allow: 45", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(WireLines.Read(scenario.WireLog), l => WireLines.Writes(l.Method, l.Path));
    }

    [SharedFact]
    public async Task A_loss_below_the_limit_names_the_file_and_every_key_in_the_first_lines()
    {
        using var scenario = await AppliedAsync("  leavers: { groups: { action: delete } }\n");
        var file = Directory.EnumerateFiles(scenario.PathOf("kubernetes-sigs"), "*.yaml")
            .Select(f => (File: f, Keys: File.ReadLines(f).Where(l => l.StartsWith("  kubernetes-sigs.", StringComparison.Ordinal)).Select(l => l.Trim().TrimEnd(':')).ToArray()))
            .Where(f => f.Keys.Length is > 1 and < 6 && !Directory.EnumerateFiles(scenario.PathOf("."), "*.yaml", SearchOption.AllDirectories)
                .Any(o => o != f.File && f.Keys.Any(k => File.ReadAllText(o).Contains($"\"{k}\"", StringComparison.Ordinal) || File.ReadAllText(o).Contains($"group: {k} ", StringComparison.Ordinal))))
            .OrderBy(f => f.File, StringComparer.Ordinal).First();
        File.Delete(file.File);

        var run = await scenario.PlanAsync();

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        var first = string.Join('\n', run.Out.Split('\n').Take(12));
        Assert.Contains(Path.GetRelativePath(scenario.PathOf("."), file.File), first, StringComparison.Ordinal);
        Assert.All(file.Keys, k => Assert.Contains(k, first, StringComparison.Ordinal));
    }
}
