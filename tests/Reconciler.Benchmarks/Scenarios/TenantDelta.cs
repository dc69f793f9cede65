using Reconciler.Benchmarks.Estates;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>A plan after a hundred people changed, with what an earlier plan kept. Its floor is the program that only loads the files.</summary>
internal static class TenantDelta
{
    private const int Changed = 100;
    private const int HasChanges = 2;

    public static async Task<Result> RunAsync(Bench bench, EstateSize size)
    {
        var estate = bench.Write(size);
        using var server = await ServerProcess.StartAsync(Estate.Tenant, Estate.Domain, bench.State);
        WorkspaceFiles.WriteControl(estate, bench.Workspace, server.Graph);
        Bench.Say("a plan that keeps what it read");
        Bench.Require(await bench.ProgramAsync("plan", bench.Workspace, "--detailed-exitcode"), 0);
        foreach (var person in estate.People.Where(p => !p.IsGuest).Take(Changed))
            await server.ChangeAsync(person.Id, $$"""{"displayName":"{{person.Key}}, renamed"}""");
        var rounds = new List<Round>();
        for (var run = 0; run < bench.Runs; run++)
        {
            var round = await bench.AgainAsync(server, HasChanges, "plan", bench.Workspace, "--detailed-exitcode");
            Bench.Say($"run {run + 1}: {round.Ours.Wall.TotalSeconds:0.00} s, loading alone {round.Floor?.Wall.TotalSeconds:0.00} s");
            rounds.Add(round);
        }

        var result = new Result("tenant-delta", size.ToString(), bench.Latency, new Target(), rounds);
        return result with { Further = [("seconds beyond loading", result.Median(r => r.Ours.Wall.TotalSeconds - r.Floor?.Wall.TotalSeconds), 1)] };
    }
}
