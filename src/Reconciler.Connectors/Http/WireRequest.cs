using System.Collections.Immutable;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>One HTTP request. The text form shows neither query nor body.</summary>
internal sealed record WireRequest(HttpMethod Method, Uri Uri)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? Prefer { get; init; }

    public string? IfMatch { get; init; }

    /// <summary>A read that is asked once whatever the answer, because nobody waits for it. Writes always are.</summary>
    public bool Once { get; init; }

    /// <summary>What it takes of the target's quota; of an envelope, what all its items do.</summary>
    public Price Price { get; init; } = new(1, 0, 0);

    /// <summary>Known limits that it counts against.</summary>
    public ImmutableArray<Pace> Paces { get; init; } = [];

    public override string ToString() => $"{Method} {Uri.AbsolutePath}";
}

/// <summary>One HTTP answer, its body read to the end.</summary>
/// <param name="RequestId">The service's id of the request, else ours: what its support asks for.</param>
/// <param name="Units">Resource units as the service metered them; 0 = not said.</param>
internal sealed record WireAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, string RequestId, int Units)
{
    /// <summary>Where a created object lives, or where a redirect would lead.</summary>
    public string? Location { get; init; }

    /// <summary>Why a 401 refused: the header WWW-Authenticate.</summary>
    public string? Challenge { get; init; }

    /// <summary>Where further pages are: the header Link.</summary>
    public string? Link { get; init; }

    /// <summary>Which part of a limit is used up, from 0.8 on; 0 = not said.</summary>
    public double Used { get; init; }

    /// <summary>Of a 429: only writes are limited.</summary>
    public bool LimitsWrites { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public override string ToString() => $"{Status} (request {RequestId})";
}
