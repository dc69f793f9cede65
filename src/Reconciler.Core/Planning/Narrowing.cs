using System.Collections.Immutable;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The one way from a plan to a part of it: entries, attributes and ends of lists are left out, operations and hash are built anew from what is left.
/// What guards measure is the whole.
/// </summary>
internal static class Narrowing
{
    /// <summary>What touches one object: its own change, and its coming and going in other objects' lists.</summary>
    public static TargetPlan Only(TargetPlan plan, ResourceKey key)
    {
        var roster = plan.Snapshot.Roster;
        return To(plan, entry => entry.Key == key ? entry
            : entry.IsChange && entry.Change is not Change.Create ? Listed(entry, edit => roster.KeyOf(edit.End.To) == key)
            : null);
    }

    /// <summary>What the clock alone asks for: dates that were reviewed when they were merged. What stays as it is stays in the plan.</summary>
    public static TargetPlan OnlyDue(TargetPlan plan) => To(plan, Due);

    /// <param name="take">What is left of an entry; null = nothing. The extension that marks need goes with them.</param>
    public static TargetPlan To(TargetPlan plan, Func<Entry, Entry?> take)
    {
        var left = plan.Entries.Where(e => e.Kind != Kind.Extension).Select(take).OfType<Entry>().ToList();
        if (left.Any(e => e.IsChange && e.Cells.Any(c => c.Attribute.Role == AttributeRole.Mark)))
            left.InsertRange(0, plan.Entries.Where(e => e.Kind == Kind.Extension));
        var part = plan.With(Standing(plan, left));
        return part with { Fingerprint = Fingerprint(plan, part) };
    }

    // Of an object that is planned in part, carrying that out is not carrying out what is declared.
    private static Func<ResourceKey, string?> Fingerprint(TargetPlan whole, TargetPlan part)
    {
        var (all, left) = (Parts(whole.Entries), Parts(part.Entries));
        return key => left.Value.GetValueOrDefault(key) == all.Value.GetValueOrDefault(key) ? whole.Fingerprint(key) : null;
    }

    // How much there is to do to each object; a part has never other things than the whole.
    private static Lazy<Dictionary<ResourceKey, int>> Parts(ImmutableArray<Entry> entries) => new(() =>
    {
        var parts = new Dictionary<ResourceKey, int>();
        foreach (var entry in entries)
        {
            if (entry.Key is { } key)
                parts[key] = parts.GetValueOrDefault(key) + (entry.IsChange ? 1 : 0) + entry.Cells.Length + entry.Links.Sum(l => l.Adds.Length + l.Removes.Length + l.Withheld);
        }

        return parts;
    });

    /// <summary>The whole of a plan of which only a part happens: what else would change stays as it is, what else would be created is not there.</summary>
    public static TargetPlan Standstill(TargetPlan whole, TargetPlan part)
    {
        // A conflict may stand beside the entry of the object that it hit.
        var happens = part.Entries.Where(e => e.IsChange).ToDictionary(e => e.Object);
        return whole with
        {
            Entries =
            [
                .. whole.Entries.Where(e => happens.ContainsKey(e.Object) || e.Change is not (Change.Create or Change.Adopt))
                    .Select(e => !e.IsChange ? e : happens.GetValueOrDefault(e.Object) ?? Still(e)),
            ],
        };
    }

    /// <summary>A list of which only some ends come and go; null when none does.</summary>
    public static LinkChange? Take(LinkChange change, Func<LinkEdit, bool> adds, Func<LinkEdit, bool> removes)
    {
        var come = change.Adds.RemoveAll(e => !adds(e));
        var go = change.Removes.RemoveAll(e => !removes(e));
        return come.IsEmpty && go.IsEmpty ? null
            : change with { Adds = come, Removes = go, Stays = change.Stays + (change.Link.Arity == Arity.Many ? change.Removes.Length - go.Length : 0) };
    }

    /// <summary>An entry with other attributes and lists, and the effects that it then has.</summary>
    public static Entry With(Entry entry, ImmutableArray<CellChange> cells, ImmutableArray<LinkChange> links)
    {
        var effects = Effects.None;
        if (entry.Change is Change.Update)
        {
            foreach (var cell in cells.Where(c => c.Attribute.Role != AttributeRole.Mark))
            {
                effects |= cell.Attribute.Role != AttributeRole.Enablement
                    ? Effects.Updated | (cell.Attribute.Identifier && !cell.Before.IsAbsent ? Effects.IdentifierChanged : Effects.None)
                    : cell.After == AttributeValue.Of(false) ? Effects.Disabled | (entry.Effects & Effects.Announced) : Effects.Enabled;
            }
        }
        else
        {
            effects = entry.Effects & ~(Effects.LinksGained | Effects.LinksLost);
        }

        if (links.Any(l => !l.Adds.IsEmpty))
            effects |= Effects.LinksGained;
        if (links.Any(l => !l.Removes.IsEmpty))
            effects |= Effects.LinksLost;
        return entry with { Cells = cells, Links = links, Effects = effects };
    }

