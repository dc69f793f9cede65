using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Delta;

/// <summary>The first round: every object once, a big group's links spread over pages.</summary>
internal static class Enumeration
{
    public static DeltaPage Page(Call call, ObjectKind kind, DeltaToken token, Horizon horizon)
    {
        var entries = new List<DeltaEntry>();
        var live = call.Store.Live(kind);
        var links = call.Switches.DeltaPageLinks;
        var at = live.IndexAfter(token.After);
        for (; at < live.Count; at++)
        {
            var item = call.Store[live[at]];
            if (!IsTold(call, item, token.Options, horizon))
                continue;
            if (entries.Count == call.Switches.DeltaPageObjects || links == 0)
                return Page(entries, Before(token, live, at));
            var entry = new DeltaEntry(item) { IsWhole = true };
            entries.Add(entry);
            // Only the first object of a page can continue a split one.
            var (relation, after) = item.Handle == token.Partial ? (token.Relation, token.AfterLink) : (0, -1);
            for (; relation < token.Options.Links.Length; relation++, after = -1)
            {
                after = Links(call, entry, token.Options.Links[relation], after, ref links);
                if (after >= 0)
                    return Page(entries, Before(token, live, at) with { Partial = item.Handle, Relation = relation, AfterLink = after });
            }
        }

        return Page(entries, new DeltaToken(token.Sequence, 0, token.IssuedAt, token.Options), isLast: true);
    }

    /// <summary>Tells links while the page has room; answers the last one told when some are left, else -1.</summary>
    private static int Links(Call call, DeltaEntry entry, Relation relation, int after, ref int room)
    {
        var links = entry.Object.Links(relation);
        for (var at = links.IndexAfter(after); at < links.Count; at++)
        {
            var target = call.Store[links[at]];
            if (relation == Relation.Members && call.Switches.HideServicePrincipalMembers && target.Kind == ObjectKind.ServicePrincipal)
                continue;
            if (room == 0)
                return links[at] - 1;
            entry.Links.Add(new DeltaLink(relation, target, IsRemoved: false));
            room--;
        }

        return -1;
    }

    private static bool IsTold(Call call, DirectoryObject item, DeltaOptions options, Horizon horizon) =>
        call.Sees(item) && !horizon.Hidden.Contains(item) && (options.Ids.IsEmpty || options.Ids.Contains(item.Id));

    private static DeltaToken Before(DeltaToken token, HandleSet live, int index) =>
        token with { After = index == 0 ? -1 : live[index - 1], Partial = -1, Relation = 0, AfterLink = -1 };

    private static DeltaPage Page(List<DeltaEntry> entries, DeltaToken next, bool isLast = false)
    {
        var page = new DeltaPage { Next = next, IsLast = isLast };
        page.Entries.AddRange(entries);
        return page;
    }
}
