using Reconciler.Emulator;

namespace Reconciler.Scenarios.Kills;

/// <summary>The real program under the system's signals.</summary>
public sealed class SignalTests
{
    private const int Interrupted = 130;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task TheFirstSignalLetsWritesFinishAndTheReportBeWritten(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        var (run, folder) = await InterruptAsync((program, _) => program.Signal(signal));
        using (folder)
        {
            Assert.Equal(Interrupted, run.ExitCode);
            Assert.Contains("stopping: no more writes are begun", run.Error, StringComparison.Ordinal);
            Assert.Contains("INTERRUPTED", run.Out, StringComparison.Ordinal);
            Assert.NotEmpty(Directory.EnumerateFiles(folder.PathOf(".reconciler/history"), "*Z.json"));
        }
    }

    [Fact]
    public async Task TheSecondSignalEndsAtOnceAndSaysWhatItLeaves()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (run, folder) = await InterruptAsync((program, pause) =>
        {
            program.Signal("INT");
            Thread.Sleep(pause);
            program.Signal("INT");
        });
        using (folder)
        {
            Assert.Equal(Interrupted, run.ExitCode);
            Assert.Contains("ended at once", run.Error, StringComparison.Ordinal);
            Assert.Contains(Path.Combine("w", ".reconciler", "journal"), run.Error, StringComparison.Ordinal);
        }
    }

    // At the first write the signals are sent; the server holds its answer back until they have been heard.
    private static async Task<(Run Run, Scenario Folder)> InterruptAsync(Action<RealProgram, TimeSpan> signal)
    {
        var folder = Scenario.Of();
        await using var server = await KillServer.StartAsync(new EmulatorOptions { Domains = ["contoso.com"], Applications = [new ScimApplicationOptions("entrust")] });
        var workspace = new KilledWorkspace(new Random(1));
        workspace.Change();
        folder.Write("reconciler.yaml", KilledWorkspace.Control(server, "5a9db0a1-0000-4000-8000-000000000001"));
        folder.Write("people.yaml", workspace.People());
        RealProgram? program = null;
        server.Arm(new Trap(1, writesOnly: true, before: true, () =>
        {
            if (program is { } running)
                signal(running, TimeSpan.FromSeconds(1));
            Thread.Sleep(TimeSpan.FromSeconds(1));
        })
        { Answers = true });
        using (program = RealProgram.Start(folder.Folder, "apply", "w", "--auto-approve"))
            return (await program.EndAsync(), folder);
    }
}
