using System.Text.Json;
using Reconciler.Core.Reporting;

namespace Reconciler.Scenarios;

/// <summary>What stops writes from outside: locks of other runs, and the freeze.</summary>
public sealed class StopTests
{
    private const int Error = 1;
    private const int Locked = 6;

    [Fact]
    public async Task ALockOfAnotherMachineStandsUntilItIsBrokenById()
    {
        using var scenario = Scenario.Example("quickstart");
        Hold(scenario, "3f9c2a71", "another-machine");

        var refused = await scenario.ApplyAsync();

        Assert.Equal(Locked, refused.ExitCode);
        Assert.Contains("directory is locked by apply of ada on another-machine since 2026-11-21 01:00 UTC (id 3f9c2a71)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("reconciler unlock --id 3f9c2a71", refused.Error, StringComparison.Ordinal);
        AssertNothingWritten(scenario);
        Assert.Contains("3f9c2a71", (await scenario.RunAsync("unlock", "w", "--sandbox")).Out, StringComparison.Ordinal);
        Assert.Equal(Error, (await scenario.RunAsync("unlock", "w", "--sandbox", "--id", "00000000")).ExitCode);
        Assert.Equal(Locked, (await scenario.ApplyAsync()).ExitCode);

        Assert.Equal(0, (await scenario.RunAsync("unlock", "w", "--sandbox", "--id", "3f9c2a71")).ExitCode);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.Contains("No target is locked.", (await scenario.RunAsync("unlock", "w", "--sandbox")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALockThatADeadRunOfThisMachineLeftIsTakenOver()
    {
        using var scenario = Scenario.Example("quickstart");
        Hold(scenario, "3f9c2a71", Environment.MachineName);

        var run = await scenario.ApplyAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ended without letting go of directory", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARecordThatCannotBeReadIsLocked()
    {
        using var scenario = Scenario.Example("quickstart");
        Directory.CreateDirectory(Path.Combine(scenario.Sandbox, "locks"));
        await File.WriteAllTextAsync(Path.Combine(scenario.Sandbox, "locks", "directory.json"), "{ half");

        Assert.Equal(Locked, (await scenario.ApplyAsync()).ExitCode);
        AssertNothingWritten(scenario);
    }

    [Fact]
    public async Task AFreezeStopsApplyAndNotPlan()
    {
        using var scenario = Scenario.Example("quickstart");
        Assert.Equal(Error, (await scenario.RunAsync("freeze", "w", "--sandbox")).ExitCode);
        Assert.Equal(0, (await scenario.RunAsync("freeze", "w", "--sandbox", "--reason", "INC-42 wrong HR feed")).ExitCode);

        var refused = await scenario.ApplyAsync();

        Assert.Equal(Locked, refused.ExitCode);
        Assert.Contains("INC-42 wrong HR feed", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing has been written", refused.Error, StringComparison.Ordinal);
        AssertNothingWritten(scenario);
        Assert.Equal(0, (await scenario.PlanAsync()).ExitCode);
        Assert.Contains("Writes go on.", (await scenario.RunAsync("freeze", "w", "--sandbox", "--lift")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
    }

    [Fact]
    public async Task AFreezeInTheEnvironmentWorksWhereNoStateIsKept()
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.Variables["RECONCILER_FREEZE"] = "INC-42";

        Assert.Equal(Locked, (await scenario.ApplyAsync()).ExitCode);
    }

    [Fact]
    public async Task AFileThatCannotBeReadFreezes()
    {
        using var scenario = Scenario.Example("quickstart");
        Directory.CreateDirectory(scenario.Sandbox);
        await File.WriteAllTextAsync(Path.Combine(scenario.Sandbox, "freeze.json"), "");

        Assert.Equal(Locked, (await scenario.ApplyAsync()).ExitCode);
    }

    [Theory]
    [InlineData("freeze.json", """{"reason":"INC-42","who":"ada","since":"2026-11-21T02:00:00+00:00"}""", "INC-42")]
    [InlineData("locks/directory.json", null, "was broken by unlock")]
    public async Task ARunUnderWayStopsBeforeItsNextWrite(string file, string? content, string why)
    {
        using var scenario = Scenario.Example("quickstart");
        scenario.WhileWriting = _ =>
        {
            if (content is null)
                File.Delete(Path.Combine(scenario.Sandbox, file));
            else
                File.WriteAllText(Path.Combine(scenario.Sandbox, file), content);
        };

        var run = await scenario.ApplyAsync();

        Assert.Equal(Locked, run.ExitCode);
        Assert.Contains("STOPPED from outside", run.Out, StringComparison.Ordinal);
        Assert.Contains(why, run.Out, StringComparison.Ordinal);
        var report = DocumentJson.ReadReport(scenario.Report(Assert.Single(scenario.Reports)));
        Assert.Equal(RunResult.Stopped, report.Result);
        Assert.True(report.Counts.NotAttempted > 0 && report.Counts.Applied > 0);
        scenario.WhileWriting = null;
        File.Delete(Path.Combine(scenario.Sandbox, "freeze.json"));
        Assert.Equal(0, (await scenario.ApplyAsync()).ExitCode);
        Assert.Equal(0, (await scenario.PlanAsync("--detailed-exitcode")).ExitCode);
    }

    private static void AssertNothingWritten(Scenario scenario) =>
        Assert.DoesNotContain(File.Exists(scenario.WireLog) ? WireLines.Read(scenario.WireLog) : [], l => WireLines.Writes(l.Method, l.Path));

    private static void Hold(Scenario scenario, string id, string machine)
    {
        Directory.CreateDirectory(Path.Combine(scenario.Sandbox, "locks"));
        File.WriteAllText(Path.Combine(scenario.Sandbox, "locks", "directory.json"), JsonSerializer.Serialize(new
        {
            id,
            purpose = "apply",
            who = "ada",
            machine,
            process = 4711,
            since = "2026-11-21T01:00:00+00:00",
            target = "directory",
        }));
    }
}
