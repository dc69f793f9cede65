using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>Where a workspace can lie, and how revisions can be named, that a careless reading of git gets wrong.</summary>
public sealed class GitPlacesTests
{
    private const string Control = "version: 1\nworkspace: contoso\ndirectory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }\n";

    private static string Person(string key) => $"version: 1\nusers:\n  {key}: {{ userPrincipalName: {key}@contoso.com, displayName: {key} }}\n";

    private static async Task<Dictionary<string, string>> LabelsAsync(Scenario scenario, string folder, params string[] more)
    {
        var run = await scenario.RunAsync(["plan", folder, "--sandbox", "--format", "json", .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return DocumentJson.ReadPlan(run.Out).Targets[0].Entries.Where(e => e.Kind == "user").ToDictionary(e => e.Name, e => e.Label ?? "");
    }

    [GitFact]
    public async Task A_workspace_in_a_subfolder_that_includes_its_neighbour()
    {
        using var scenario = Scenario.Of();
        scenario.Write("iam team/é \"quoted\"/reconciler.yaml", Control + "include: [../people ü]\n");
        scenario.Write("iam team/é \"quoted\"/a b.yaml", Person("ada"));
        scenario.Write("iam team/people ü/b'c.yml", Person("bob"));
        scenario.Write("iam team/other/unrelated.yaml", "not: ours\n");
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        scenario.Write("iam team/people ü/d.yaml", Person("dan"));
        var labels = await LabelsAsync(scenario, "w/iam team/é \"quoted\"", "--base", "HEAD");
        Assert.Equal(("pending", "pending", "change"), (labels["ada"], labels["bob"], labels["dan"]));
        Assert.Empty(git.Run("status", "--porcelain", "--untracked-files=no"));
    }

    [GitFact]
    public async Task Neither_index_nor_working_tree_is_touched()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")));
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        scenario.Write("people.yaml", Person("bob"));
        git.Run("add", "people.yaml");
        scenario.Write("people.yaml", Person("carol"));
        var (index, status) = (File.ReadAllBytes(scenario.PathOf(".git/index")), git.Run("status", "--porcelain"));
        var refs = git.Run("for-each-ref");
        Assert.Equal("change", (await LabelsAsync(scenario, "w", "--base", "HEAD", "--control-from", "HEAD"))["carol"]);
        Assert.Equal(index, File.ReadAllBytes(scenario.PathOf(".git/index")));
        Assert.Equal(status, git.Run("status", "--porcelain"));
        Assert.Equal(refs, git.Run("for-each-ref"));
    }

    [GitFact]
    public async Task Line_ends_and_filters_of_the_clone_change_nothing()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")), (".gitattributes", "*.yaml filter=broken\n"));
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        git.Run("config", "core.autocrlf", "true");
        git.Run("config", "filter.broken.smudge", "false");
        git.Run("config", "filter.broken.required", "true");
        scenario.Write("people.yaml", Person("ada").Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal("pending", (await LabelsAsync(scenario, "w", "--base", "HEAD"))["ada"]);
    }

    [GitFact]
    public async Task A_workspace_in_a_submodule_and_one_that_includes_a_submodule()
    {
        using var scenario = Scenario.Of();
        var people = GitFolder.Init(scenario.PathOf("people"));
        scenario.Write("people/ada.yaml", Person("ada"));
        people.Commit("Ada");
        var git = GitFolder.Init(scenario.PathOf("top"));
        scenario.Write("top/iam/reconciler.yaml", Control + "include: [../people]\n");
        scenario.Write("top/iam/dan.yaml", Person("dan"));
        git.Run("submodule", "--quiet", "add", scenario.PathOf("people"), "people");
        git.Commit("Begin");
        scenario.Write("top/people/bob.yaml", Person("bob"));
        // Names that begin with a dot are no files of the workspace, and a submodule's own control file would make it another one.
        var labels = await LabelsAsync(scenario, "w/top/iam", "--base", "HEAD");
        Assert.Equal(("pending", "change", "pending"), (labels["ada"], labels["bob"], labels["dan"]));

        File.Delete(scenario.PathOf("top/people/bob.yaml"));
        scenario.Write("top/people/reconciler.yaml", Control);
        var inside = await LabelsAsync(scenario, "w/top/people", "--base", "HEAD");
        Assert.Equal("change", inside["ada"]);
    }

    [GitFact]
    public async Task Symbolic_links_lead_where_they_led()
    {
        using var scenario = Scenario.Of(("iam/reconciler.yaml", Control), ("shared/ada.txt", Person("ada")));
        File.CreateSymbolicLink(scenario.PathOf("iam/ada.yaml"), "../shared/ada.txt");
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        Assert.Equal("pending", (await LabelsAsync(scenario, "w/iam", "--base", "HEAD"))["ada"]);
    }

    [GitFact]
    public async Task Revisions_that_git_cannot_find_or_that_look_like_options()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")));
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        foreach (var revision in new[] { "nowhere", "main:people.yaml", "--output=stolen", "-n1" })
        {
            var run = await scenario.PlanAsync($"--base={revision}");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"`{revision}`", run.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(scenario.PathOf("stolen")));
        Assert.Equal(1, (await scenario.PlanAsync("--control-from=--all")).ExitCode);
    }

