using System.Diagnostics;
using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>A run that dies at any moment has a report, a history that was tampered with says so, and what was done is found again.</summary>
public sealed class HistoryTests
{
    [UnixFact]
    public async Task A_run_killed_at_any_line_of_its_journal_gets_a_report_and_the_next_apply_finishes()
    {
        using var scenario = Scenario.Example("quickstart");
        await scenario.PlanAsync();
        var journal = Path.Combine(scenario.Sandbox, "journal");
        var (copies, seen) = (Path.Combine(scenario.Folder, "copies"), new HashSet<long>());
        Directory.CreateDirectory(copies);
        scenario.Time.OnLook = () =>
        {
            lock (seen)
            {
                var length = Directory.Exists(journal) ? new DirectoryInfo(journal).EnumerateFiles("*.jsonl").Sum(f => f.Length) : 0;
                if (length > 0 && seen.Add(length))
                    Copy(scenario.Sandbox, Path.Combine(copies, $"{seen.Count:00}"));
            }
        };
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        scenario.Time.OnLook = null;
        Assert.True(seen.Count > 4);
        Assert.Empty(Directory.EnumerateFiles(journal));

        foreach (var copy in Directory.EnumerateDirectories(copies).Order(StringComparer.Ordinal))
        {
            Directory.Delete(scenario.Sandbox, recursive: true);
            Copy(copy, scenario.Sandbox);
            var found = await scenario.RunAsync("report", "search", "w", "--sandbox");
            Assert.Equal(0, found.ExitCode);
            Assert.Contains("had died without a report", found.Error, StringComparison.Ordinal);
            var report = DocumentJson.ReadReport(scenario.Report(Assert.Single(scenario.Reports)));
            Assert.Equal(RunResult.Interrupted, report.Result);
            var counts = report.Counts;
            Assert.Equal(report.Planned.Operations, counts.Applied + counts.AlreadyDone + counts.Conflict + counts.Failed + counts.Unknown + counts.Skipped + counts.NotAttempted);

            // The same death, and an apply first: what nobody heard of is settled by its plan.
            Directory.Delete(scenario.Sandbox, recursive: true);
            Copy(copy, scenario.Sandbox);
            scenario.Time.Instant = scenario.Time.Instant.AddMinutes(1);
            var next = await scenario.ApplyAsync();
            Assert.True(next.ExitCode == 0, copy + next.Out + next.Error);
            Assert.Equal(2, scenario.Reports.Length);
            report = DocumentJson.ReadReport(scenario.Report(scenario.Reports[0]));
            Assert.True(report.Counts.Unknown == 0 && report.Operations.All(o => o.Outcome != "unknown"), $"{copy}: {report.Counts}");
            Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
            Assert.Equal(0, (await scenario.RunAsync("report", "verify", "w", "--sandbox")).ExitCode);
            Assert.Empty(Directory.EnumerateFiles(journal));
        }
    }

