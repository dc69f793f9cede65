using System.Collections.Immutable;

namespace Reconciler.Connectors.Entra;

/// <summary>
/// Brings together what parties that run side by side ask for: once every one of them waits, all that they ask goes out at once.
/// So work of several steps is written as plain code, and steps of many still travel together.
/// </summary>
internal sealed class Lane<TItem, TAnswer>(Func<ImmutableArray<TItem>, Task<ImmutableArray<TAnswer>>> send)
{
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private int _running;

    /// <summary>Counts some more parties in. Each of them either asks or is waited for, until it leaves.</summary>
    public void Join(int parties)
    {
        lock (_gate)
            _running += parties;
    }

    /// <summary>Says that one party asks nothing more.</summary>
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

    /// <summary>What one party asks next; its answers in the same order.</summary>
    public Task<ImmutableArray<TAnswer>> AskAsync(ImmutableArray<TItem> items)
    {
        var waiting = new Waiting(items);
        List<Waiting>? batch;
        lock (_gate)
        {
            _waiting.Add(waiting);
            _running--;
            batch = TakeIfAllWait();
        }

        if (batch is not null)
            _ = FlushAsync(batch);
        return waiting.Answers.Task;
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

    /// <summary>Every waiting party gets its answers or the fault; nothing is lost in this task.</summary>
    private async Task FlushAsync(List<Waiting> batch)
    {
        try
        {
            var answers = await send([.. batch.SelectMany(w => w.Items)]);
            var at = 0;
            foreach (var waiting in batch)
            {
                waiting.Answers.SetResult(answers.Slice(at, waiting.Items.Length));
                at += waiting.Items.Length;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            foreach (var waiting in batch)
                waiting.Answers.TrySetException(e);
        }
    }

    private sealed class Waiting(ImmutableArray<TItem> items)
    {
        public ImmutableArray<TItem> Items { get; } = items;

        public TaskCompletionSource<ImmutableArray<TAnswer>> Answers { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
