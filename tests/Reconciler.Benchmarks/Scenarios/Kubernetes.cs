using Reconciler.Benchmarks.Estates;
using Reconciler.Benchmarks.Processes;

namespace Reconciler.Benchmarks.Scenarios;

/// <summary>A real organisation: 1,509 people, 766 groups, 3,671 memberships, 8 applications with 3,297 assignments. It lies below <c>RECONCILER_SHARED</c>.</summary>
internal static class Kubernetes
{
    private const string Domain = "k8s.example";
    private const string Of = "1,509 users, 766 groups, 3,671 memberships, 8 applications";

    public static async Task<Result> ApplyAsync(Bench bench, Target target)
    {
        Copy(bench);
        return new Result("kubernetes-apply", Of, bench.Latency, target, await bench.AppliesAsync(Domain, Domain, graph => WriteControl(bench, graph)));
    }

    public static async Task<Result> EmptyAsync(Bench bench, Target target)
    {
        Copy(bench);
        using var server = await ServerProcess.StartAsync(Domain, Domain, bench.State);
        WriteControl(bench, server.Graph);
        Bench.Say("applying");
        Bench.Require(await bench.ProgramAsync("apply", bench.Workspace, "--auto-approve"), 0);
        return new Result("kubernetes-noop", Of, bench.Latency, target, await bench.EmptyPlansAsync(server));
    }

    private static string Source => Environment.GetEnvironmentVariable("RECONCILER_SHARED") is { Length: > 0 } shared
        ? Path.Combine(shared, "data", "kubernetes")
        : throw new InvalidOperationException("RECONCILER_SHARED names no folder: the organisation's files are not in this repository");

    private static void Copy(Bench bench)
    {
        if (Directory.Exists(bench.Workspace))
            Directory.Delete(bench.Workspace, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Source, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(bench.Workspace, Path.GetRelativePath(Source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? bench.Workspace);
            File.Copy(file, copy);
        }

        LiveState.WriteEmpty(bench.State);
    }

    private static void WriteControl(Bench bench, Uri graph)
    {
        const string Credential = "  credential: { type: default }\n";
        var control = File.ReadAllText(Path.Combine(Source, "reconciler.yaml"));
        if (!control.Contains(Credential, StringComparison.Ordinal))
            throw new InvalidOperationException("the control file has no line for the credential");
        File.WriteAllText(Path.Combine(bench.Workspace, "reconciler.yaml"), control.Replace(Credential,
            $"  credential: {{ type: none }}\n  endpoint: {graph}\n  ownership: {{ directoryExtension: {Estate.AppId} }}\n", StringComparison.Ordinal));
    }
}
