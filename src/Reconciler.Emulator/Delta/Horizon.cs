using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Delta;

/// <summary>How far delta can see: later history has not been replicated to it yet.</summary>
internal sealed record Horizon(long Sequence, int End, HashSet<DirectoryObject> Hidden)
{
    public static Horizon Of(Call call)
    {
        var entries = call.Store.History.Entries;
        var end = call.Store.History.Settled;
        while (end < entries.Length && IsVisible(call, entries[end]))
            end++;
        call.Store.History.Settle(end);
        if (end == entries.Length)
            return new Horizon(call.Store.Sequence, end, []);
        var hidden = new HashSet<DirectoryObject>();
        foreach (var entry in entries[end..])
        {
            if (entry.Kind is HistoryKind.Created or HistoryKind.Restored)
                hidden.Add(entry.Object);
        }

        // A change is told as a whole: what shares a sequence with a hidden entry is hidden too.
        var sequence = entries[end].Sequence - 1;
        return new Horizon(sequence, call.Store.History.IndexAfter(sequence), hidden);
    }

    private static bool IsVisible(Call call, in HistoryEntry entry) =>
        entry.At + call.Switches.DeltaLag <= call.Now && (entry.Object.Presence != Presence.Live || call.Sees(entry.Object));
}
