using System.Diagnostics;
using Reconciler.Cli.Files;
using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>A history in a branch: shared by clones over their remote, and nothing of the user's own is touched.</summary>
public sealed class GitHistoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("reconciler-git-").FullName;

    public GitHistoryTests()
    {
        Git(_root, "init", "-q", "--bare", "-b", "main", "origin.git");
        Git(_root, "clone", "-q", "origin.git", "one");
        File.WriteAllText(Path.Combine(_root, "one", "file.yaml"), "version: 1\n");
        Git(At("one"), "add", ".");
        Git(At("one"), "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "first");
        Git(At("one"), "push", "-q", "origin", "HEAD:main");
        Git(_root, "clone", "-q", "origin.git", "two");
    }

    public void Dispose()
    {
        // Objects of git are read-only, and a folder with such files is not removed everywhere.
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void What_one_clone_keeps_another_has_and_no_working_tree_is_touched()
    {
        var (one, two) = (History("one"), History("two"));
        Assert.Null(one.Bring());
        Write("one", "a.json", "1");
        Write("one", "a.values.json", "personal");
        Assert.Null(one.Keep("run a"));
        Assert.Null(two.Bring());
        Assert.Equal("1", Read("two", "a.json"));

        Write("two", "b.json", "2");
        Assert.Null(two.Keep("run b"));
        // The first clone did not look again: it is refused, fetches, and comes on top.
        Write("one", "c.json", "3");
        Assert.Null(one.Keep("run c"));
        Assert.Equal("a.json a.values.json b.json c.json", Git(_root, "--git-dir", "origin.git", "ls-tree", "--name-only", "reports").ReplaceLineEndings(" "));
        Assert.Equal("", Git(At("one"), "status", "--porcelain", "--untracked-files=no"));
        Assert.Equal("main", Git(At("one"), "rev-parse", "--abbrev-ref", "HEAD"));
    }

    [Fact]
    public void A_push_that_fails_is_said_and_made_up_for_later()
    {
        var one = History("one");
        Assert.Null(one.Bring());
        Directory.Move(At("origin.git"), At("away.git"));
        Write("one", "a.json", "1");
        Assert.Contains("not pushed", one.Keep("run a"), StringComparison.Ordinal);
        Assert.NotNull(one.Bring());
        Directory.Move(At("away.git"), At("origin.git"));
        Write("one", "b.json", "2");
        Assert.Null(one.Keep("run b"));
        Assert.Equal("a.json b.json", Git(_root, "--git-dir", "origin.git", "ls-tree", "--name-only", "reports").ReplaceLineEndings(" "));
    }

    [Fact]
    public void Values_that_were_removed_in_the_branch_do_not_come_back()
    {
        var one = History("one");
        one.Bring();
        Write("one", "a.json", "1");
        Write("one", "a.values.json", "personal");
        one.Keep("run a");
        Git(At("two"), "fetch", "-q");
        Git(At("two"), "checkout", "-q", "reports");
        Git(At("two"), "rm", "-q", "a.values.json");
        Git(At("two"), "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "erase");
        Git(At("two"), "push", "-q", "origin", "reports");
        one.Bring();
        Assert.False(File.Exists(Path.Combine(_root, "state-one", "a.values.json")));
        Write("one", "b.json", "2");
        one.Keep("run b");
        Assert.Equal("a.json b.json", Git(_root, "--git-dir", "origin.git", "ls-tree", "--name-only", "reports").ReplaceLineEndings(" "));
    }

    [Theory]
    [InlineData("--upload-pack=x")]
    [InlineData("a..b")]
    [InlineData("")]
    public void What_is_no_branch_is_refused(string branch) =>
        Assert.Throws<GitException>(() => new GitHistory(At("one"), branch, Path.Combine(_root, "state")).Bring());

    [Fact]
    public async Task A_workspace_whose_history_is_a_branch_keeps_and_finds_its_reports_there()
    {
        using var scenario = Scenario.Example("quickstart");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        var died = DocumentJson.ReadReport(scenario.Report(Assert.Single(scenario.Reports))) with { Run = "2026-11-21T031407Z", Sandbox = false, Previous = null, Operations = [] };
        scenario.Write("reconciler.yaml", scenario.Read("reconciler.yaml") + "history: git:reports\n");
        Git(scenario.PathOf("."), "init", "-q", "-b", "main");
        Directory.CreateDirectory(scenario.PathOf(".reconciler/journal"));
        File.WriteAllBytes(scenario.PathOf($".reconciler/journal/{died.Run}.jsonl"), JournalLines.Encode(new JournalLine(died.Started) { Head = died }));

        var run = await scenario.RunAsync("report", "verify", "w");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Contains($"run {died.Run} had died without a report", run.Error, StringComparison.Ordinal);
        Assert.Contains("intact: 1 report in git:reports", run.Out, StringComparison.Ordinal);
        Assert.Equal($"{died.Run}.json {died.Run}.values.json chain.json", Git(scenario.PathOf("."), "ls-tree", "--name-only", "reports").ReplaceLineEndings(" "));

        // The branch is enough: the folder beside it is only where its files lie while they are read.
        Directory.Delete(scenario.PathOf(".reconciler/history-of-branch"), recursive: true);
        Assert.Contains("looked in 1 report of git:reports", (await scenario.RunAsync("report", "search", "w", "--result", "failed")).Out, StringComparison.Ordinal);
    }

    private GitHistory History(string clone) => new(At(clone), "reports", Path.Combine(_root, $"state-{clone}"));

    private string At(string name) => Path.Combine(_root, name);

    private void Write(string clone, string file, string text) => File.WriteAllText(Path.Combine(_root, $"state-{clone}", file), text);

    private string Read(string clone, string file) => File.ReadAllText(Path.Combine(_root, $"state-{clone}", file));

    private static string Git(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("git cannot be started");
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error}");
        return output.TrimEnd('\n');
    }
}
