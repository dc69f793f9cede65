namespace Reconciler.Benchmarks.Scenarios;

/// <summary>What is asked of a figure at most; null asks nothing.</summary>
internal sealed record Target
{
    /// <summary>Seconds from process start.</summary>
    public double? Wall { get; init; }

    /// <summary>MiB resident at the most.</summary>
    public double? Peak { get; init; }

    /// <summary>Wall against the floor's.</summary>
    public double? Ratio { get; init; }

    public long? Envelopes { get; init; }

    public long? Operations { get; init; }

    public long? Writes { get; init; }

    /// <summary>The fewest envelopes of writes that the work fits into, by arithmetic.</summary>
    public double FloorEnvelopes { get; init; } = double.NaN;

    /// <summary>The fewest writes that the work fits into, by arithmetic.</summary>
    public double FloorWrites { get; init; } = double.NaN;
}
