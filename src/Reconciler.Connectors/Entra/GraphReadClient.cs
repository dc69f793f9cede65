using System.Collections.Immutable;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>The HTTP that planning is given: GET, and <c>$batch</c> of GETs. It takes no method, no body and no writing address, so it cannot write.</summary>
internal sealed class GraphReadClient(Wire wire, Meter meter)
{
    public async Task<WireAnswer> GetAsync(GraphPath path, CancellationToken cancellationToken) =>
        await SendAsync(wire.Origin.At(path.Value), cancellationToken);

    /// <summary>The page behind a link that the service gave; null where the link leaves the place that our token is for.</summary>
    public async Task<WireAnswer?> FollowAsync(string link, CancellationToken cancellationToken) =>
        wire.Origin.TryFollow(link, out var uri) ? await SendAsync(uri, cancellationToken) : null;

    /// <summary>Up to 20 GETs in one envelope, the throttled ones asked again; answers in the order asked.</summary>
    public async Task<ImmutableArray<WireAnswer>> GetAsync(ImmutableArray<GraphPath> paths, CancellationToken cancellationToken)
    {
        if (paths.Length == 1)
            return [await GetAsync(paths[0], cancellationToken)];
        var answers = new WireAnswer?[paths.Length];
        for (var turn = 0; turn < 4; turn++)
        {
            var open = Enumerable.Range(0, paths.Length).Where(i => answers[i] is null or { Status: 429 or 500 or 502 or 503 or 504 }).ToArray();
            if (open.Length == 0)
                break;
            var got = await EnvelopeAsync(paths, open, cancellationToken);
            for (var i = 0; i < open.Length; i++)
                answers[open[i]] = got[i] ?? answers[open[i]];
        }

        return [.. answers.Select(a => a ?? new WireAnswer(502, default, null, "", 0))];
    }

    private async Task<WireAnswer?[]> EnvelopeAsync(ImmutableArray<GraphPath> paths, int[] open, CancellationToken cancellationToken)
    {
        meter.Envelope(open.Length);
        var items = open.Select(i => BatchItem.Of(paths[i])).ToArray();
        var envelope = await wire.ReadAsync(new WireRequest(HttpMethod.Post, wire.Origin.At("/$batch")) { Body = GraphBatch.Write(items) }, cancellationToken);
        if (!envelope.IsSuccess)
            return [.. open.Select(_ => envelope)];
        var answers = GraphBatch.Read(envelope, open.Length, wire.Time.GetUtcNow(), wire.Redaction);
        foreach (var answer in answers.OfType<WireAnswer>())
        {
            meter.Units(answer);
            if (answer is { Status: 429, RetryAfter: { } wish })
                wire.PauseFor(wish);
        }

        return answers;
    }

    private async Task<WireAnswer> SendAsync(Uri uri, CancellationToken cancellationToken)
    {
        meter.Envelope(1);
        var answer = await wire.ReadAsync(new WireRequest(HttpMethod.Get, uri), cancellationToken);
        meter.Units(answer);
        return answer;
    }
}
