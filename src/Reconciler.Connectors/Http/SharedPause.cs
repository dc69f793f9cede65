namespace Reconciler.Connectors.Http;

/// <summary>One "paused until" for everything that shares a throttling scope: one 429 stops all, because calls made while throttled still count.</summary>
internal sealed class SharedPause(TimeProvider time)
{
    private long _untilTicks;

    public void Extend(TimeSpan pause)
    {
        var until = (time.GetUtcNow() + pause).UtcTicks;
        var known = Interlocked.Read(ref _untilTicks);
        while (until > known)
        {
            var seen = Interlocked.CompareExchange(ref _untilTicks, until, known);
            if (seen == known)
                return;
            known = seen;
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var left = Interlocked.Read(ref _untilTicks) - time.GetUtcNow().UtcTicks;
            if (left <= 0)
                return;
            await Task.Delay(TimeSpan.FromTicks(left), time, cancellationToken);
        }
    }
}
