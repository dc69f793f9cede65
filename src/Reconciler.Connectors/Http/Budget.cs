using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Http;

/// <summary>
/// Everything that goes to one target under its limits: what is known of the quota keeps us below it, what the service says near it slows us down,
/// what it refuses stops us as long as it asks. Reader and writer share it; other targets go on. Safe to share between threads.
/// </summary>
internal sealed class Budget(TimeProvider time)
{
    /// <summary>From this part of a limit on the service says how near it is.</summary>
    private const double Near = 0.8;

    /// <summary>How long everything rests for each tenth of a limit beyond that.</summary>
    private static readonly TimeSpan RestForTenth = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly QuotaWindows _windows = new(Quota.None);
    private readonly SharedPause _pause = new(time);
    private readonly SharedPause _writesPause = new(time);
    private Traffic _traffic;
    private DateTimeOffset _waitedUntil;

    /// <summary>What was sent so far.</summary>
    public Traffic Traffic
    {
        get
        {
            lock (_gate)
                return _traffic;
        }
    }

    /// <summary>From here on these limits are kept.</summary>
    public void Limit(Quota quota)
    {
        lock (_gate)
            _windows.Limit(quota);
    }

    /// <summary>Waits until what costs this much may go out, and takes that from the quota.</summary>
    public async Task WaitAsync(Price price, CancellationToken cancellationToken)
    {
        var from = time.GetUtcNow();
        while (true)
        {
            await _pause.WaitAsync(cancellationToken);
            if (price.Writes > 0)
                await _writesPause.WaitAsync(cancellationToken);
            if (Take(price, from) is not { } left)
                return;
            await Task.Delay(left, time, cancellationToken);
        }
    }

    /// <summary>Says that requests of this price are sent as one.</summary>
    public void Sent(Price price)
    {
        lock (_gate)
            _traffic += new Traffic(price, 1, TimeSpan.Zero);
    }

    /// <summary>Nothing more goes out for so long.</summary>
    public void Rest(TimeSpan pause) => _pause.Extend(pause);

    /// <summary>Learns from an answer: what it really cost, how near a limit is, and whether and for how long to stop.</summary>
    /// <param name="assumed">What was taken for the request.</param>
    public void Heard(WireAnswer answer, Price assumed, TimeSpan longestWish)
    {
        if (answer.Units > 0 && answer.Units != assumed.Units)
        {
            var more = new Price(0, answer.Units - assumed.Units, 0);
            lock (_gate)
            {
                _traffic += new Traffic(more, 0, TimeSpan.Zero);
                _windows.Add(more, time.GetUtcNow());
            }
        }

        if (answer.Status != 429 && answer.Used >= Near)
            _pause.Extend(RestForTenth * (Math.Min(answer.Used, 2) - Near) * 10);
        if (answer is { Status: 429, RetryAfter: { } wish })
            (answer.LimitsWrites ? _writesPause : _pause).Extend(wish < longestWish ? wish : longestWish);
    }

    // Null = taken; else how long to wait. What waits beside others is time that passes once.
    private TimeSpan? Take(Price price, DateTimeOffset from)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_windows.TryTake(price, now) is { } wait)
                return wait.Until - now;
            from = from > _waitedUntil ? from : _waitedUntil;
            if (now > from)
                (_traffic, _waitedUntil) = (_traffic with { Waited = _traffic.Waited + (now - from) }, now);
            return null;
        }
    }
}
