using System.Text.RegularExpressions;
using Reconciler.Cli.Commands;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Scenarios;

/// <summary>That the example of every explanation gives its code and nothing else, and that its repair gives nothing.</summary>
public sealed class ExplanationTests
{
    /// <summary>Codes whose example cannot be run, and why.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["RC224"] = "no attribute of Entra gives it; BrokenWorkspaceTests has a directory that does",
        ["RC250"] = "a text cannot show what a file system refuses",
        ["RC302"] = "the sandbox is a tenant with the domains of the control file; PlanningTests has one without",
        ["RC303"] = "the sandbox is the tenant of the control file; PlanningTests has another one",
        ["RC419"] = "whoever calls the sandbox signs in as nobody",
    };

    public static TheoryData<string> Offline => [.. Explanations.All.Where(e => e.IsOffline && !NotRun.ContainsKey(e.Code)).Select(e => e.Code)];

    public static TheoryData<string> Live => [.. Explanations.All.Where(e => !e.IsOffline && !NotRun.ContainsKey(e.Code) && (GitFactAttribute.IsInstalled || !ComparesRevisions(e))).Select(e => e.Code)];

    [Theory]
    [MemberData(nameof(Offline))]
    public void The_files_give_the_code_and_the_repair_nothing(string code)
    {
        var explanation = Of(code);
        Assert.Equal([code], ExplainCommand.Judge(explanation.FailingFiles).Select(d => d.Code).Distinct());
        Assert.Empty(ExplainCommand.Judge(explanation.RepairedFiles));
    }

    [Theory]
    [MemberData(nameof(Live))]
    public async Task The_plan_shows_the_code_and_the_repair_does_not(string code)
    {
        var explanation = Of(code);
        var failing = await RunAsync(explanation.FailingFiles, explanation.Failing);
        Assert.Equal([code], Codes(failing));
        Assert.Contains(Flat(explanation.Failing.Says ?? "it says nothing"), Flat(failing), StringComparison.Ordinal);
        Assert.Empty(Codes(await RunAsync(explanation.RepairedFiles, explanation.Repaired)));
    }

    [Fact]
    public void What_is_seen_only_live_is_no_fault_of_the_files()
    {
        foreach (var explanation in Explanations.All.Where(e => !e.IsOffline))
        {
            Assert.Empty(ExplainCommand.Judge(explanation.FailingFiles.Where(f => f is { Language: "yaml", Before: false })));
            Assert.Empty(ExplainCommand.Judge(explanation.RepairedFiles.Where(f => f is { Language: "yaml", Before: false })));
        }
    }

    // Shown by the history of a repository: not run where git is not installed.
    private static bool ComparesRevisions(Explanation explanation) => explanation.Failing.Command?.Contains("--base", StringComparison.Ordinal) == true;

    private static Explanation Of(string code) => Assert.IsType<Explanation>(Explanations.Find(code));

    private static async Task<string> RunAsync(IReadOnlyCollection<ExampleFile> files, Example example)
    {
        using var scenario = Scenario.Of();
        if (files.Any(f => f.Before))
        {
            Write(scenario, files.Where(f => f.Before || !files.Any(b => b.Before && b.Name == f.Name)));
            var before = await scenario.ApplyAsync();
            Assert.True(before.ExitCode == 0, before.Out + before.Error);
            // What is compared with a revision finds there what was applied.
            if (example.Command?.Contains("--base", StringComparison.Ordinal) == true)
                GitFolder.Init(scenario.PathOf(".")).Commit("What was applied");
        }

        Write(scenario, files.Where(f => !f.Before));
        string[] command = (example.Command ?? "reconciler plan --sandbox").Split(' ');
        var run = await scenario.RunAsync([command[1], "w", .. command[2..]]);
        return run.Out + run.Error;
    }

    private static void Write(Scenario scenario, IEnumerable<ExampleFile> files)
    {
        foreach (var file in files)
            scenario.Write(file.Name == ExampleFile.Live ? $".sandbox/{file.Name}" : file.Name, System.Text.Encoding.UTF8.GetString(file.ToBytes()));
    }

    private static IEnumerable<string> Codes(string text) => Regex.Matches(text, "RC[0-9]{3}").Select(m => m.Value).Distinct();

    // Wrapped and padded lines as one.
    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ");
}
