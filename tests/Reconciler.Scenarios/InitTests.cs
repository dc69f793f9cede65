namespace Reconciler.Scenarios;

/// <summary>What <c>init</c> writes: a workspace that is valid and plans, workflows that name one commit; and never over anything.</summary>
public sealed class InitTests
{
    private static readonly string Pin = new('a', 40);

    [Fact]
    public async Task A_new_workspace_is_valid_and_plans_at_once()
    {
        using var scenario = Scenario.Of(100);
        var made = await scenario.RunAsync("init", "w", "--tenant", "fabrikam.onmicrosoft.com");
        Assert.Equal(0, made.ExitCode);
        Golden.Matches("init/workspace.txt", made.Out);
        Golden.Matches("init/reconciler.yaml", scenario.Read("reconciler.yaml"));
        Assert.Equal("w is valid: 1 user, 1 group, 1 membership in 3 files\n", (await scenario.RunAsync("validate", "w")).Out);
        Assert.Contains("ada.lovelace@fabrikam.com", scenario.Read("people.yaml"), StringComparison.Ordinal);
        var plan = await scenario.PlanAsync();
        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("2 observed", plan.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_stays_to_the_letter()
    {
        using var scenario = Scenario.Of(("people.yaml", "mine"), (".gitignore", "mine too"));
        var made = await scenario.RunAsync("init", "w");
        Assert.Equal(0, made.ExitCode);
        Assert.Contains("= w/people.yaml", made.Out, StringComparison.Ordinal);
        Assert.Equal(("mine", "mine too"), (scenario.Read("people.yaml"), scenario.Read(".gitignore")));
        Assert.Contains("workspace: w\n", scenario.Read("reconciler.yaml"), StringComparison.Ordinal);

        // Where a workspace is, nobody is added to it.
        scenario.Delete("people.yaml");
        var again = await scenario.RunAsync("init", "w");
        Assert.Equal(0, again.ExitCode);
        Assert.DoesNotContain("+", again.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(scenario.PathOf("people.yaml")));
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_not_written_through()
    {
        using var scenario = Scenario.Of(("readme.txt", ""));
        File.CreateSymbolicLink(scenario.PathOf("people.yaml"), Path.Combine(scenario.Folder, "elsewhere"));
        Assert.Equal(0, (await scenario.RunAsync("init", "w")).ExitCode);
        Assert.False(File.Exists(Path.Combine(scenario.Folder, "elsewhere")));
    }

    [Fact]
    public async Task Workflows_stand_where_the_repository_has_them_and_take_everything_at_one_commit()
    {
        using var scenario = Scenario.Of(("readme.txt", ""));
        Directory.CreateDirectory(Path.Combine(scenario.Folder, ".git"));
        var made = await scenario.RunAsync("init", "w", "--actions", $"contoso/reconciler@{Pin}");
        Assert.Equal(0, made.ExitCode);
        Golden.Matches("init/workflows.txt", made.Out);
        Golden.Matches("init/reconciler.pipeline.yaml", scenario.Read("reconciler.yaml"));
        var workflows = Directory.GetFiles(Path.Combine(scenario.Folder, ".github", "workflows"));
        Assert.Equal(["identity-apply.yml", "identity-drift.yml", "identity-pull-request.yml"], workflows.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var text in workflows.Select(File.ReadAllText))
        {
            Assert.DoesNotMatch("(?m)[A-Z]+_(REPOSITORY|COMMIT|FOLDER|NAME)|^ *pull_request_target", text);
            Assert.Contains($"uses: contoso/reconciler/.github/actions/setup@{Pin}", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n').Where(l => l.Contains("uses:", StringComparison.Ordinal)), l => Assert.Matches("@[0-9a-f]{40}( # v[0-9.]+)?$", l));
            Assert.Contains("permissions: {}", text, StringComparison.Ordinal);
            Assert.Contains("workspace: \"w\"", text.Replace("validate \"w\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_job_signs_in_as_its_variable_says_and_only_under_a_mark_that_is_named()
    {
        using var scenario = Scenario.Of(("readme.txt", ""));
        await scenario.RunAsync("init", "w", "--actions", $"contoso/reconciler@{Pin}");
        var open = await scenario.RunAsync("plan", "w");
        Assert.Equal((4, true), (open.ExitCode, open.Error.Contains("this credential needs clientId", StringComparison.Ordinal)));
        scenario.Variables["AZURE_CLIENT_ID"] = "reader";
        var wrong = await scenario.RunAsync("plan", "w");
        Assert.Equal((4, true), (wrong.ExitCode, wrong.Error.Contains("AZURE_CLIENT_ID is no client id", StringComparison.Ordinal)));
        scenario.Variables["AZURE_CLIENT_ID"] = "22222222-2222-3333-4444-555555555555";
        var unnamed = await scenario.RunAsync("plan", "w");
        Assert.Equal((3, true), (unnamed.ExitCode, unnamed.Error.Contains("directory.ownership: { directoryExtension: CLIENT-ID }", StringComparison.Ordinal)));
        scenario.Edit("reconciler.yaml", "  # ownership:", "  ownership:");
        var asks = await scenario.RunAsync("plan", "w");
        Assert.Equal((4, true), (asks.ExitCode, asks.Error.Contains("this job cannot ask GitHub for an identity token", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("contoso/reconciler@v1", "write all 40 digits of the commit")]
    [InlineData("contoso", "Write OWNER/NAME@COMMIT")]
    [InlineData("contoso/..@0123456789012345678901234567890123456789", "Write OWNER/NAME@COMMIT")]
    [InlineData("contoso/a b@0123456789012345678901234567890123456789", "Write OWNER/NAME@COMMIT")]
    public async Task What_can_be_moved_or_is_no_repository_is_not_pinned(string actions, string advice)
    {
        using var scenario = Scenario.Of(100);
        var made = await scenario.RunAsync("init", "w", "--actions", actions);
        Assert.Equal(1, made.ExitCode);
        Assert.Contains(advice, made.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scenario.PathOf(".")));
    }

    [Theory]
    [InlineData("--tenant", "a: b")]
    [InlineData("--domain", "x\ny")]
    [InlineData("--tenant", "11111111-2222-3333-4444-555555555555")]
    public async Task A_name_that_would_be_something_else_in_YAML_is_refused(string option, string value)
    {
        using var scenario = Scenario.Of(100);
        Assert.Equal(1, (await scenario.RunAsync("init", "w", option, value)).ExitCode);
        Assert.False(Directory.Exists(scenario.PathOf(".")));
    }
}
