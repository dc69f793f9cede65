using System.Collections.Immutable;
using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Compares declared lists with live ones. A list removes only what it could have named, and only when both sides are known whole.</summary>
internal sealed class LinkPlanner(PlanContext context, DirectoryView view, References references)
{
    // The list under comparison; what its lines mean is only looked up where an end comes.
    private readonly WrittenEnds _written = new();

    private static readonly Dictionary<Handle, Cause> NobodyAbsent = [];

    /// <summary>The entry with its links' changes; an unchanged entry that gains one becomes an update.</summary>
    public Entry Plan(Entry entry, DeclaredResource declared)
    {
        if (entry.Change is Change.Blocked or Change.Keep { Why: not KeepReason.Unchanged } || declared.Links.IsEmpty
            || !Stage.Of(declared, context.Day).TakesPart)
            return entry;
        var changes = ImmutableArray.CreateBuilder<LinkChange>();
        var held = new List<HeldChange>();
        foreach (var list in declared.Links)
        {
            if (context.Schema.FindLink(list.Link) is { } link && Compare(entry, link, list, held) is { } change
                && (!change.IsEmpty || change.Withheld > 0 || change.WithheldWhy is not null))
                changes.Add(change);
        }

        entry = held.Count == 0 ? entry : entry with { Held = [.. entry.Held, .. held] };
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

    private LinkChange? Compare(Entry entry, LinkSchema link, DeclaredLinks list, List<HeldChange> held)
    {
        var live = context.Snapshot.Links(link.Name, entry.Object);
        var (absent, doubt) = Write(entry, link, list);
        var desired = _written.ToSet();
        if (link.Arity == Arity.One)
            return Single(link, list, live, desired, doubt);
        var adds = ImmutableArray.CreateBuilder<LinkEdit>();
        var removes = ImmutableArray.CreateBuilder<LinkEdit>();
        var (added, surplus) = desired.As(list.Mode == LinkMode.Exclusive ? Extent.Exact : Extent.AtLeast).Against(live);
        var memory = Remembered(entry, link);
        foreach (var end in added)
        {
            if (memory is not null && Standing(end) is var (id, role) && memory.Holds(id, role) && !_written.IsReasoned(end))
                held.Add(Removed(link, end, _written.CauseOf(end)));
            else
                adds.Add(new LinkEdit(end, _written.CauseOf(end)));
        }

        var mayRemove = context.Snapshot.CompletenessOf(link.Name, entry.Object);
        doubt ??= mayRemove is Completeness.Unproven unproven ? unproven.Why : mayRemove.IsProven || entry.Change is Change.Create ? null : "not read";
        // What stands in an application that was there before us was given by somebody, and nobody wrote that the list is all.
        if (entry.Change is Change.Adopt && entry.Kind == Kind.Application && !list.SaysMode)
            doubt ??= "it was not created by us: write assignments: exclusive if this list is to be all";
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

    // Right after our own apply a list may not show yet what we added; later, what is missing was removed by somebody.
    private LinkMemory? Remembered(Entry entry, LinkSchema link) =>
        entry.Change is not Change.Create && entry.Key is { } key && context.Ledger.WrittenAt is { } written && context.Snapshot.TakenAt - written >= Matcher.VisibilityWindow
            && context.Snapshot.CompletenessOf(link.Name, entry.Object).IsProven
            ? context.Ledger.Entries.GetValueOrDefault(key)?.Links.GetValueOrDefault(link.Name)
            : null;

    private (string Id, string Role)? Standing(LinkEnd end) =>
        context.Snapshot.Roster.IdOf(end.To) is { } id ? (id.Value, context.Snapshot.Pool[end.Role].ToString()) : null;

    private HeldChange Removed(LinkSchema link, LinkEnd end, Cause cause)
    {
        var role = context.Snapshot.Pool[end.Role].ToString();
        return new HeldChange($"{link.Name} {context.Snapshot.Roster.NameOf(end.To)}{(role.Length == 0 ? "" : $" ({role})")}", "somebody else removed this since our last apply",
            "Write reason: on the line to put it back, or take the line away.", cause.Span);
    }

    private LinkChange? Single(LinkSchema link, DeclaredLinks list, LinkSet live, LinkSet desired, string? doubt)
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
            [.. adds.Select(e => new LinkEdit(e, _written.CauseOf(e)))],
            [.. removes.Select(e => new LinkEdit(e, new Cause.Declared(list.Span)))], 0)
        { Before = live.Ends.Length, Span = list.Span };

        LinkChange Empty(string why) => new(link, [], [], live.Ends.Length) { Before = live.Ends.Length, Span = list.Span, WithheldWhy = why };
    }

    /// <summary>Writes down the ends that the list means; says who counts as not written and why, and what it is in doubt about.</summary>
    private (IReadOnlyDictionary<Handle, Cause> Absent, string? Doubt) Write(Entry entry, LinkSchema link, DeclaredLinks list)
    {
        var roles = link.Qualifier == LinkQualifier.Role ? RoleNames.Of(context, entry) : null;
        Dictionary<Handle, Cause>? absent = null;
        _written.Clear();
        string? doubt = null;
        foreach (var reference in list.Ends)
        {
            switch (references.Resolve(reference))
            {
                case Resolution.Found found:
                    var role = reference.Role;
                    if (roles is not null && !roles.TryResolve(reference, references.Findings, out role))
                    {
                        doubt ??= $"the role {reference.Role ?? "of a line without role:"} does not exist";
                        break;
                    }

                    var pooled = context.Snapshot.Pool.Intern(role);
                    if (!reference.Expand)
                        _written.Add(new LinkEnd(found.Object, pooled), reference);
                    else
                        _written.AddRange(Nesting.Of(view, found.Object).Select(to => new LinkEnd(to, pooled)), reference);
                    break;
                case Resolution.Inert { Object: { } handle } inert:
                    (absent ??= [])[handle] = inert.Cause;
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
                    _written.AddHit(person, where.Span);
            }
        }

        return (absent ?? NobodyAbsent, doubt);
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
