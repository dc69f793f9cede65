using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>An answer of an endpoint, whatever it says.</summary>
/// <param name="Next">The next page, where there is one within the endpoint.</param>
public sealed record JsonAnswer(int Status, ReadOnlyMemory<byte> Body, Uri? Next, string RequestId)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>It refuses for now, and did nothing.</summary>
    public bool IsThrottled { get; init; }
}

/// <summary>No whole answer came. <see cref="Sent"/>: the service may have done what was asked.</summary>
public sealed class EndpointException(string message, bool sent, Exception? inner = null) : Exception(message, inner)
{
    public bool Sent { get; } = sent;
}

/// <summary>A service beside the targets that speaks JSON, such as a forge, under the one HTTP policy: one origin, no redirects, bounded answers, only safe repeats.</summary>
public sealed class JsonEndpoint
{
    /// <summary>How often a request that was refused for now goes out again.</summary>
    private const int Repeats = 3;

    private readonly Wire _wire;

    internal JsonEndpoint(Wire wire) => _wire = wire;

    /// <summary>An address below the root.</summary>
    /// <param name="relative">Begins with a slash; its parts are encoded already.</param>
    public Uri At(string relative) => _wire.Origin.At(relative);

    /// <exception cref="EndpointException">No answer, after the repeats of a read.</exception>
    public Task<JsonAnswer> ReadAsync(Uri uri, CancellationToken cancellationToken) => AskAsync(new WireRequest(HttpMethod.Get, uri), isRead: true, cancellationToken);

    /// <summary>A request with an effect: sent again only where the service said that it did nothing.</summary>
    /// <exception cref="EndpointException">No answer.</exception>
    public async Task<JsonAnswer> WriteAsync(HttpMethod method, Uri uri, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken)
    {
        for (var sent = 1; ; sent++)
        {
            var answer = await AskAsync(new WireRequest(method, uri) { Body = body }, isRead: false, cancellationToken);
            if (!answer.IsThrottled || sent > Repeats)
                return answer;
        }
    }

    private async Task<JsonAnswer> AskAsync(WireRequest request, bool isRead, CancellationToken cancellationToken)
    {
        try
        {
            var answer = isRead ? await _wire.ReadAsync(request, cancellationToken) : await _wire.WriteAsync(request, cancellationToken);
            // Forges say 403 with a time to wait where others say 429.
            var isThrottled = answer is { Status: 429 } or { Status: 403, RetryAfter: not null };
            if (isThrottled)
                _wire.PauseFor(answer.RetryAfter ?? TimeSpan.FromSeconds(1));
            return new JsonAnswer(answer.Status, answer.Body, NextOf(answer.Link), answer.RequestId) { IsThrottled = isThrottled };
        }
        catch (WireException e)
        {
            throw new EndpointException(e.Message, e.Sent, e);
        }
    }

    // RFC 8288: <https://…?page=2>; rel="next", <…>; rel="last"
    private Uri? NextOf(string? links)
    {
        foreach (var link in (links ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            if (link.StartsWith('<') && end > 0 && link.AsSpan(end).Contains("rel=\"next\"", StringComparison.Ordinal))
                return _wire.Origin.TryFollow(link[1..end], out var next) ? next : null;
        }

        return null;
    }
}
