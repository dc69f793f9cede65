using System.Runtime.InteropServices;

namespace Reconciler.Emulator.Directory;

/// <summary>What happened since the baseline, in order; delta tokens are positions in it.</summary>
internal sealed class History
{
    private readonly List<HistoryEntry> _entries = [];
    private int _settled;

    /// <summary>Tokens from before this sequence cannot be continued.</summary>
    public long Baseline { get; set; }

    public ReadOnlySpan<HistoryEntry> Entries => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Off while a baseline is loaded: it is where history starts.</summary>
    public bool Recording { get; set; } = true;

    public void Add(in HistoryEntry entry)
    {
        if (Recording)
            _entries.Add(entry);
    }

    /// <summary>How many entries are known to be replicated everywhere: they need not be looked at again.</summary>
    public int Settled => Volatile.Read(ref _settled);

    /// <summary>Raises <see cref="Settled"/>; concurrent readers may find less, never too much.</summary>
    public void Settle(int count) => Volatile.Write(ref _settled, Math.Max(count, Settled));

    /// <summary>Index of the first entry after this sequence.</summary>
    public int IndexAfter(long sequence)
    {
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_entries[middle].Sequence <= sequence)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
