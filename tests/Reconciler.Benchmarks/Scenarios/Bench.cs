using Reconciler.Benchmarks.Estates;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>A folder with a workspace and the state that the directory begins with; runs the program over it and counts.</summary>
internal sealed class Bench(BenchmarkOptions options, int latency, string folder)
{
    public string Workspace => Path.Combine(folder, "workspace");

    public string State => Path.Combine(folder, "state.jsonl");

    public int Latency => latency;

    public int Runs => options.Runs;

    private string Recorded => Path.Combine(folder, "recorded.jsonl");

    /// <summary>The generated estate in files, and live as it is once applied.</summary>
    public Estate Write(EstateSize size)
    {
        Say($"writing {size}");
        var estate = Generator.Make(size, options.Seed);
        if (Directory.Exists(Workspace))
            Directory.Delete(Workspace, recursive: true);
        Directory.CreateDirectory(Workspace);
        WorkspaceFiles.Write(estate, Workspace);
        LiveState.Write(estate, State);
        return estate;
    }

    /// <summary>Plans that find nothing to do, each beside its floor.</summary>
    public async Task<List<Round>> EmptyPlansAsync(ServerProcess server)
    {
        await server.BeginAsync(Latency);
        await server.RecordAsync();
        Say("recording");
        Require(await ProgramAsync("plan", Workspace, "--detailed-exitcode"), 0);
        await server.RecordedAsync(Recorded);
        var rounds = new List<Round>();
        for (var run = 0; run < Runs; run++)
        {
            var round = await RoundAsync(server, 0, "plan", Workspace, "--detailed-exitcode");
            rounds.Add(await BesideFloorAsync(server, round, run));
        }

        return rounds;
    }

    /// <summary>Applies, each to a tenant of its own that begins with the state, each beside its floor.</summary>
    public async Task<List<Round>> AppliesAsync(string tenant, string domain, Action<Uri> writeControl)
    {
        Say("recording");
        using (var server = await ServerProcess.StartAsync(tenant, domain, State))
        {
            writeControl(server.Graph);
            await server.RecordAsync();
            Require(await ProgramAsync("apply", Workspace, "--auto-approve"), 0);
            await server.RecordedAsync(Recorded);
        }

        var rounds = new List<Round>();
        for (var run = 0; run < Runs; run++)
        {
            Round round;
            using (var server = await ServerProcess.StartAsync(tenant, domain, State))
            {
                writeControl(server.Graph);
                round = await RoundAsync(server, 0, "apply", Workspace, "--auto-approve");
            }

            using (var server = await ServerProcess.StartAsync(tenant, domain, State))
                rounds.Add(await BesideFloorAsync(server, round, run));
        }

        return rounds;
    }

    private async Task<Round> BesideFloorAsync(ServerProcess server, Round round, int run)
    {
        await server.BeginAsync(Latency);
        var floor = await Measured.RunAsync(Own.Start("floor", Recorded, Workspace, server.Root.ToString()));
        Require(floor, 0);
        Say($"run {run + 1}: {round.Ours.Wall.TotalSeconds:0.00} s, floor {floor.Wall.TotalSeconds:0.00} s · {floor.Out.Trim()}");
        return round with { Floor = floor };
    }

    /// <summary>One run of the program, counted by the emulator.</summary>
    public async Task<Round> RoundAsync(ServerProcess server, int expected, params string[] args)
    {
        await server.BeginAsync(Latency);
        var before = server.Cpu;
        var ours = await ProgramAsync(args);
        Require(ours, expected);
        return new Round(ours, null, await server.CountedAsync(), server.Cpu - before);
    }

    /// <summary>Runs of a program that asks nobody.</summary>
    public async Task<List<Round>> AloneAsync(string[] args, string[] floor)
    {
        var rounds = new List<Round>();
        for (var run = 0; run < Runs; run++)
        {
            var (ours, least) = (await Measured.RunAsync(Own.Of(options.Program, args)), await Measured.RunAsync(Own.Start(floor)));
            Require(ours, 0);
            Require(least, 0);
            rounds.Add(new Round(ours, least, null, TimeSpan.Zero));
        }

        return rounds;
    }

    /// <summary>The same with what earlier runs left, beside the program that only loads the files.</summary>
    public async Task<Round> AgainAsync(ServerProcess server, int expected, params string[] args)
    {
        var loading = await RunAsync("validate", Workspace);
        Require(loading, 0);
        await server.BeginAsync(Latency);
        var before = server.Cpu;
        var ours = await RunAsync(args);
        Require(ours, expected);
        return new Round(ours, loading, await server.CountedAsync(), server.Cpu - before);
    }

    public Task<Measured> ProgramAsync(params string[] args)
    {
        // What an earlier run left would be another scenario.
        var left = Path.Combine(Workspace, ".reconciler");
        if (Directory.Exists(left))
            Directory.Delete(left, recursive: true);
        return RunAsync(args);
    }

    private Task<Measured> RunAsync(params string[] args) => Measured.RunAsync(Own.Of(options.Program, args));

    public static void Say(string what) => Console.Error.WriteLine($"  {what}");

    private static string Beginning(string text) => string.Join('\n', text.Split('\n').Take(20));

    public static void Require(Measured run, int exitCode)
    {
        if (run.ExitCode != exitCode)
            throw new InvalidOperationException($"ended with {run.ExitCode} where {exitCode} was expected\n{Beginning(run.Error)}\n{Beginning(run.Out)}");
    }
}