    [GitFact]
    public async Task A_tag_that_is_called_like_the_approved_branch_is_not_taken_for_it()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")));
        var git = GitFolder.Init(scenario.PathOf("."));
        git.Commit("Begin");
        git.Run("update-ref", "refs/remotes/origin/main", "HEAD");
        git.Run("tag", "--annotate", "--message", "The same commit", "origin/main");
        Assert.Equal("pending", (await LabelsAsync(scenario, "w", "--base", "origin/main"))["ada"]);

        git.Commit("The change under review");
        git.Run("tag", "--force", "origin/main");
        foreach (var revision in new[] { "origin/main", "origin/main~0" })
        {
            var run = await scenario.PlanAsync("--control-from", revision);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("refs/remotes/origin/main and refs/tags/origin/main", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await scenario.PlanAsync("--control-from", "refs/remotes/origin/main")).ExitCode);
    }

    [GitFact]
    public async Task A_shallow_clone_says_that_it_is_one()
    {
        using var scenario = Scenario.Of(("origin/reconciler.yaml", Control), ("origin/people.yaml", Person("ada")));
        var origin = GitFolder.Init(scenario.PathOf("origin"));
        var first = origin.Commit("Begin");
        scenario.Write("origin/people.yaml", Person("bob"));
        origin.Commit("Bob");
        origin.Run("clone", "--quiet", "--depth=1", $"file://{scenario.PathOf("origin")}", scenario.PathOf("clone"));
        var run = await scenario.RunAsync("plan", "w/clone", "--sandbox", "--base", first);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("shallow", run.Error, StringComparison.Ordinal);
    }

    [GitFact]
    public async Task Outside_of_a_repository_it_says_so_and_a_plan_alone_needs_none()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")));
        var run = await scenario.PlanAsync("--base", "main");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("lies in no git repository", run.Error, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse((await scenario.PlanAsync("--format", "json")).Out);
        Assert.False(plan.RootElement.TryGetProperty("head", out _));
    }

    [Fact]
    public void Git_that_is_not_installed_is_an_error_for_who_asks_and_no_fact_for_who_does_not()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), (".git/HEAD", "ref: refs/heads/main\n"));
        var missing = new GitProcess("no-such-program-as-this");
        Assert.Contains("is it installed?", Assert.Throws<GitException>(() => GitRepository.Of(scenario.PathOf("."), missing)).Message, StringComparison.Ordinal);
        Assert.Null(GitFacts.Of(scenario.PathOf("."), missing));
    }

    [GitFact]
    public async Task No_folder_of_a_comparison_is_left_behind()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", Person("ada")));
        GitFolder.Init(scenario.PathOf(".")).Commit("Begin");
        var git = new GitProcess();
        var repository = GitRepository.Of(scenario.PathOf("."), git);
        string root;
        using (var files = Assert.IsType<GitWorkspace>(GitWorkspace.CheckOut(repository, repository.Resolve("HEAD"), _ => [])))
        {
            root = files.Root;
            Assert.Equal(Person("ada"), await File.ReadAllTextAsync(Path.Combine(root, "people.yaml")));
            Assert.False(File.Exists(Path.Combine(root, ".gitignore")));
        }

        Assert.False(Directory.Exists(root));
    }
}
