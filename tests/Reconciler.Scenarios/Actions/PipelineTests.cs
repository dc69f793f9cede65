using System.Text.Json.Nodes;

namespace Reconciler.Scenarios.Actions;

/// <summary>
/// The workflows that <c>init</c> writes, with our actions, from a checkout to the comment on a pull request and on to the apply: every script by bash,
/// every request to GitHub answered and checked on loopback, and harm in every name that a repository or a person may have.
/// </summary>
public sealed class PipelineTests
{
    private const string Harm = "$(touch \"$RUNNER_TEMP/pwned\")";

    private static readonly Dictionary<string, string> InSandbox = new() { ["RECONCILER_SANDBOX"] = "true" };

    [RunnerFact]
    public async Task A_pull_request_is_planned_and_told_and_its_merge_is_applied_to_the_letter()
    {
        using var estate = await PipelineEstate.StartAsync();
        var asked = estate.Job("identity-pull-request.yml", "plan", estate.PullRequest());
        Assert.True(asked.Run(), asked.Log.Text);
        Assert.Equal(
            ["actions/checkout", "contoso/reconciler/.github/actions/setup", "contoso/reconciler/.github/actions/plan", "actions/upload-artifact"], asked.Used);
        // In the scripts of the actions names are data, and in the log no commands.
        estate.RequireHarmless(asked);
        var said = Assert.Single(estate.Github.Comments).Body;
        Assert.Contains("\"state\":\"Planned\"", said, StringComparison.Ordinal);
        Assert.Contains("https://github.com/contoso/identity/actions/runs/1/artifacts/identity-plan", said, StringComparison.Ordinal);
        // The pull request raised its own limits and let itself write: both are as they were merged.
        Assert.Contains("observed", said, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(estate.Github.Labels);
        Assert.StartsWith("### ", asked.Summary, StringComparison.Ordinal);

        // Merged, and once more with a control file that lets it write.
        estate.Merge();
        var planned = estate.Job("identity-apply.yml", "plan", estate.Push());
        Assert.True(planned.Run(), planned.Log.Text);
        estate.RequireHarmless(planned);
        Assert.Equal(64, planned.Outputs["plan-hash"].Length);
        Assert.Single(estate.Github.Comments);
        var applied = estate.Job("identity-apply.yml", "apply", estate.Push(planned));
        Assert.True(applied.Run(), applied.Log.Text);
        estate.RequireHarmless(applied);
        Assert.Contains("\"state\":\"Applied\"", Assert.Single(estate.Github.Comments).Body, StringComparison.Ordinal);
        Assert.Contains("POST /repos/contoso/identity/issues/12/comments", estate.Github.Wrote);
        Assert.Equal(2, Directory.GetFiles(estate.Artifacts.PathOf("identity-report")).Length);
        Assert.StartsWith("### 🟢", applied.Summary, StringComparison.Ordinal);
    }

    [RunnerFact]
    public async Task A_fork_is_checked_and_nothing_else()
    {
        using var estate = await PipelineEstate.StartAsync();
        var fork = estate.PullRequest("mallory/identity");
        Assert.Null(estate.Job("identity-pull-request.yml", "plan", fork).Run());
        var check = estate.Job("identity-pull-request.yml", "validate", fork);
        Assert.True(check.Run(), check.Log.Text);
        Assert.Contains("id-entity is valid", (await estate.ValidateAsync()).Out, StringComparison.Ordinal);
        Assert.Empty(estate.Github.Requests);
        Assert.Empty(check.Summary);
        estate.RequireHarmless(check);
        Assert.Null(estate.Job("identity-pull-request.yml", "validate", estate.PullRequest()).Run());
    }

    [RunnerFact]
    public async Task A_plan_that_was_changed_after_its_approval_applies_nothing()
    {
        using var estate = await PipelineEstate.StartAsync();
        estate.Merge();
        var planned = estate.Job("identity-apply.yml", "plan", estate.Push());
        Assert.True(planned.Run(), planned.Log.Text);
        var path = estate.Artifacts.PathOf("identity-plan", "plan.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("mallory.evil", "mallory.worse", StringComparison.Ordinal));
        var applied = estate.Job("identity-apply.yml", "apply", estate.Push(planned));
        Assert.False(applied.Run());
        Assert.Equal(5, applied.ExitCode);
        Assert.Contains("was altered", applied.Log.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(estate.Artifacts.PathOf("identity-report")));
        estate.RequireHarmless(applied);
    }

    [RunnerFact]
    public async Task A_fault_of_the_author_ends_the_plan_with_its_line_and_no_comment()
    {
        using var estate = await PipelineEstate.StartAsync("    members: [nobody.there]\n");
        var asked = estate.Job("identity-pull-request.yml", "plan", estate.PullRequest());
        Assert.False(asked.Run());
        Assert.Contains(asked.Log.Commands, c => c.StartsWith("::error file=id entity/groups.yaml,line=", StringComparison.Ordinal));
        Assert.Empty(estate.Github.Comments);
        estate.RequireHarmless(asked);
    }

    [RunnerFact]
    public async Task Every_night_what_is_not_as_declared_fails_the_run_and_is_no_change_of_anybodys()
    {
        using var estate = await PipelineEstate.StartAsync();
        estate.Merge();
        var night = estate.Job("identity-drift.yml", "drift", estate.Push() with { Name = "schedule", Payload = [] });
        Assert.False(night.Run());
        Assert.Equal(2, night.ExitCode);
        Assert.DoesNotContain("this change", night.Log.Text, StringComparison.Ordinal);
        Assert.NotEmpty(night.Summary);
        Assert.True(File.Exists(estate.Artifacts.PathOf("identity-drift", "plan.json")));
        Assert.Empty(estate.Github.Requests);
    }

    /// <summary>A repository with the files of <c>init</c>, a branch with harm in it, and GitHub on loopback.</summary>
    private sealed class PipelineEstate : IDisposable
    {
        private readonly Scenario _scenario;
        private readonly GitFolder _git;
        private int _jobs;

        private PipelineEstate(Scenario scenario) => (_scenario, _git, Artifacts) =
            (scenario, GitFolder.Init(scenario.PathOf(".")), new RunnerArtifacts(Path.Combine(scenario.Folder, "artifacts")));

        public GithubServer Github { get; } = new();

        public RunnerArtifacts Artifacts { get; }

        private string Base { get; set; } = "";

        private string Head { get; set; } = "";

        private string Merged { get; set; } = "";

        public static async Task<PipelineEstate> StartAsync(string more = "")
        {
            var estate = new PipelineEstate(Scenario.Of(100));
            var made = await estate._scenario.RunAsync("init", "w/id entity", "--actions", $"contoso/reconciler@{new string('c', 40)}");
            Assert.True(made.ExitCode == 0, made.Error);
            estate.Base = estate._git.Commit("begin");
            estate._git.Run("checkout", "--quiet", "-b", $"evil{Harm.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}");
            estate._scenario.Edit("id entity/reconciler.yaml", "enforce: observe", "enforce: full");
            estate._scenario.Write($"id entity/people {Harm.Replace('/', '_')}.yaml", """
                version: 1
                users:
                  mallory.evil:
                    userPrincipalName: mallory.evil@contoso.com
                    displayName: '"; $(touch "$RUNNER_TEMP/pwned") #'
                    jobTitle: '::error file=x::pwned'
                    department: '##[add-mask]Engineering'
                    companyName: '@contoso/admins <img src=x onerror=alert(1)> ${{ github.token }}'
                    officeLocation: '::stop-commands::x'
                    city: '`touch $RUNNER_TEMP/pwned`'

                """);
            if (more.Length > 0)
                estate._scenario.Edit("id entity/groups.yaml", "    members: [ada.lovelace]\n", more);
            estate.Head = estate._git.Commit($"harm {Harm}\n\n::error::pwned");
            estate._git.Run("checkout", "--quiet", "main");
            // As GitHub does: a merge that is checked out for the pull request, and is in no branch yet.
            estate._git.Run("checkout", "--quiet", "--detach");
            estate._git.Run("merge", "--quiet", "--no-ff", "--message", "merge", estate.Head);
            estate.Merged = estate._git.Run("rev-parse", "HEAD").Trim();
            estate._git.Run("update-ref", "refs/pull/12/merge", estate.Merged);
            estate.Github.Head = estate.Head;
            return estate;
        }

        public Task<Run> ValidateAsync() => _scenario.RunAsync("validate", "w/id entity");

        public RunnerEvent PullRequest(string from = "contoso/identity") => new("pull_request", Merged, "refs/pull/12/merge", new JsonObject
        {
            ["pull_request"] = new JsonObject
            {
                ["number"] = 12,
                ["title"] = Harm,
                ["head"] = new JsonObject { ["sha"] = Head, ["ref"] = Harm, ["repo"] = new JsonObject { ["full_name"] = from } },
                ["base"] = new JsonObject { ["sha"] = Base, ["ref"] = "main" },
            },
        })
        { Variables = InSandbox };

        public void Merge()
        {
            _git.Run("update-ref", "refs/heads/main", Merged);
            Github.MergeCommit = Merged;
        }

        public RunnerEvent Push(RunnerJob? before = null) => new("push", Merged, "refs/heads/main", new JsonObject { ["before"] = Base, ["after"] = Merged })
        {
            Variables = InSandbox,
            Needs = before?.Outputs.ToDictionary(o => $"plan.outputs.{o.Key}", o => o.Value) ?? [],
        };

        public RunnerJob Job(string workflow, string job, RunnerEvent happened) => new(
            _scenario.PathOf($".github/workflows/{workflow}"), job, happened, Github, Path.GetFullPath(_scenario.PathOf(".")),
            Path.Combine(_scenario.Folder, $"job{++_jobs}"), Artifacts);

        /// <summary>No script ran a name, no line of a name was a command, and no token was said.</summary>
        public void RequireHarmless(RunnerJob job)
        {
            Assert.Empty(Directory.EnumerateFiles(_scenario.Folder, "pwned", SearchOption.AllDirectories));
            Assert.All(job.Log.Commands, c => Assert.Matches("^::(error|warning|notice) (file|title)=(?!x::)", c));
            Assert.DoesNotContain(job.Log.Commands, c => c.Contains("file=x", StringComparison.Ordinal) && !c.Contains("%3A", StringComparison.Ordinal));
            Assert.DoesNotContain(GithubServer.Token, job.Log.Text + job.Summary + string.Concat(Github.Comments.Select(c => c.Body)), StringComparison.Ordinal);
        }

        public void Dispose()
        {
            Github.Dispose();
            _scenario.Dispose();
        }
    }
}
