using Reconciler.Benchmarks;

// dotnet run -c Release --project tests/Reconciler.Benchmarks -- mappings [PEOPLE]
switch (args)
{
    case ["mappings", .. var rest]:
        return Mappings.Run(rest is [var people] ? int.Parse(people, System.Globalization.CultureInfo.InvariantCulture) : 100_000);
    default:
        Console.Error.WriteLine("benchmarks: mappings [PEOPLE]");
        return 1;
}
