namespace Reconciler.Connectors.Http;

/// <summary>No more than so many in any span: who comes too early waits for the place that frees next. Safe to share between threads.</summary>
internal sealed class Pace(int count, TimeSpan span, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>How many fit one span.</summary>
    public int Count => count;

    /// <summary>Takes <paramref name="places"/> of them, at most a span full, and waits until they are free.</summary>
    public async Task WaitAsync(int places, CancellationToken cancellationToken)
    {
        var left = Take(Math.Min(places, count)) - time.GetUtcNow();
        if (left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken);
    }

    private DateTimeOffset Take(int places)
    {
        lock (_gate)
        {
            var at = time.GetUtcNow();
            for (var i = 0; i < places; i++)
            {
                if (_taken.Count == count && _taken.Dequeue() + span is var free && free > at)
                    at = free;
                _taken.Enqueue(at);
            }

            return at;
        }
    }
}
