using Reconciler.Benchmarks.Estates;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>The scenarios by name.</summary>
internal static class Catalogue
{
    public static IReadOnlyDictionary<string, Func<Bench, BenchmarkOptions, Task<Result>>> All { get; } = new Dictionary<string, Func<Bench, BenchmarkOptions, Task<Result>>>(StringComparer.Ordinal)
    {
        ["small-noop"] = (bench, _) => EmptyAsync("small-noop", bench, EstateSize.Small, new Target { Wall = 0.5, Peak = 120, Envelopes = 12 }),
        ["small-apply"] = (bench, _) => FirstApplyAsync("small-apply", bench, EstateSize.Small, new Target { Wall = 2, Envelopes = 130 }),
        ["kubernetes-noop"] = (bench, _) => Kubernetes.EmptyAsync(bench, new Target { Envelopes = 25, Operations = 60 }),
        ["kubernetes-apply"] = (bench, _) => Kubernetes.ApplyAsync(bench, new Target { Envelopes = 350 }),
        ["tenant-noop"] = (bench, options) => EmptyAsync("tenant-noop", bench, EstateSize.Tenant(options.Users ?? 100_000), new Target { Wall = 10, Peak = 1024, Ratio = 3 }),
    };

    private static async Task<Result> FirstApplyAsync(string name, Bench bench, EstateSize size, Target target)
    {
        var estate = bench.Write(size);
        LiveState.WriteEmpty(bench.State);
        return new Result(name, size.ToString(), bench.Latency, target,
            await bench.AppliesAsync(Estate.Tenant, Estate.Domain, graph => WorkspaceFiles.WriteControl(estate, bench.Workspace, graph)));
    }

    private static async Task<Result> EmptyAsync(string name, Bench bench, EstateSize size, Target target)
    {
        var estate = bench.Write(size);
        using var server = await ServerProcess.StartAsync(Estate.Tenant, Estate.Domain, bench.State);
        WorkspaceFiles.WriteControl(estate, bench.Workspace, server.Graph);
        return new Result(name, size.ToString(), bench.Latency, target, await bench.EmptyPlansAsync(server));
    }
}
