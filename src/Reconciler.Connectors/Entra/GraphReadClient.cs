using System.Collections.Immutable;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>The HTTP that planning is given: GET, and <c>$batch</c> of GETs. It takes no method, no body and no writing address, so it cannot write.</summary>
internal sealed class GraphReadClient
{
    /// <summary>Envelopes under way at once.</summary>
    public const int Envelopes = 4;

    private readonly Wire _wire;
    private readonly Meter _meter;
    private readonly Lane<GraphPath, WireAnswer> _lane;

    public GraphReadClient(Wire wire, Meter meter, CancellationToken cancellationToken)
    {
        (_wire, _meter) = (wire, meter);
        _lane = new(paths => GetAsync(paths, cancellationToken));
    }

    /// <summary>The shortest time that an answer took so far.</summary>
    public TimeSpan Latency { get; private set; } = TimeSpan.MaxValue;

    /// <summary>A place among those whose requests travel together.</summary>
    public ReadSeat Sit() => new(_lane);

    public async Task<WireAnswer> GetAsync(GraphPath path, CancellationToken cancellationToken)
    {
        _meter.Envelope(1);
        var began = _wire.Time.GetTimestamp();
        var answer = await _wire.ReadAsync(new WireRequest(HttpMethod.Get, _wire.Origin.At(path.Value)) { Price = GraphPrices.OfRead(path.Value) }, cancellationToken);
        Took(_wire.Time.GetElapsedTime(began));
        _meter.Units(answer);
        return answer;
    }

    /// <summary>Any number of GETs, up to 20 in an envelope, the throttled ones asked again; answers in the order asked.</summary>
    public async Task<ImmutableArray<WireAnswer>> GetAsync(ImmutableArray<GraphPath> paths, CancellationToken cancellationToken)
    {
        if (paths.Length == 1)
            return [await GetAsync(paths[0], cancellationToken)];
        if (paths.Length <= GraphBatch.Limit)
            return [.. await TogetherAsync([.. paths], cancellationToken)];
        var answers = new WireAnswer[paths.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Envelopes, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(paths.Chunk(GraphBatch.Limit).Index(), options, async (some, token) =>
            (await TogetherAsync(some.Item, token)).CopyTo(answers, some.Index * GraphBatch.Limit));
        return [.. answers];
    }

    /// <summary>The page behind a link that the service gave; null where the link leaves the place that our token is for.</summary>
    public GraphPath? Following(string link) => GraphPath.Following(_wire.Origin, link);

    /// <summary>One envelope, and again what of it did not pass, as long as repeating is allowed.</summary>
    private async Task<WireAnswer[]> TogetherAsync(GraphPath[] paths, CancellationToken cancellationToken)
    {
        var answers = new WireAnswer?[paths.Length];
        for (var turn = 0; ; turn++)
        {
            var open = Enumerable.Range(0, paths.Length).Where(i => answers[i] is not { } answer || Wire.MayPass(answer)).ToArray();
            if (open.Length == 0 || turn > _wire.Policy.Repeats)
                return [.. answers.Select(a => a ?? new WireAnswer(502, default, null, "", 0))];

            // Who was told how long to wait stopped everything by that; the others wait for as long as we think right.
            if (turn > 0 && open.Select(i => answers[i]).Where(a => a is not { Status: 429, RetryAfter: not null }).ToArray() is { Length: > 0 } untold)
                await Task.Delay(_wire.PauseAfter(untold.MaxBy(a => a?.RetryAfter ?? TimeSpan.Zero), turn - 1), _wire.Time, cancellationToken);
            var (got, refused) = await EnvelopeAsync([.. open.Select(i => BatchItem.Of(paths[i]))], cancellationToken);
            if (refused is not null)
                return [.. answers.Select(a => a ?? refused)];
            for (var i = 0; i < open.Length; i++)
                answers[open[i]] = got[i] ?? answers[open[i]];
            if (got.Any(a => a?.RetryAfter > _wire.Policy.LongestWish))
                turn = _wire.Policy.Repeats;
        }
    }

    /// <summary>The items' answers; or, when the envelope itself was refused, that refusal: it has been asked for again already.</summary>
    private async Task<(WireAnswer?[] Answers, WireAnswer? Refused)> EnvelopeAsync(BatchItem[] items, CancellationToken cancellationToken)
    {
        _meter.Envelope(items.Length);
        var began = _wire.Time.GetTimestamp();
        var envelope = await _wire.ReadAsync(GraphBatch.Envelope(_wire.Origin, items), cancellationToken);
        Took(_wire.Time.GetElapsedTime(began));
        if (!envelope.IsSuccess)
            return ([], envelope);
        var answers = GraphBatch.Read(envelope, items.Length, _wire.Time.GetUtcNow(), _wire.Redaction);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is not { } answer)
                continue;
            _meter.Units(answer);
            _wire.Heard(answer, items[i].Price);
        }

        return (answers, null);
    }

    private void Took(TimeSpan time)
    {
        if (time < Latency)
            Latency = time;
    }
}
