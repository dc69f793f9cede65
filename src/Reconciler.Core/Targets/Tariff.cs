using Reconciler.Core.Planning;
using Reconciler.Core.Resources;

namespace Reconciler.Core.Targets;

/// <summary>What operations cost at a target before any is sent, what it allows, and how fast it usually answers.</summary>
public sealed record Tariff
{
    /// <summary>One request, one write; no limit is known.</summary>
    public static Tariff Plain { get; } = new();

    /// <summary>What carrying out an operation takes where nothing goes wrong; its requests follow each other.</summary>
    public Func<Operation, Price> Write { get; init; } = static _ => new Price(1, 0, 1);

    /// <summary>What it takes to look once more at what an operation is about to change.</summary>
    public Func<Operation, Price> Look { get; init; } = static _ => new Price(1, 0, 0);

    /// <summary>What the first look of a run takes beside that.</summary>
    public Price FirstLook { get; init; }

    /// <summary>The limits, by what was read: some depend on how large a tenant is.</summary>
    public Func<Snapshot, Quota> Quota { get; init; } = static _ => Targets.Quota.None;

    /// <summary>How long a request usually takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How much longer an envelope takes for each item beyond its first.</summary>
    public TimeSpan LatencyOfItem { get; init; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>What was really sent to a target.</summary>
/// <param name="Price">Units as the service said, where it did; writes as it is known to meter them.</param>
/// <param name="Envelopes">HTTP requests.</param>
/// <param name="Waited">How long something waited for a limit, ours or the service's; what waited at the same time counts once.</param>
public readonly record struct Traffic(Price Price, int Envelopes, TimeSpan Waited)
{
    public static Traffic operator +(Traffic a, Traffic b) => new(a.Price + b.Price, a.Envelopes + b.Envelopes, a.Waited + b.Waited);

    /// <summary>What came after an earlier state of the same count.</summary>
    public Traffic Since(Traffic earlier) => new(
        new Price(Price.Requests - earlier.Price.Requests, Price.Units - earlier.Price.Units, Price.Writes - earlier.Price.Writes),
        Envelopes - earlier.Envelopes, Waited - earlier.Waited);
}
