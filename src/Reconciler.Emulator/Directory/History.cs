using System.Runtime.InteropServices;

namespace Reconciler.Emulator.Directory;

/// <summary>What happened since the baseline, in order; delta tokens are positions in it.</summary>
internal sealed class History
{
    private readonly List<HistoryEntry> _entries = [];

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
