using Reconciler.Benchmarks.Scenarios;

namespace Reconciler.Benchmarks;

/// <summary>Scenarios one after the other, each in a folder of its own that is removed afterwards.</summary>
internal static class Session
{
    public static async Task<int> RunAsync(string[] names, BenchmarkOptions options)
    {
        foreach (var name in names)
        {
            var folder = options.Keep is { } kept ? Path.Combine(kept, name) : Directory.CreateTempSubdirectory("reconciler-benchmark-").FullName;
            Directory.CreateDirectory(folder);
            Bench.Say(name);
            try
            {
                Console.WriteLine(Table.Of(await Catalogue.All[name](new Bench(options, folder), options)));
            }
            finally
            {
                if (options.Keep is null)
                    Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }
}