    private static Entry Still(Entry entry) => entry with { Change = new Change.Keep(KeepReason.Unchanged), Cells = [], Links = [], Effects = Effects.None };

    // Of somebody else's entry only lists are left, and of those the ends that are asked for.
    private static Entry? Listed(Entry entry, Func<LinkEdit, bool> isAsked)
    {
        ImmutableArray<LinkChange> links = [.. entry.Links.Select(l => Take(l, isAsked, isAsked)).OfType<LinkChange>()];
        return links.IsEmpty ? null : With(entry with { Change = new Change.Update() }, [], links);
    }

    private static Entry? Due(Entry entry)
    {
        var held = entry.Held.RemoveAll(h => !h.IsDue);
        if (entry.Change is Change.Keep && held.IsEmpty)
            return entry with { Links = [], Held = [] };
        if (!entry.IsChange)
            return entry.Change is Change.Keep ? entry with { Links = [], Held = held } : null;
        // What is not ours yet, or not there yet, becomes so by a reviewed plan and not by a date.
        if (entry.Change is not (Change.Update or Change.Disable or Change.Delete))
            return null;
        if (entry.Change is not Change.Update)
            return entry.Cause.IsDue ? With(entry, entry.Cells, DueLinks(entry)) with { Held = held } : null;
        var opens = entry.Cells.Any(c => c.Attribute.Role == AttributeRole.Enablement && c.Cause.IsDue);
        // The mark says who closed an account: it goes with that.
        var cells = entry.Cells.RemoveAll(c => !c.Cause.IsDue && !(opens && c.Attribute.Role == AttributeRole.Mark));
        var links = DueLinks(entry);
        if (!cells.IsEmpty || !links.IsEmpty)
            return With(entry, cells, links) with { Held = held };
        return held.IsEmpty ? null : Still(entry) with { Held = held };
    }

    // A single link is replaced as one, and for the reason of what comes.
    private static ImmutableArray<LinkChange> DueLinks(Entry entry) =>
    [
        .. entry.Links.Select(l => l.Link.Arity == Arity.One && !l.Adds.IsEmpty
            ? l.Adds.All(a => a.Cause.IsDue) ? l : null
            : Take(l, a => a.Cause.IsDue, r => r.Cause.IsDue)).OfType<LinkChange>(),
    ];

    // What the part does not create or bring back cannot be linked to: those ends wait, and say so.
    private static IEnumerable<Entry> Standing(TargetPlan plan, List<Entry> entries)
    {
        var made = entries.Where(e => e is { IsChange: true, Change: Change.Create or Change.Restore }).Select(e => e.Object).ToHashSet();
        foreach (var entry in entries)
        {
            if (!entry.IsChange || !entry.Links.Any(l => l.Adds.Any(a => !IsThere(a.End.To))))
            {
                yield return entry;
                continue;
            }

            var waiting = entry.Links.SelectMany(l => l.Adds.Where(a => !IsThere(a.End.To)).Select(a => Waits(plan.Snapshot.Roster, l.Link, a)));
            var links = entry.Links.Select(l => l.Link.Arity == Arity.One && l.Adds.Any(a => !IsThere(a.End.To)) ? null : Take(l, a => IsThere(a.End.To), _ => true));
            var left = With(entry, entry.Cells, [.. links.OfType<LinkChange>()]);
            left = left with { Held = [.. left.Held, .. waiting] };
            yield return left is { Change: Change.Update, Cells.IsEmpty: true, Links.IsEmpty: true } ? Still(left) : left;
        }

        bool IsThere(Handle end)
        {
            if (made.Contains(end))
                return true;
            if (plan.Snapshot.Roster.IdOf(end) is null)
                return false;
            var kind = plan.Snapshot.Roster.KindOf(end);
            return plan.Snapshot.Schema.Find(kind) is null || plan.Snapshot[kind].RowOf(end) is not (>= 0 and var row) || !plan.Snapshot[kind].IsDeleted(row);
        }
    }

    private static HeldChange Waits(Roster roster, LinkSchema link, LinkEdit edit) => new($"{link.Name} {roster.NameOf(edit.End.To)}", "not there yet, and not created by this part of the plan",
        "Apply what creates it, or the whole plan.", edit.Cause.Span)
    { IsDue = edit.Cause.IsDue };
}
