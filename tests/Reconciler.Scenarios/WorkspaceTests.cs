namespace Reconciler.Scenarios;

/// <summary>Which files belong to a workspace, and what is said when something is not right with them.</summary>
public sealed class WorkspaceTests
{
    private const string Garbage = "this: [is, not, ours]\n";

    [Fact]
    public async Task Hidden_files_excluded_ones_and_folders_with_a_control_file_are_not_read()
    {
        using var scenario = PromiseTests.Twelve();
        scenario.Edit("reconciler.yaml", "workspace: contoso\n", "workspace: contoso\nexclude: [\"helm/**\"]\n");
        scenario.Write(".github/workflows/ci.yaml", Garbage);
        scenario.Write(".hidden.yaml", Garbage);
        scenario.Write("helm/charts/values.yaml", Garbage);
        scenario.Write("other/reconciler.yaml", Garbage);
        scenario.Write("other/people.yaml", Garbage);
        scenario.Write("notes.txt", "text");
        scenario.Write("more/people.yml", "version: 1\nusers:\n  more: { userPrincipalName: more@contoso.com, displayName: More }\n");

        var run = await scenario.RunAsync("validate", "w");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("13 users", run.Out, StringComparison.Ordinal);
        Assert.Contains("in 3 files", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_yaml_file_that_is_not_ours_is_an_error_that_names_exclude()
    {
        using var scenario = PromiseTests.Twelve();
        scenario.Write("helm/values.yaml", Garbage);
        var run = await scenario.RunAsync("validate", "w");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("RC121", run.Out, StringComparison.Ordinal);
        Assert.Contains("exclude:", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_beside_the_root_are_read_when_they_are_included_and_in_the_repository()
    {
        using var scenario = PromiseTests.Twelve();
        scenario.Write("../people/more.yaml", "version: 1\nusers:\n  more: { userPrincipalName: more@contoso.com, displayName: More }\n");
        scenario.Edit("reconciler.yaml", "workspace: contoso\n", "workspace: contoso\ninclude: [../people]\n");

        var outside = await scenario.RunAsync("validate", "w");
        Assert.Equal(3, outside.ExitCode);
        Assert.Contains("reconciler.yaml:3:11", outside.Out, StringComparison.Ordinal);
        Assert.Contains("`../people` leads outside the repository", outside.Out, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(scenario.Folder, ".git"));
        Assert.Contains("13 users", (await scenario.RunAsync("validate", "w")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_repository_is_refused()
    {
        using var scenario = PromiseTests.Twelve();
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-");
        try
        {
            File.WriteAllText(Path.Combine(elsewhere.FullName, "secret.yaml"), "version: 1\n");
            Directory.CreateSymbolicLink(scenario.PathOf("linked"), elsewhere.FullName);
            var run = await scenario.RunAsync("plan", "w", "--sandbox");
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("leads outside the repository", run.Error, StringComparison.Ordinal);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("plan", "there is no folder", "nowhere")]
    [InlineData("plan", "no user has the key `p1`", "w", "--sandbox", "--only", "user:p1")]
    [InlineData("plan", "names no object", "w", "--sandbox", "--only", "p01")]
    [InlineData("plan", "there is no target `wiki`", "w", "--sandbox", "--target", "wiki")]
    [InlineData("plan", "is not a day", "w", "--sandbox", "--as-of", "tomorrow")]
    [InlineData("plan", "--sandbox=later is not known", "w", "--sandbox=later")]
    [InlineData("show", "cannot be shown", "nothing.json")]
    [InlineData("schema", "there is no schema", "nothing")]
    [InlineData("apply", "--plan-hash needs --plan", "w", "--sandbox", "--plan-hash", "0123456789")]
    public async Task What_is_wrong_on_the_command_line_is_said_in_one_sentence(string command, string sentence, params string[] args)
    {
        using var scenario = PromiseTests.Twelve();
        var run = await scenario.RunAsync([command, .. args]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_reported_at_once_in_every_format()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Edit("teams.yaml", "{ group: platform }", "{ group: plattform }");
        scenario.Edit("people.yaml", "jobTitle: Fellow", "jobtitle: Fellow");

        var text = await scenario.RunAsync("validate", "w");
        Assert.Equal(3, text.ExitCode);
        Golden.Matches("validate/faults.txt", text.Out);
        Assert.Contains("::error file=w/teams.yaml", (await scenario.RunAsync("validate", "w", "--format", "github")).Out, StringComparison.Ordinal);
        Assert.Contains("\"RC203\"", (await scenario.RunAsync("validate", "w", "--format", "json")).Out, StringComparison.Ordinal);
        Assert.Contains("\"2.1.0\"", (await scenario.RunAsync("validate", "w", "--format", "sarif")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_and_a_report_are_shown_in_every_format()
    {
        using var scenario = Scenario.Example("quickstart");
        var plan = await scenario.PlanAsync("--out", "plan.json");
        await scenario.ApplyAsync();
        Assert.Equal(plan.Out, (await scenario.RunAsync("show", "plan.json")).Out);
        Assert.StartsWith("### ", (await scenario.RunAsync("show", "plan.json", "--format", "markdown")).Out, StringComparison.Ordinal);
        var report = Assert.Single(scenario.Reports);
        Assert.Contains("applied 17", (await scenario.RunAsync("show", report)).Out, StringComparison.Ordinal);
        Assert.Contains("applied", (await scenario.RunAsync("show", report, "--format", "markdown")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_path_is_followed_to_where_it_leads_and_told_with_its_line()
    {
        using var scenario = PromiseTests.Twelve();
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-");
        try
        {
            Directory.CreateDirectory(Path.Combine(scenario.Folder, ".git"));
            Directory.CreateDirectory(Path.Combine(elsewhere.FullName, "people"));
            File.WriteAllText(Path.Combine(elsewhere.FullName, "people", "a.yaml"), "version: 1\nusers: { secret.person: {} }\n");
            // The folder itself is no link: one on the way to it is.
            Directory.CreateSymbolicLink(Path.Combine(scenario.Folder, "shared"), elsewhere.FullName);
            File.CreateSymbolicLink(scenario.PathOf("one.yaml"), Path.Combine(elsewhere.FullName, "people", "a.yaml"));
            scenario.Write("../other/reconciler.yaml", "version: 1\nworkspace: other\n");
            scenario.Edit("reconciler.yaml", "workspace: contoso\n", "workspace: contoso\ninclude: [../shared/people, ../nowhere, ../other, ../w/people.yaml]\n");

            var run = await scenario.RunAsync("validate", "w");

            Assert.Equal(3, run.ExitCode);
            Assert.Contains("error[RC248]: `../shared/people` leads outside the repository\n --> reconciler.yaml:3:11", run.Out, StringComparison.Ordinal);
            Assert.Contains("error[RC248]: one.yaml is a link that leads outside the repository", run.Out, StringComparison.Ordinal);
            Assert.Contains("error[RC249]: there is no folder `../nowhere`", run.Out, StringComparison.Ordinal);
            Assert.Contains("error[RC249]: `../other` is a workspace of its own", run.Out, StringComparison.Ordinal);
            Assert.Contains("error[RC249]: there is no folder `../w/people.yaml`", run.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("secret.person", run.Out + run.Error, StringComparison.Ordinal);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_plan_names_who_approves_the_files_it_comes_from()
    {
        using var scenario = PromiseTests.Twelve();
        Directory.CreateDirectory(Path.Combine(scenario.Folder, ".git"));
        scenario.Write("../.github/CODEOWNERS", "* @contoso/iam\n/w/people.yaml @contoso/hr @ada\n");

        var plan = await scenario.PlanAsync();
        Assert.Matches("Approvers +@contoso/hr @ada for 12 changes in people.yaml", plan.Out);

        var json = System.Text.Json.JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out).RootElement;
        Assert.Equal("@contoso/hr", json.GetProperty("approvers")[0].GetProperty("who")[0].GetString());
        Assert.Contains("Approved by `@contoso/hr` `@ada`", (await scenario.PlanAsync("--format", "markdown")).Out, StringComparison.Ordinal);
    }
}
