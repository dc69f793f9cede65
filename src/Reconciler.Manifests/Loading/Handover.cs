using System.Diagnostics.CodeAnalysis;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// A short queue between one thread that makes and one that takes. Whoever must wait sleeps: the collections of the framework spin first,
/// which on two cores takes the time from the very thread that is waited for.
/// </summary>
internal sealed class Handover<T>(int most)
    where T : class
{
    private readonly Queue<T> items = new();
    private readonly object door = new();
    private bool closed;

    /// <summary>Waits for room; false when nobody takes any more.</summary>
    public bool Put(T item)
    {
        lock (door)
        {
            while (items.Count >= most && !closed)
                Monitor.Wait(door);
            if (closed)
                return false;
            items.Enqueue(item);
            Monitor.PulseAll(door);
            return true;
        }
    }

    /// <summary>Waits for an item; false when none will come.</summary>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        lock (door)
        {
            while (items.Count == 0 && !closed)
                Monitor.Wait(door);
            var found = items.TryDequeue(out item);
            Monitor.PulseAll(door);
            return found;
        }
    }

    /// <summary>No further item comes or is wanted; what lies here can still be taken.</summary>
    public void Close()
    {
        lock (door)
        {
            closed = true;
            Monitor.PulseAll(door);
        }
    }
}
