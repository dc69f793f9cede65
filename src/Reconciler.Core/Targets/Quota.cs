using System.Collections.Immutable;

namespace Reconciler.Core.Targets;

/// <summary>At most so much within any span.</summary>
/// <param name="Most">What the service publishes.</param>
public sealed record QuotaLimit(Metered Of, int Most, TimeSpan Span)
{
    /// <summary>What we take of it: the rest is for what is metered otherwise than we think, and for a clock that is not ours.</summary>
    public int Paced => Math.Max(1, (int)(Most * 0.95));
}

/// <summary>The limits under which a target is called.</summary>
public sealed record Quota(ImmutableArray<QuotaLimit> Limits)
{
    /// <summary>Nothing is known.</summary>
    public static Quota None { get; } = new([]);
}

/// <summary>Until when something has to wait, and for which limit.</summary>
public readonly record struct QuotaWait(DateTimeOffset Until, QuotaLimit Limit);

/// <summary>
/// What was taken of a quota in the last spans, and from when on more fits. Pure: it is told the time, and so paces real requests and foretells
/// planned ones alike. Not safe to share between threads.
/// </summary>
public sealed class QuotaWindows
{
    private Window[] _windows = [];

    public QuotaWindows(Quota quota) => Limit(quota);

    /// <summary>From here on these limits hold; what was taken under the same kind of limit before still counts.</summary>
    public void Limit(Quota quota)
    {
        ArgumentNullException.ThrowIfNull(quota);
        _windows = [.. quota.Limits.Select(l => new Window(l, Array.Find(_windows, w => (w.Limit.Of, w.Limit.Span) == (l.Of, l.Span))))];
    }

    /// <summary>Takes the price if it fits now; else nothing is taken, and the answer says when to come again. What fits no span at all goes when nothing else does.</summary>
    public QuotaWait? TryTake(Price price, DateTimeOffset now)
    {
        QuotaWait? longest = null;
        foreach (var window in _windows)
        {
            if (window.Until(price.Of(window.Limit.Of), now) is { } until && !(longest?.Until >= until))
                longest = new QuotaWait(until, window.Limit);
        }

        if (longest is null)
            Add(price, now);
        return longest;
    }

    /// <summary>Adds what was metered beyond what was taken, or less than it.</summary>
    public void Add(Price price, DateTimeOffset now)
    {
        foreach (var window in _windows)
            window.Add(price.Of(window.Limit.Of), now);
    }

    private sealed class Window(QuotaLimit limit, Window? before)
    {
        private readonly Queue<(DateTimeOffset At, int Amount)> _taken = before?._taken ?? new();
        private int _sum = before?._sum ?? 0;

        public QuotaLimit Limit => limit;

        public void Add(int amount, DateTimeOffset at)
        {
            if (amount == 0)
                return;
            _taken.Enqueue((at, amount));
            _sum += amount;
        }

        public DateTimeOffset? Until(int amount, DateTimeOffset now)
        {
            while (_taken.TryPeek(out var first) && first.At + limit.Span <= now)
                _sum -= _taken.Dequeue().Amount;
            if (amount <= 0 || _sum <= 0 || _sum + amount <= limit.Paced)
                return null;
            var left = _sum;
            foreach (var (at, gone) in _taken)
            {
                left -= gone;
                if (left <= 0 || left + amount <= limit.Paced)
                    return at + limit.Span;
            }

            return null;
        }
    }
}
