namespace Reconciler.Connectors.Tests.Faults;

/// <summary>
/// A clock on which every wait is over at once, and no time limit ever passes until a test says so: what is to last an hour or more is a limit.
/// </summary>
internal sealed class FaultClock : TimeProvider
{
    public static readonly TimeSpan Limit = TimeSpan.FromHours(6);
    private readonly Lock _gate = new();
    private readonly List<Waiting> _limits = [];
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <summary>Lets every time limit pass that runs now.</summary>
    public void PassLimits()
    {
        List<Waiting> passed;
        lock (_gate)
        {
            passed = [.. _limits];
            _limits.Clear();
        }

        foreach (var limit in passed)
            limit.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        if (dueTime < TimeSpan.Zero)
            return timer;
        lock (_gate)
        {
            if (dueTime >= TimeSpan.FromHours(1))
            {
                _limits.Add(timer);
                return timer;
            }

            _now += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return timer;
    }

    private sealed class Waiting(FaultClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (clock._gate)
                clock._limits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
