namespace Reconciler.Emulator.Faults;

/// <summary>What was spent in the last so many seconds.</summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<(DateTimeOffset At, int Cost)> _costs = new();

    public void Add(DateTimeOffset now, int cost) => _costs.Enqueue((now, cost));

    public int Sum(DateTimeOffset now)
    {
        while (_costs.TryPeek(out var first) && first.At + length <= now)
            _costs.Dequeue();
        return _costs.Sum(c => c.Cost);
    }

    public TimeSpan UntilBelow(int limit, DateTimeOffset now)
    {
        var used = _costs.Sum(c => c.Cost);
        foreach (var (at, cost) in _costs)
        {
            used -= cost;
            if (used < limit)
                return at + length - now;
        }

        return length;
    }
}
