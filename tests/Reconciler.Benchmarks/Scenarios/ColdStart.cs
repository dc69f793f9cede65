namespace Reconciler.Benchmarks.Scenarios;

/// <summary>From nothing to an answer, without anybody being asked: <c>--version</c>, and <c>validate</c> on the quickstart.</summary>
internal static class ColdStart
{
    public static async Task<Result[]> RunAsync(Bench bench)
    {
        var quickstart = BenchmarkOptions.Built("Quickstart");
        return
        [
            new Result("cold-start", "--version, beside a program that does nothing", 0, new Target(), await bench.AloneAsync(["--version"], ["nothing"])),
            new Result("cold-start", "validate examples/quickstart, beside a program that parses its files", 0, new Target(),
                await bench.AloneAsync(["validate", quickstart], ["floor", "", quickstart, "http://127.0.0.1"])),
        ];
    }
}