    [Fact]
    public async Task A_history_says_what_was_done_to_it()
    {
        using var scenario = await ThreeRunsAsync();
        Assert.Equal(0, (await VerifyAsync(scenario)).ExitCode);
        var values = Cli.Files.HistoryFolder.ValuesOf(scenario.Reports[1]);
        var text = File.ReadAllText(values);
        File.WriteAllText(values, text.Replace("Head of Trade", "Head of Fools", StringComparison.Ordinal));
        var altered = await VerifyAsync(scenario);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("ALTERED", altered.Out, StringComparison.Ordinal);

        File.Delete(values);
        var removed = await VerifyAsync(scenario);
        Assert.Equal(0, removed.ExitCode);
        Assert.Contains("values removed", removed.Out, StringComparison.Ordinal);
        Assert.Contains("(removed)", (await scenario.RunAsync("show", scenario.Reports[1], "--format", "json")).Out, StringComparison.Ordinal);

        var middle = scenario.Reports[1];
        File.WriteAllText(middle, File.ReadAllText(middle).Replace("\"attempts\":1", "\"attempts\":2", StringComparison.Ordinal));
        Assert.Contains("\"Altered\"", (await VerifyAsync(scenario, "--format", "json")).Out, StringComparison.Ordinal);
        File.Delete(middle);
        var missing = await VerifyAsync(scenario);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("MISSING", missing.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_on_disk_of_people_stands_beside_the_record_alone()
    {
        using var scenario = await ThreeRunsAsync();
        Assert.All(scenario.Reports, r => Assert.DoesNotContain("ada.lovelace", File.ReadAllText(r), StringComparison.Ordinal));
        Assert.Contains("ada.lovelace", File.ReadAllText(Cli.Files.HistoryFolder.ValuesOf(scenario.Reports[0])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--user ada.lovelace", "ada.lovelace")]
    [InlineData("--user mary.shelley@contoso.com", "jobTitle: Head of Trade → Chief people.yaml:63 Emeritus")]
    [InlineData("--user ADA.LOVELACE@CONTOSO.COM --action create", "create")]
    [InlineData("--application directory --action update --since 2026-11-22", "Head of Trade")]
    [InlineData("--run 2026-11-22 --result applied", "jobTitle: Head of Sales → Head people.yaml:63 of Trade")]
    [InlineData("--since 1h", "Emeritus")]
    [InlineData("--result failed", "nothing found · looked in 3 reports of")]
    [InlineData("--until 2026-11-20", "nothing found · looked in 3 reports of")]
    [InlineData("--user nobody", "nothing found · looked in 3 reports of")]
    public async Task A_search_finds_by_each_criterion(string criteria, string found)
    {
        using var scenario = await ThreeRunsAsync();
        var run = await scenario.RunAsync(["report", "search", "w", "--sandbox", .. criteria.Split(' ')]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(found, string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_a_table_a_document_and_a_page()
    {
        using var scenario = await ThreeRunsAsync();
        string[] search = ["report", "search", "w", "--sandbox", "--user", "mary.shelley", "--format"];
        var text = "";
        foreach (var format in new[] { "table", "json", "csv", "markdown" })
            text += $"# {format}\n{ExampleStages.Steady(scenario, (await scenario.RunAsync([.. search, format])).Out.ReplaceLineEndings("\n"))}\n";
        text = System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{16}", "################");
        Golden.Matches("quickstart/search.txt", text);
    }

    [Fact]
    public async Task The_tables_of_a_report_are_written_into_a_folder()
    {
        using var scenario = await ThreeRunsAsync();
        Assert.Equal(0, (await scenario.RunAsync("show", scenario.Reports[1], "--format", "csv", "--out", "tables")).ExitCode);
        Assert.Equal(["attributes.csv", "operations.csv", "steps.csv"], Directory.EnumerateFiles(Path.Combine(scenario.Folder, "tables")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("jobTitle,Head of Sales,Head of Trade", File.ReadAllText(Path.Combine(scenario.Folder, "tables", "attributes.csv")), StringComparison.Ordinal);
        Assert.StartsWith("run,operation,", (await scenario.RunAsync("show", scenario.Reports[1], "--format", "csv")).Out, StringComparison.Ordinal);
    }

    private static async Task<Scenario> ThreeRunsAsync()
    {
        var scenario = Scenario.Example("quickstart");
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        foreach (var (old, now) in new[] { ("Head of Sales", "Head of Trade"), ("Head of Trade", "Chief Emeritus") })
        {
            scenario.Time.Instant = scenario.Time.Instant.AddDays(1);
            scenario.Edit("people.yaml", $"jobTitle: {old}", $"jobTitle: {now}");
            var run = await scenario.ApplyAsync();
            Assert.True(run.ExitCode == 0, run.Out + run.Error);
        }

        return scenario;
    }

    private static Task<Run> VerifyAsync(Scenario scenario, params string[] more) => scenario.RunAsync(["report", "verify", "w", "--sandbox", .. more]);

    private static void Copy(string from, string to)
    {
        using var process = Process.Start("cp", ["-a", from, to]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test that copies files which a run holds open, as only a system without mandatory locks lets it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "files that another process holds cannot be copied here";
    }
}
