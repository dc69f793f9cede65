using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>What an entry of a plan does, in the words of an explanation.</summary>
internal static class Deeds
{
    public static ActionStep Of(Entry entry, Func<string, bool> fileIsRead)
    {
        var effective = entry.Change is Change.Observed { Would: var would } ? would : entry.Change;
        return new ActionStep(Wording.Action(entry.Change))
        {
            Observed = entry.Change is Change.Observed,
            Because = effective switch
            {
                Change.Keep keep => Why(keep),
                Change.Blocked => null,
                _ => Wording.Because(entry.Cause, fileIsRead),
            },
            Where = Wording.Where(entry.Cause),
            Held = [.. entry.Held.Select(h => new HeldRow(h.What, h.Why, h.Advice, h.Span.IsNone ? null : h.Span.ToLine()))],
            Conflict = entry.Change is Change.Blocked { Why: var why } ? new ConflictRow(why.Code, why.Message, why.Advice) : null,
        };
    }

    /// <summary>What another object's list does with this one: it joins a group, it is assigned.</summary>
    public static IEnumerable<LinkStep> Ends(IEnumerable<Entry> entries, Handle end, Func<string, bool> fileIsRead, Func<Entry, LinkChange, LinkEnd, string> what)
    {
        foreach (var entry in entries.Where(e => e.Object != end))
        {
            foreach (var change in entry.Links)
            {
                foreach (var (edit, gains) in change.Adds.Select(a => (a, true)).Concat(change.Removes.Select(r => (r, false))).Where(e => e.Item1.End.To == end))
                    yield return new LinkStep(gains, what(entry, change, edit.End)) { Because = Wording.Because(edit.Cause, fileIsRead), Where = Wording.Where(edit.Cause) };
            }
        }
    }

    /// <summary>The object's own references: a manager.</summary>
    public static IEnumerable<LinkStep> Own(Entry entry, Roster roster, Func<string, bool> fileIsRead) => entry.Links.SelectMany(l =>
        l.Adds.Select(a => (a, true)).Concat(l.Removes.Select(r => (r, false))).Select(e =>
            new LinkStep(e.Item2, $"{l.Link.Name} {roster.NameOf(e.Item1.End.To)}") { Because = Wording.Because(e.Item1.Cause, fileIsRead), Where = Wording.Where(e.Item1.Cause) }));

    /// <summary>Why nothing would be sent; null when something is.</summary>
    public static string? Nothing(ImmutableArray<RequestStep> requests, Entry? entry) => requests.IsEmpty
        ? entry switch
        {
            { Change: Change.Blocked } => "nothing would be sent until the conflict is resolved",
            { Change: Change.Observed } => "nothing would be sent: it is only observed (enforce: observe)",
            { Held.IsEmpty: false } => "nothing would be sent while it is held",
            _ => "nothing would be sent",
        }
        : null;

    private static string Why(Change.Keep keep) => keep.Why switch
    {
        KeepReason.Unchanged => keep.Detail ?? "every value is as it should be",
        KeepReason.Orphan => keep.Detail ?? "bears our mark, and nothing proves that we declared it",
        KeepReason.NotYetVisible => "created by the last apply, and not visible yet",
        KeepReason.Closed => "closed already",
        KeepReason.Unlinked => "never linked by us",
        KeepReason.Unknown => "belongs to nobody we know",
        KeepReason.Ignored => "named by ignore:",
        _ => keep.Detail ?? Wording.Camel(keep.Why.ToString()),
    };
}
