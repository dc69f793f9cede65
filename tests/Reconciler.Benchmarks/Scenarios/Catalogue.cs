using Reconciler.Benchmarks.Estates;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>The scenarios by name, and what is asked of each.</summary>
internal static class Catalogue
{
    private static readonly EstateSize Growing = EstateSize.Tenant(10_000) with { Growing = 500, Joining = 100 };

    public static IReadOnlyDictionary<string, Func<Bench, BenchmarkOptions, Task<Result[]>>> All { get; } = new Dictionary<string, Func<Bench, BenchmarkOptions, Task<Result[]>>>(StringComparer.Ordinal)
    {
        ["cold-start"] = (bench, _) => ColdStart.RunAsync(bench),
        ["small-noop"] = async (bench, _) => [await EmptyAsync("small-noop", bench, EstateSize.Small, new Target { Wall = 0.5, Peak = 120, Envelopes = 12 })],
        ["small-apply"] = async (bench, _) => [await ApplyAsync("small-apply", bench, EstateSize.Small, isNew: true, new Target { Wall = 2, Envelopes = 130, FloorWrites = 1050, FloorEnvelopes = 53 })],
        ["kubernetes-noop"] = async (bench, _) => [await Kubernetes.EmptyAsync(bench, new Target { Envelopes = 25, Operations = 60 })],
        ["kubernetes-apply"] = async (bench, _) => [await Kubernetes.ApplyAsync(bench, new Target { Envelopes = 350 })],
        ["members-50k"] = async (bench, _) => [await ApplyAsync("members-50k", bench, Growing, isNew: false, new Target { Writes = 2_600, FloorWrites = 2_500, FloorEnvelopes = 125 })],
        ["tenant-noop"] = async (bench, options) => [await EmptyAsync("tenant-noop", bench, EstateSize.Tenant(options.Users ?? 100_000), Tenant(options.Users ?? 100_000))],
        ["tenant-delta"] = async (bench, options) => [await TenantDelta.RunAsync(bench, EstateSize.Tenant(options.Users ?? 100_000))],
        ["million-noop"] = (bench, options) => MillionAsync(bench, options.Users ?? 1_000_000),
    };

    // What is asked is asked of one size; the ratio holds for all.
    private static Target Tenant(int users) => users == 100_000 ? new Target { Wall = 10, Peak = 1024, Ratio = 3 } : new Target { Ratio = 3 };

    private static async Task<Result> EmptyAsync(string name, Bench bench, EstateSize size, Target target)
    {
        var estate = bench.Write(size);
        using var server = await ServerProcess.StartAsync(Estate.Tenant, Estate.Domain, bench.State);
        WorkspaceFiles.WriteControl(estate, bench.Workspace, server.Graph);
        return new Result(name, size.ToString(), bench.Latency, target, await bench.EmptyPlansAsync(server));
    }

    private static async Task<Result> ApplyAsync(string name, Bench bench, EstateSize size, bool isNew, Target target)
    {
        var estate = bench.Write(size);
        if (isNew)
            LiveState.WriteEmpty(bench.State);
        return new Result(name, size.ToString(), bench.Latency, target,
            await bench.AppliesAsync(Estate.Tenant, Estate.Domain, graph => WorkspaceFiles.WriteControl(estate, bench.Workspace, graph)));
    }

    // Objects and links: what a plan reads, compares and tells.
    private static async Task<Result[]> MillionAsync(Bench bench, int users)
    {
        var tenth = await EmptyAsync("a tenth of million-noop", bench, EstateSize.Tenant(users / 10), Tenant(users / 10));
        var whole = await EmptyAsync("million-noop", bench, EstateSize.Tenant(users), Tenant(users));
        double Times(Func<Round, double?> figure) => whole.Median(figure) / tenth.Median(figure) / 10;
        return
        [
            tenth,
            whole with
            {
                Further =
                [
                    ("wall per object against a tenth", Times(r => r.Ours.Wall.TotalSeconds), 1.3),
                    ("CPU per object against a tenth", Times(r => r.Ours.Cpu.TotalSeconds), 1.3),
                    ("peak RSS per object against a tenth", Times(r => r.Ours.Peak), null),
                ],
            },
        ];
    }
}
