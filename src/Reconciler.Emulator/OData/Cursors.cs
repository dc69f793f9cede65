namespace Reconciler.Emulator.OData;

/// <summary>Sorted results that later pages continue; only the latest few are kept, an older one is an expired page token.</summary>
internal sealed class Cursors
{
    private const int Kept = 32;
    private readonly Lock _gate = new();
    private readonly Queue<int> _order = new();
    private readonly Dictionary<int, int[]> _results = [];
    private int _last;

    public int Keep(int[] handles)
    {
        lock (_gate)
        {
            _results[++_last] = handles;
            _order.Enqueue(_last);
            if (_order.Count > Kept)
                _results.Remove(_order.Dequeue());
            return _last;
        }
    }

    public int[]? Find(int cursor)
    {
        lock (_gate)
            return _results.GetValueOrDefault(cursor);
    }
}
