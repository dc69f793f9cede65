namespace Reconciler.Benchmarks.Scenarios;

/// <summary>All rounds of a scenario and what is asked of their medians.</summary>
internal sealed record Result(string Scenario, string Of, int Latency, Target Target, IReadOnlyList<Round> Rounds)
{
    public double Median(Func<Round, double?> figure)
    {
        var sorted = Rounds.Select(figure).OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
