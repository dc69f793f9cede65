using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// Groups that are pushed into an application. Their members are the accounts of those of their people who are provisioned; members whom we did not
/// push are kept unless <c>foreignMembers: remove</c> says otherwise.
/// </summary>
internal sealed class PushedGroups(AccountContext context, PushSettings push, Accounts accounts)
{
    private readonly LiveIndex _live = new(context.Target, Kind.Group);
    private readonly AccountValues _values = new(context, context.GroupRows, context.Scim.Profile.Groups);

    /// <summary>How many live groups are ours: what guards measure against.</summary>
    public int Linked { get; private set; }

    public IReadOnlyList<Entry> Plan()
    {
        var entries = new List<Entry>();
        foreach (var group in Pushed().OrderBy(context.NameOf, StringComparer.OrdinalIgnoreCase))
            entries.Add(Of(group));
        // Nested groups are linked once every group has its place.
        entries = [.. entries.Select(e => accounts.GroupOf(e.Object) is { } group ? WithMembers(e, group) : e)];
        var seen = entries.Select(e => e.Object).ToHashSet();
        foreach (var account in context.Target[Kind.Group].Rows.Where(g => !seen.Contains(g)))
            entries.Add(Unpushed(account));
        Linked = entries.Count(e => e.Id is not null && e.Key is not null && e.Change is not (Change.Adopt or Change.Blocked));
        return entries;
    }

    private IEnumerable<Handle> Pushed() => push.Push == GroupPush.All
        ? context.Outlook.View.Objects(Kind.Group)
        : context.Outlook.After(context.Application).Groups.Select(g => g.To).Distinct().Where(context.Outlook.View.Exists);

    private Entry Of(Handle group)
    {
        var values = context.Evaluate(context.GroupRows, group, isSoftDeleted: false);
        var cause = CauseOf(group);
        var pair = Find(group, values);
        var entry = new Entry(pair.Object, Kind.Group, pair.Change, cause)
        {
            Key = context.KeyOf(group),
            Id = context.Target.Roster.IdOf(pair.Object),
            Name = context.NameOf(group),
        };
        if (entry.Change is Change.Blocked)
            return entry;
        if (_values.Fault(values, entry.Change is Change.Create) is { } fault)
            return entry with { Change = new Change.Blocked(fault) };
        if (entry.Change is Change.Create && !context.Target.CompletenessOf(Kind.Group.Name).IsProven)
            return entry with { Change = new Change.Keep(KeepReason.Incomplete, "not created while the list of groups is not read whole") };
        accounts.Own(group, pair.Object);
        if (entry.Change is Change.Create)
            return entry with { Cells = _values.ForCreate(values), Effects = Effects.Created };
        ImmutableArray<CellChange> cells = [.. _values.Differing(values, pair.Object)];
        return cells.IsEmpty && entry.Change is Change.Update
            ? entry with { Change = new Change.Keep(KeepReason.Unchanged) }
            : entry with { Cells = cells, Effects = (cells.IsEmpty ? Effects.None : Effects.Updated) | (entry.Change is Change.Adopt ? Effects.Adopted : Effects.None) };
    }

    private (Handle Object, Change Change) Find(Handle group, ImmutableArray<ProjectedValue> values)
    {
        var key = context.KeyOf(group);
        var linked = ByExternalId(values);
        if (linked.Count > 1)
            return (context.Target.Roster.Declared(key), new Change.Blocked(AccountConflicts.SeveralAccounts("externalId", "of this group", linked.Count)));
        if (linked.Count == 1)
            return (_live.Table.Rows[linked[0]], new Change.Update());
        if (context.Ledger.Entries.GetValueOrDefault(key) is { } entry && context.Target.Roster.Find(entry.Id) is { } known && _live.Table.RowOf(known) >= 0)
            return (known, new Change.Update());
        foreach (var i in Enumerable.Range(0, values.Length).Where(i => context.GroupRows[i].Row.Match is not null).OrderBy(i => context.GroupRows[i].Row.Match))
        {
            var hits = _live.With(context.GroupRows[i].Schema.Name, values[i].Value).Where(r => accounts.GroupOf(_live.Table.Rows[r]) is null).ToArray();
            if (hits.Length > 1)
                return (context.Target.Roster.Declared(key), new Change.Blocked(AccountConflicts.SeveralAccounts(context.GroupRows[i].Schema.Name, values[i].Value.ToString(), hits.Length)));
            if (hits.Length == 1)
                return (_live.Table.Rows[hits[0]], new Change.Adopt(new RecognisedBy.ByAttribute(context.GroupRows[i].Schema.Name)));
        }

        return (context.Target.Roster.Declared(key), new Change.Create());
    }

