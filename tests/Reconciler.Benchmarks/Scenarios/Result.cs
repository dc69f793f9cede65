namespace Reconciler.Benchmarks.Scenarios;

/// <summary>All rounds of a scenario and what is asked of their medians.</summary>
internal sealed record Result(string Scenario, string Of, int Latency, Target Target, IReadOnlyList<Round> Rounds)
{
    /// <summary>Further figures with what is asked of them.</summary>
    public IReadOnlyList<(string Name, double Figure, double? Asked)> Further { get; init; } = [];

    /// <summary>The middle one of a figure, NaN where no round has it.</summary>
    public double Median(Func<Round, double?> figure)
    {
        double[] sorted = [.. Rounds.Select(figure).OfType<double>().Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
