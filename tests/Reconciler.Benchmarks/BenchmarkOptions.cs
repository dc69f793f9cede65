using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Reconciler.Benchmarks;

/// <summary>What the command line says.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>How many people; null leaves it to the scenario.</summary>
    public int? Users { get; private init; }

    /// <summary>How long every answer is held back, in milliseconds; each is measured by itself.</summary>
    public ImmutableArray<int> Latencies { get; private init; } = [0];

    public int Runs { get; private init; } = 3;

    public int Seed { get; private init; } = 1;

    /// <summary>What is measured: the program built with this one, or a published one.</summary>
    public string Program { get; private init; } = Built("Program");

    /// <summary>Folder that keeps the estates; null puts them in a temporary one that is removed.</summary>
    public string? Keep { get; private init; }

    /// <summary>A place that the build knows: what it made, and where it took it from.</summary>
    public static string Built(string name) =>
        Path.GetFullPath(typeof(BenchmarkOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == name).Value ?? "");

    /// <summary>Null where an option is unknown or lacks its value.</summary>
    public static BenchmarkOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            var (name, value) = (args[i], args[i + 1]);
            var isNumber = int.TryParse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number);
            switch (name)
            {
                case "--users" when isNumber:
                    options = options with { Users = number };
                    break;
                case "--latency" when value.Split(',').All(v => ushort.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
                    options = options with { Latencies = [.. value.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture))] };
                    break;
                case "--runs" when isNumber && number > 0:
                    options = options with { Runs = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--program":
                    options = options with { Program = Path.GetFullPath(value) };
                    break;
                case "--keep":
                    options = options with { Keep = Path.GetFullPath(value) };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