    private IReadOnlyList<int> ByExternalId(ImmutableArray<ProjectedValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (context.GroupRows[i].Row.Target.Is("externalId") && values[i].Value is AttributeValue.Text value)
                return _live.With(context.GroupRows[i].Schema.Name, value);
        }

        return [];
    }

    private Entry WithMembers(Entry entry, Handle group)
    {
        if (entry.Change is Change.Blocked or Change.Keep { Why: not KeepReason.Unchanged } || context.Target.Schema[Kind.Group].FindLink("members") is not { } link)
            return entry;
        var live = context.Target.Links("members", entry.Object);
        var desired = LinkSet.Of(context.Outlook.View.Links("members", group).Ends.Select(m => AccountOf(m.To)).OfType<Handle>());
        var (adds, surplus) = desired.Against(live);
        var completeness = context.Target.CompletenessOf("members", entry.Object);
        var doubt = context.Doubt ?? (completeness.IsProven || entry.Change is Change.Create ? null : completeness is Completeness.Unproven u ? u.Why : "not read");
        var removes = ImmutableArray.CreateBuilder<LinkEdit>();
        int kept = 0, withheld = 0;
        foreach (var end in surplus)
        {
            var person = accounts.PersonOf(end.To);
            if (!link.To.Contains(context.Target.Roster.KindOf(end.To)) || (person is null && accounts.EndOf(end.To) is null && !push.RemovesForeignMembers))
                kept++;
            else if (doubt is not null)
                withheld++;
            else
                removes.Add(new LinkEdit(end, WhyGone(group, person, end.To)));
        }

        if (adds.IsEmpty && removes.Count == 0 && withheld == 0)
            return entry;
        var span = entry.Cause.Span;
        var change = new LinkChange(link, [.. adds.Select(e => new LinkEdit(e, new Cause.Declared(entry.Cause.Span)))], removes.ToImmutable(), live.Ends.Length - surplus.Length)
        {
            Kept = kept,
            Withheld = withheld,
            WithheldWhy = withheld > 0 ? doubt : null,
            Before = live.Ends.Length,
            Span = span,
        };
        return entry with
        {
            Links = [change],
            Change = entry.Change is Change.Keep && !change.IsEmpty ? new Change.Update() : entry.Change,
            Effects = entry.Effects | (change.Removes.IsEmpty ? Effects.None : Effects.LinksLost) | (change.Adds.IsEmpty ? Effects.None : Effects.LinksGained),
        };
    }

    private Cause WhyGone(Handle group, Handle? person, Handle account) => person is { } known
        ? context.Outlook.EditOf("members", group, new LinkEnd(known)) ?? Standing.Of(context.Outlook, context.Application, context.Scim.Users, known).Cause
        : accounts.EndOf(account) ?? new Cause.Policy("foreignMembers: remove", push.Span);

    private Handle? AccountOf(Handle member) =>
        context.Outlook.Roster.KindOf(member) == Kind.Group && !context.Scim.Profile.Members.Nested ? null : accounts.AccountOf(member);

    private Entry Unpushed(Handle account)
    {
        var entry = new Entry(account, Kind.Group, new Change.Keep(KeepReason.Unknown), new Cause.NoAccess("not pushed by us", null, SourceSpan.None))
        {
            Id = context.Target.Roster.IdOf(account),
            Name = context.Target.Roster.NameOf(account),
        };
        if (context.Ledger.Entries.Values.FirstOrDefault(e => e.Key.Kind == Kind.Group && e.Id == entry.Id) is not { } linked)
            return entry;
        entry = entry with { Key = linked.Key, Name = linked.Key.Name, Cause = new Cause.NoAccess("no longer assigned", null, push.UnassignedSpan) };
        return push.DeletesUnassigned switch
        {
            false => entry with { Change = new Change.Keep(KeepReason.Policy, "groups.unassigned: keep") },
            true when context.Doubt is { } doubt => entry with { Change = new Change.Keep(KeepReason.Incomplete, doubt) },
            true => entry with { Change = new Change.Delete(new Claim.Policy("groups.unassigned: delete", push.UnassignedSpan)), Effects = Effects.Deleted },
        };
    }

    private Cause CauseOf(Handle group)
    {
        var assigned = context.Outlook.After(context.Application).Groups.FirstOrDefault(g => g.To == group);
        return assigned.To == group && context.Outlook.LineOf(context.Application, assigned) is { } line
            ? new Cause.Assigned("as a group", line.Span)
            : new Cause.Policy("every group is pushed", push.Span);
    }
}
