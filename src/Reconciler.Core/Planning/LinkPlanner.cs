using System.Collections.Immutable;
using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Compares declared lists with live ones. A list removes only what it could have named, and only when both sides are known whole.</summary>
internal sealed class LinkPlanner(PlanContext context, DirectoryView view, References references)
{
    /// <summary>The entry with its links' changes; an unchanged entry that gains one becomes an update.</summary>
    public Entry Plan(Entry entry, DeclaredResource declared)
    {
        if (entry.Change is Change.Blocked or Change.Keep { Why: not KeepReason.Unchanged } || declared.Links.IsEmpty
            || !Stage.Of(declared, context.Day).TakesPart)
            return entry;
        var changes = ImmutableArray.CreateBuilder<LinkChange>();
        foreach (var list in declared.Links)
        {
            if (context.Schema.FindLink(list.Link) is { } link && Compare(entry, link, list) is { } change
                && (!change.IsEmpty || change.Withheld > 0 || change.WithheldWhy is not null))
                changes.Add(change);
        }

        if (changes.Count == 0)
            return entry;
        var writes = changes.Any(c => !c.IsEmpty);
        return entry with
        {
            Links = changes.ToImmutable(),
            Change = writes && entry.Change is Change.Keep ? new Change.Update() : entry.Change,
            Effects = entry.Effects
                | (changes.Any(c => !c.Removes.IsEmpty) ? Effects.LinksLost : Effects.None)
                | (changes.Any(c => !c.Adds.IsEmpty) ? Effects.LinksGained : Effects.None),
        };
    }

    private LinkChange? Compare(Entry entry, LinkSchema link, DeclaredLinks list)
    {
        var live = context.Snapshot.Links(link.Name, entry.Object);
        var (desired, causes, absent, doubt) = Desired(list);
        if (link.Arity == Arity.One)
            return Single(link, list, live, desired, causes, doubt);
        var adds = ImmutableArray.CreateBuilder<LinkEdit>();
        var removes = ImmutableArray.CreateBuilder<LinkEdit>();
        var (added, surplus) = desired.As(list.Mode == LinkMode.Exclusive ? Extent.Exact : Extent.AtLeast).Against(live);
        foreach (var end in added)
            adds.Add(new LinkEdit(end, causes[end]));

        var mayRemove = context.Snapshot.CompletenessOf(link.Name, entry.Object);
        doubt ??= mayRemove is Completeness.Unproven unproven ? unproven.Why : mayRemove.IsProven || entry.Change is Change.Create ? null : "not read";
        int kept = 0, withheld = 0;
        foreach (var end in surplus)
        {
            if (!CanName(link, list, end.To) || context.Protection.Covers(end.To))
                kept++;
            else if (doubt is not null)
                withheld++;
            else
                removes.Add(new LinkEdit(end, absent.GetValueOrDefault(end.To) ?? references.Absence(end.To) ?? new Cause.NotListed(list.Span)));
        }

        return new LinkChange(link, adds.ToImmutable(), removes.ToImmutable(), live.Ends.Length - surplus.Length)
        {
            Kept = kept,
            Withheld = withheld,
            WithheldWhy = doubt,
            Before = live.Ends.Length,
            Span = list.Span,
        };
    }

    private LinkChange? Single(LinkSchema link, DeclaredLinks list, LinkSet live, LinkSet desired, Dictionary<LinkEnd, Cause> causes, string? doubt)
    {
        // A line that names somebody who is not there today counts as not written.
        if (desired.Ends.IsEmpty && !list.Ends.IsEmpty)
            return doubt is null ? null : Empty(doubt);
        var (adds, removes) = desired.Against(live);
        if (adds.IsEmpty && removes.IsEmpty)
            return null;
        if (context.Snapshot.CompletenessOf(link.Name) is Completeness.Unproven unproven && !removes.IsEmpty && adds.IsEmpty)
            return Empty(unproven.Why);
        return new LinkChange(link,
            [.. adds.Select(e => new LinkEdit(e, causes[e]))],
            [.. removes.Select(e => new LinkEdit(e, new Cause.Declared(list.Span)))], 0)
        { Before = live.Ends.Length, Span = list.Span };

        LinkChange Empty(string why) => new(link, [], [], live.Ends.Length) { Before = live.Ends.Length, Span = list.Span, WithheldWhy = why };
    }

    private (LinkSet Ends, Dictionary<LinkEnd, Cause> Causes, Dictionary<Handle, Cause> Absent, string? Doubt) Desired(DeclaredLinks list)
    {
        var causes = new Dictionary<LinkEnd, Cause>(list.Ends.Length);
        var absent = new Dictionary<Handle, Cause>();
        string? doubt = null;
        foreach (var reference in list.Ends)
        {
            switch (references.Resolve(reference))
            {
                case Resolution.Found found:
                    causes.TryAdd(new LinkEnd(found.Object, context.Snapshot.Pool.Intern(reference.Role)), new Cause.Declared(reference.Span));
                    break;
                case Resolution.Inert { Object: { } handle } inert:
                    absent[handle] = inert.Cause;
                    break;
                case Resolution.Unresolved unresolved:
                    doubt ??= unresolved.Why;
                    break;
            }
        }

        if (list.Where is { } where)
        {
            if (context.Snapshot.CompletenessOf(Kind.User.Name) is not Completeness.Proven)
                doubt ??= "membersWhere was computed on an incomplete list of people";
            foreach (var person in view.Objects(Kind.User))
            {
                if (view.IsEnabled(person) && references.Absence(person) is null && where.Filter.Holds(a => view.Value(person, a)))
                    causes.TryAdd(person, new Cause.Filtered(where.Span));
            }
        }

        return (LinkSet.Of(causes.Keys), causes, absent, doubt);
    }

    // Devices and contacts cannot be written in a list, and a list that names no service principal does not speak of them.
    private bool CanName(LinkSchema link, DeclaredLinks list, Handle end)
    {
        var kind = context.Snapshot.Roster.KindOf(end);
        if (!link.To.Contains(kind))
            return false;
        return kind != Kind.ServicePrincipal
            || list.Ends.Any(e => e.To is Reference.ByAttribute { Kind: var k } && k == Kind.ServicePrincipal
                || e.To is Reference.ById { Id: var id } && context.Snapshot.Roster.Find(id) is { } h && context.Snapshot.Roster.KindOf(h) == Kind.ServicePrincipal);
    }
}
