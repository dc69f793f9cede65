namespace Reconciler.Emulator.Directory;

/// <summary>A sorted set of object handles: four bytes a link, and a page can start after any handle.</summary>
internal sealed class HandleSet
{
    private int[] _items = [];

    public int Count { get; private set; }

    public int this[int index] => _items[index];

    public ReadOnlySpan<int> Span => _items.AsSpan(0, Count);

    public bool Contains(int handle) => Find(handle) >= 0;

    public bool Add(int handle)
    {
        // Handles only grow, so appending is the ordinary case.
        var at = Count == 0 || _items[Count - 1] < handle ? ~Count : Find(handle);
        if (at >= 0)
            return false;
        at = ~at;
        if (Count == _items.Length)
            Array.Resize(ref _items, Math.Max(4, Count + (Count >> 1)));
        Array.Copy(_items, at, _items, at + 1, Count - at);
        _items[at] = handle;
        Count++;
        return true;
    }

    public bool Remove(int handle)
    {
        var at = Find(handle);
        if (at < 0)
            return false;
        Array.Copy(_items, at + 1, _items, at, Count - at - 1);
        Count--;
        return true;
    }

    /// <summary>Index of the first handle greater than this one; <see cref="Count"/> when there is none.</summary>
    public int IndexAfter(int handle)
    {
        var at = Find(handle);
        return at >= 0 ? at + 1 : ~at;
    }

    public int[] ToArray() => Span.ToArray();

    private int Find(int handle) => Array.BinarySearch(_items, 0, Count, handle);
}
