using System.Globalization;
using Reconciler.Benchmarks;
using Reconciler.Benchmarks.Floors;
using Reconciler.Benchmarks.Processes;
using Reconciler.Benchmarks.Scenarios;

// dotnet run -c Release --project tests/Reconciler.Benchmarks -- SCENARIO|all [--users N] [--latency MS[,MS]] [--runs N]
switch (args)
{
    case ["serve", var tenant, var domain, var state]:
        return await Server.RunAsync(tenant, domain, state);
    case ["floor", var recorded, var folder, var address]:
        return await Floor.RunAsync(recorded, folder, new Uri(address));
    case ["nothing"]:
        return 0;
    case ["mappings", .. var rest] when rest is [] or [_]:
        return Mappings.Run(rest is [var people] ? int.Parse(people, CultureInfo.InvariantCulture) : 100_000);
    case [var name, .. var rest] when (name == "all" || Catalogue.All.ContainsKey(name)) && BenchmarkOptions.Parse(rest) is { } options:
        return await Session.RunAsync(name == "all" ? Catalogue.All.Keys : [name], options) + (name == "all" ? Mappings.Run(100_000) : 0);
    default:
        Console.Error.WriteLine($"benchmarks: {string.Join(" | ", Catalogue.All.Keys)} | all  [--users N] [--latency MS[,MS]] [--runs N] [--seed N] [--program FILE] [--keep FOLDER]\n            mappings [PEOPLE]");
        return 1;
}
