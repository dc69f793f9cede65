using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Approving;

/// <summary>One end of a saved list that is not carried out, and why.</summary>
/// <param name="Need">The object that had to be there first; null = none.</param>
internal sealed record SettledEnd(LinkRow List, LinkEndRow End, bool Comes, string Outcome, string? Why, EntryRow? Need = null);

/// <summary>Compares the lists of a saved entry with what planning gives now, end by end; a list of at most one end as one.</summary>
internal sealed class LinkComparer(Snapshot snapshot, IReadOnlyDictionary<ResourceKey, EntryRow> missing, IReadOnlySet<Handle> created)
{
    /// <summary>What is left of the lists, and the ends that are settled without a write.</summary>
    public (ImmutableArray<LinkChange> Left, ImmutableArray<SettledEnd> Settled) Compare(EntryComparison entry)
    {
        var left = ImmutableArray.CreateBuilder<LinkChange>();
        var settled = ImmutableArray.CreateBuilder<SettledEnd>();
        foreach (var list in entry.Saved.Links)
        {
            if (!entry.IsMeant)
            {
                settled.AddRange(Ends(list).Select(e => entry.IsNotVisible ? new SettledEnd(list, e.End, e.Comes, "notAttempted", SettledRows.NotVisible)
                    : SavedEntry.WritesObject(entry.Saved)
                    ? new SettledEnd(list, e.End, e.Comes, "skipped", null, entry.Saved)
                    : new SettledEnd(list, e.End, e.Comes, "conflict", entry.Conflict)));
                continue;
            }

            var now = entry.Fresh is { IsChange: true } fresh ? fresh.Links.FirstOrDefault(l => l.Link.Name == list.Link) : null;
            var ended = list.Single ? Single(entry, list, now) : [.. Ends(list).Select(e => Compare(entry, list, now, e.End, e.Comes)).OfType<SettledEnd>()];
            settled.AddRange(ended);
            var saved = Ends(list).Where(e => !ended.Any(s => s.End == e.End && s.Comes == e.Comes)).Select(e => SavedEntry.End(list, e.End, e.Comes)).ToHashSet();
            if (now is not null && Narrowing.Take(now, e => saved.Contains(EndLine.Of(now.Link, e.End, true, snapshot)), e => saved.Contains(EndLine.Of(now.Link, e.End, false, snapshot))) is { } part)
                left.Add(part);
        }

        return (left.ToImmutable(), settled.ToImmutable());
    }

    private SettledEnd? Compare(EntryComparison entry, LinkRow list, LinkChange? now, LinkEndRow end, bool comes)
    {
        if (end.Id is null && missing.TryGetValue(new ResourceKey(new Kind(end.Kind), end.Name), out var need) && comes)
            return new SettledEnd(list, end, comes, "skipped", null, need);
        var line = SavedEntry.End(list, end, comes);
        var edits = now is null ? [] : comes ? now.Adds : now.Removes;
        foreach (var edit in edits)
        {
            if (EndLine.Of(now?.Link ?? throw new InvalidOperationException(), edit.End, comes, snapshot) == line)
                return !comes || IsThere(edit.End.To) ? null : new SettledEnd(list, end, comes, "conflict", $"{end.Name} is gone");
        }

        var stands = Live(entry, list).Any(e => EndLine.Of(e.Link, e.End, comes, snapshot) == line);
        if (stands == comes)
            return new SettledEnd(list, end, comes, "alreadyDone", null);
        return new SettledEnd(list, end, comes, "conflict", Why(entry, list, end, comes));
    }

    private static string Why(EntryComparison entry, LinkRow list, LinkEndRow end, bool comes) =>
        entry.Fresh?.Held.FirstOrDefault(h => h.What.StartsWith($"{list.Link} {end.Name}", StringComparison.Ordinal)) is { } held ? $"{held.What} waits: {held.Why}"
        : comes ? $"{end.Name} is not to be among the {list.Link} any more" : $"{end.Name} is to stay among the {list.Link} now";

    // What is replaced is the precondition of what comes: both or neither.
    private ImmutableArray<SettledEnd> Single(EntryComparison entry, LinkRow list, LinkChange? now)
    {
        var planned = Ends(list).Select(e => SavedEntry.End(list, e.End, e.Comes)).ToHashSet();
        var needs = list.Adds.Select(e => e.Id is null ? missing.GetValueOrDefault(new ResourceKey(new Kind(e.Kind), e.Name)) : null).OfType<EntryRow>().FirstOrDefault();
        if (needs is not null)
            return [.. Ends(list).Select(e => new SettledEnd(list, e.End, e.Comes, "skipped", null, needs))];
        if (now is not null && planned.SetEquals(now.Adds.Select(e => EndLine.Of(now.Link, e.End, true, snapshot)).Concat(now.Removes.Select(e => EndLine.Of(now.Link, e.End, false, snapshot))))
            && now.Adds.All(a => IsThere(a.End.To)))
            return [];
        var live = Live(entry, list).ToArray();
        var standing = live.Select(e => EndLine.Of(e.Link, e.End, true, snapshot)).ToHashSet();
        if (standing.SetEquals(list.Adds.Select(e => SavedEntry.End(list, e, true))))
            return [.. Ends(list).Select(e => new SettledEnd(list, e.End, e.Comes, "alreadyDone", null))];
        var before = string.Join(", ", list.Removes.Select(r => r.Name));
        var why = standing.SetEquals(list.Removes.Select(e => SavedEntry.End(list, e, true)))
            ? $"{list.Link} is not to change in this way any more"
            : $"{list.Link} is {Said(string.Join(", ", live.Select(e => snapshot.Roster.NameOf(e.End.To))))} now; the plan was made when it was {Said(before)}";
        return [.. Ends(list).Select(e => new SettledEnd(list, e.End, e.Comes, "conflict", why))];
    }

    private IEnumerable<(LinkSchema Link, LinkEnd End)> Live(EntryComparison entry, LinkRow list)
    {
        var handle = entry.Fresh?.Object ?? (entry.Saved.Id is { } id ? snapshot.Roster.Find(new RemoteId(id)) : null);
        return handle is { } from && snapshot.Schema.Find(new Kind(entry.Saved.Kind))?.FindLink(list.Link) is { } link
            ? snapshot.Links(link.Name, from).Ends.Select(e => (link, e))
            : [];
    }

    private bool IsThere(Handle end) => created.Contains(end) || snapshot.Roster.IdOf(end) is not null;

    private static IEnumerable<(LinkEndRow End, bool Comes)> Ends(LinkRow list) => list.Adds.Select(e => (e, true)).Concat(list.Removes.Select(e => (e, false)));

    private static string Said(string text) => text.Length == 0 ? "empty" : text;
}
