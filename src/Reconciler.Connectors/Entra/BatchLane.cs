using System.Text.Json;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// Carries the requests of several operations that run side by side: when every one of them waits for an answer, what they ask
/// goes out as one envelope. So an operation of several steps is written as plain code, and steps of many still travel together.
/// </summary>
internal sealed class BatchLane(GraphWriteClient client, int operations, CancellationToken cancellationToken)
{
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private int _running = operations;

    public Task<WireAnswer> GetAsync(GraphPath path) => EnqueueAsync(BatchItem.Of(path), reads: true);

    public Task<WireAnswer> SendAsync(GraphWrite write) => EnqueueAsync(BatchItem.Of(write), reads: false);

    /// <summary>Says that one operation asks nothing more.</summary>
    public void Leave()
    {
        List<Waiting>? batch;
        lock (_gate)
        {
            _running--;
            batch = TakeIfAllWait();
        }

        if (batch is not null)
            _ = FlushAsync(batch);
    }

    private Task<WireAnswer> EnqueueAsync(BatchItem item, bool reads)
    {
        var waiting = new Waiting(item, reads);
        List<Waiting>? batch;
        lock (_gate)
        {
            _waiting.Add(waiting);
            _running--;
            batch = TakeIfAllWait();
        }

        if (batch is not null)
            _ = FlushAsync(batch);
        return waiting.Answer.Task;
    }

    private List<Waiting>? TakeIfAllWait()
    {
        if (_running > 0 || _waiting.Count == 0)
            return null;
        var batch = _waiting;
        _waiting = [];
        _running = batch.Count;
        return batch;
    }

    /// <summary>Every waiting operation gets its answer or the fault; nothing is lost in this task.</summary>
    private async Task FlushAsync(List<Waiting> batch)
    {
        try
        {
            var answers = await client.SendAsync([.. batch.Select(w => w.Item)], cancellationToken);
            for (var i = 0; i < batch.Count; i++)
            {
                if (answers[i] is { } answer)
                    batch[i].Answer.SetResult(answer);
                else
                    batch[i].Answer.SetException(new WireException("the envelope came back without this answer", !batch[i].Reads, ""));
            }
        }
        catch (WireException e)
        {
            foreach (var waiting in batch)
                waiting.Answer.TrySetException(new WireException(e.Message, e.Sent && !waiting.Reads, e.RequestId, e));
        }
        catch (JsonException e)
        {
            foreach (var waiting in batch)
                waiting.Answer.TrySetException(new WireException("the envelope's answer is not JSON", !waiting.Reads, "", e));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            foreach (var waiting in batch)
                waiting.Answer.TrySetException(e);
        }
    }

    private sealed class Waiting(BatchItem item, bool reads)
    {
        public BatchItem Item { get; } = item;

        public bool Reads { get; } = reads;

        public TaskCompletionSource<WireAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
