using Reconciler.Benchmarks.Scenarios;

namespace Reconciler.Benchmarks;

/// <summary>Scenarios one after the other, each in a folder of its own that is removed afterwards.</summary>
internal static class Session
{
    /// <summary>1 where a scenario did not run to its end; a figure that is not met is no failure, it stands in the table.</summary>
    public static async Task<int> RunAsync(IEnumerable<string> names, BenchmarkOptions options)
    {
        var failed = 0;
        foreach (var name in names)
        {
            foreach (var latency in options.Latencies)
                failed += await OneAsync(name, latency, options) ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> OneAsync(string name, int latency, BenchmarkOptions options)
    {
        var folder = options.Keep is { } kept ? Path.Combine(kept, name) : Directory.CreateTempSubdirectory("reconciler-benchmark-").FullName;
        Directory.CreateDirectory(folder);
        Bench.Say(name);
        try
        {
            foreach (var result in await Catalogue.All[name](new Bench(options, latency, folder), options))
                Console.WriteLine(Table.Of(result));
            return true;
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"{name}: {e.Message}");
            return false;
        }
        finally
        {
            if (options.Keep is null)
                Directory.Delete(folder, recursive: true);
        }
    }
}
