namespace Reconciler.Emulator.Faults;

/// <summary>What was spent in the last so many seconds.</summary>
internal sealed class SlidingWindow(TimeSpan length)
{
    private readonly Queue<(DateTimeOffset At, int Cost)> _costs = new();
    private int _sum;

    public void Add(DateTimeOffset now, int cost)
    {
        _costs.Enqueue((now, cost));
        _sum += cost;
    }

    public int Sum(DateTimeOffset now)
    {
        while (_costs.TryPeek(out var first) && first.At + length <= now)
            _sum -= _costs.Dequeue().Cost;
        return _sum;
    }

    public TimeSpan UntilBelow(int limit, DateTimeOffset now)
    {
        var used = _sum;
        foreach (var (at, cost) in _costs)
        {
            used -= cost;
            if (used < limit)
                return at + length - now;
        }

        return length;
    }
}
