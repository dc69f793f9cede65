using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// Values that only one object may bear: who takes a value waits for who frees it, a circle is a conflict,
/// and a value that its holder keeps cannot be taken.
/// </summary>
internal static class UniqueValues
{
    /// <summary>Entries with conflicts marked, and the wave (from 0) in which each object's values may be written.</summary>
    public static (List<Entry> Entries, Dictionary<Handle, int> Waves) Order(LiveIndex live, Snapshot snapshot, List<Entry> entries)
    {
        var waits = new Dictionary<Handle, List<Handle>>();
        foreach (var attribute in live.Table.Schema.Attributes.Where(a => a.Role == AttributeRole.Unique))
            Collect(live, snapshot, entries, attribute, waits);

        var waves = new Dictionary<Handle, int>();
        foreach (var start in waits.Keys)
            Depth(start, waits, waves, []);
        for (var i = 0; i < entries.Count; i++)
        {
            if (waves.GetValueOrDefault(entries[i].Object) == int.MaxValue)
                entries[i] = InCircle(live, snapshot, entries[i], waits);
        }

        return (entries, waves);
    }

    private static void Collect(LiveIndex live, Snapshot snapshot, List<Entry> entries, AttributeSchema attribute, Dictionary<Handle, List<Handle>> waits)
    {
        var frees = new HashSet<Handle>();
        foreach (var entry in entries)
        {
            if (entry.IsChange && entry.Cells.Any(c => c.Attribute == attribute && !c.Before.IsAbsent))
                frees.Add(entry.Object);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (!entry.IsChange || entry.Cells.FirstOrDefault(c => c.Attribute == attribute && !c.After.IsAbsent) is not { } cell)
                continue;
            foreach (var row in live.With(attribute.Name, cell.After))
            {
                var holder = live.Table.Rows[row];
                if (holder == entry.Object || live.Table.IsDeleted(row))
                    continue;
                if (frees.Contains(holder))
                    (waits.TryGetValue(entry.Object, out var list) ? list : waits[entry.Object] = []).Add(holder);
                else
                    entries[i] = Blocked(entry, Conflicts.ValueTaken(attribute.Name, cell.After.ToString(), snapshot.Roster.NameOf(holder)));
            }
        }
    }

    // The length of the chain behind an object; int.MaxValue inside a circle.
    private static int Depth(Handle handle, Dictionary<Handle, List<Handle>> waits, Dictionary<Handle, int> waves, HashSet<Handle> path)
    {
        if (waves.TryGetValue(handle, out var known))
            return known;
        if (!path.Add(handle))
            return int.MaxValue;
        var depth = 0;
        if (waits.TryGetValue(handle, out var holders))
        {
            foreach (var holder in holders)
            {
                var behind = Depth(holder, waits, waves, path);
                depth = behind == int.MaxValue ? int.MaxValue : Math.Max(depth, behind + 1);
            }
        }

        return waves[handle] = depth;
    }

    private static Entry InCircle(LiveIndex live, Snapshot snapshot, Entry entry, Dictionary<Handle, List<Handle>> waits) =>
        Blocked(entry, Conflicts.ValuesInCircle(live.Table.Schema.WithRole(AttributeRole.Unique)?.Name ?? "the value",
            string.Join(", ", waits.GetValueOrDefault(entry.Object, []).Select(snapshot.Roster.NameOf))));

    private static Entry Blocked(Entry entry, PairingConflict why) =>
        entry with { Change = new Change.Blocked(why), Cells = [], Links = [], Effects = Effects.None };
}
