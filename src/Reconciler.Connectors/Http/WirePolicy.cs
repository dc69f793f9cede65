namespace Reconciler.Connectors.Http;

/// <summary>The limits of every HTTP call that this room makes.</summary>
internal sealed record WirePolicy
{
    public static WirePolicy Default { get; } = new();

    /// <summary>How long one try may take, body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a safe request is repeated.</summary>
    public int Repeats { get; init; } = 6;

    /// <summary>The first pause of our own, doubled for every repeat; the real one is a random part of it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A longer wish of the service is not waited for here but handed back.</summary>
    public TimeSpan LongestWish { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of one answer.</summary>
    public int LargestBody { get; init; } = 64 << 20;
}
