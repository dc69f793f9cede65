using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Delta;

/// <summary>Later rounds: what history tells about the selected properties and links, in the state the objects have now.</summary>
internal static class Continuation
{
    public static DeltaPage Page(Call call, ObjectKind kind, DeltaToken token, Horizon horizon)
    {
        var history = call.Store.History.Entries;
        var told = new Dictionary<int, DeltaEntry>();
        var order = new List<DeltaEntry>();
        var links = 0;
        var at = call.Store.History.IndexAfter(token.Sequence - 1);
        at = token.Offset > 0 ? at + token.Offset : call.Store.History.IndexAfter(token.Sequence);
        for (; at < horizon.End; at++)
        {
            ref readonly var entry = ref history[at];
            if (!Concerns(call, entry, kind, token.Options))
                continue;
            var isNew = !told.TryGetValue(entry.Object.Handle, out var about);
            if ((isNew && told.Count == call.Switches.DeltaPageObjects) || links == call.Switches.DeltaPageLinks)
                return Page(order, PlaceOf(call, token, at), isLast: false);
            about ??= new DeltaEntry(entry.Object);
            if (isNew)
            {
                told.Add(entry.Object.Handle, about);
                order.Add(about);
            }

            links += Tell(about, entry);
        }

        return Page(order, token with { Sequence = Math.Max(token.Sequence, horizon.Sequence), Offset = 0 }, isLast: true);
    }

    private static bool Concerns(Call call, in HistoryEntry entry, ObjectKind kind, DeltaOptions options)
    {
        if (entry.Object.Kind != kind || (!options.Ids.IsEmpty && !options.Ids.Contains(entry.Object.Id)))
            return false;
        return entry.Kind switch
        {
            HistoryKind.Updated => entry.Properties.Any(p => options.Properties.Contains(p) || (p.IsExtension && options.Properties.Any(o => o.Name == p.Name))),
            HistoryKind.Linked or HistoryKind.Unlinked => options.Links.Contains(entry.Relation) && !IsHidden(call, entry),
            _ => true,
        };
    }

    private static bool IsHidden(Call call, in HistoryEntry entry) =>
        entry.Relation == Relation.Members && call.Switches.HideServicePrincipalMembers && entry.Target?.Kind == ObjectKind.ServicePrincipal;

    /// <summary>Adds one entry to what is told about its object; answers how many links that are.</summary>
    private static int Tell(DeltaEntry about, in HistoryEntry entry)
    {
        switch (entry.Kind)
        {
            case HistoryKind.Updated:
                about.Changed ??= [];
                about.Changed.UnionWith(entry.Properties);
                return 0;
            case HistoryKind.Linked or HistoryKind.Unlinked when entry.Target is { } target:
                var (relation, removed) = (entry.Relation, entry.Kind == HistoryKind.Unlinked);
                about.Links.RemoveAll(l => l.Relation == relation && l.Target == target);
                about.Links.Add(new DeltaLink(relation, target, removed));
                return 1;
            default:
                about.IsWhole = true;
                return 0;
        }
    }

    /// <summary>The place before this entry: its sequence and how many entries of that sequence were told.</summary>
    private static DeltaToken PlaceOf(Call call, DeltaToken token, int index)
    {
        var sequence = call.Store.History.Entries[index].Sequence;
        var offset = index - call.Store.History.IndexAfter(sequence - 1);
        return offset == 0 ? token with { Sequence = sequence - 1, Offset = 0 } : token with { Sequence = sequence, Offset = offset };
    }

    private static DeltaPage Page(List<DeltaEntry> entries, DeltaToken next, bool isLast)
    {
        var page = new DeltaPage { Next = next, IsLast = isLast };
        page.Entries.AddRange(entries);
        return page;
    }
}
