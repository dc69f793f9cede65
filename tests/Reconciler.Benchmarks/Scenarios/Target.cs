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
}
