using System.Collections.Immutable;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

/// <summary>All objects, the indexes over them and the history; changed only by <see cref="Apply"/>, under the caller's lock.</summary>
internal sealed class DirectoryStore
{
    private readonly List<DirectoryObject> _byHandle = [];
    private readonly Dictionary<Guid, DirectoryObject> _byId = [];
    private readonly HandleSet[] _live = [.. ObjectKinds.All.Select(_ => new HandleSet())];
    private readonly HandleSet[] _deleted = [.. ObjectKinds.All.Select(_ => new HandleSet())];

    public DirectoryStore() => Keys = new KeyIndex();

    public KeyIndex Keys { get; }

    public Extensions Extensions { get; } = new();

    public AssignmentIndex Assignments { get; } = new();

    public History History { get; } = new();

    public long Sequence { get; set; }

    public DirectoryObject this[int handle] => _byHandle[handle];

    public HandleSet Live(ObjectKind kind) => _live[(int)kind];

    public HandleSet Deleted(ObjectKind kind) => _deleted[(int)kind];

    /// <summary>The object with this id, live, deleted or purged.</summary>
    public DirectoryObject? Find(Guid id) => _byId.GetValueOrDefault(id);

    public DirectoryObject? FindLive(Guid id) => Find(id) is { Presence: Presence.Live } found ? found : null;

    /// <summary>Takes in a change; replayed and new changes go the same way. Answers whether anything changed.</summary>
    public bool Apply(Change change, long sequence, DateTimeOffset at)
    {
        Sequence = Math.Max(Sequence, sequence);
        return change switch
        {
            PutChange put => Put(put, at),
            LinkChange link => Link(link, at),
            DeleteChange delete => Find(delete.Id) is { } item && Delete(item, at, keepLinks: true),
            RestoreChange restore => Find(restore.Id) is { } item && Restore(item, restore.UserPrincipalName, at),
            PurgeChange purge => Find(purge.Id) is { } item && Purge(item, at),
            _ => throw new ArgumentException("Unknown change.", nameof(change)),
        };
    }

    /// <summary>Puts a soft-deleted object back as a snapshot held it, with the links that wait for its return.</summary>
    public void PutDeleted(Guid id, DateTimeOffset deletedAt, IEnumerable<(Relation Relation, Guid From, Guid To)> links)
    {
        if (Find(id) is not { } item)
            return;
        TakeOut(item, Presence.Deleted, deletedAt);
        foreach (var (relation, from, to) in links)
        {
            if (Find(from) is { } source && Find(to) is { } target)
                (item.Dormant ??= []).Add(new DormantLink(relation, source.Handle, target.Handle));
        }
    }

    /// <summary>Sets links of a baseline in bulk; they are sorted so that every one of them is appended.</summary>
    public static void LoadLinks(Relation relation, DirectoryObject from, IEnumerable<DirectoryObject> to)
    {
        foreach (var target in to.OrderBy(t => t.Handle))
        {
            if (from.LinksToWrite(relation).Add(target.Handle))
                target.ReverseToWrite(relation).Add(from.Handle);
        }
    }

    private bool Put(PutChange put, DateTimeOffset at)
    {
        if (Find(put.Id) is not { } item)
        {
            item = new DirectoryObject(put.Id, _byHandle.Count, put.Kind, put.Parent is { } parent ? Find(parent) : null) { Values = put.Values };
            _byHandle.Add(item);
            _byId.Add(put.Id, item);
            _live[(int)put.Kind].Add(item.Handle);
            Enter(item);
            Record(HistoryKind.Created, item, at);
            return true;
        }

        var changed = Differences(item, put.Values);
        if (changed.IsEmpty)
            return false;
        Leave(item);
        item.Values = put.Values;
        if (item.Presence == Presence.Live)
            Enter(item);
        History.Add(new HistoryEntry(Sequence, at, HistoryKind.Updated, item, changed));
        return true;
    }

    private bool Link(LinkChange link, DateTimeOffset at)
    {
        if (Find(link.From) is not { } from)
            return false;
        var changed = false;
        foreach (var id in link.Removed)
            changed |= Find(id) is { } to && Unlink(link.Relation, from, to, at);
        foreach (var id in link.Added)
            changed |= Find(id) is { } to && AddLink(link.Relation, from, to, at);
        return changed;
    }

    private bool AddLink(Relation relation, DirectoryObject from, DirectoryObject to, DateTimeOffset at)
    {
        if (!from.LinksToWrite(relation).Add(to.Handle))
            return false;
        to.ReverseToWrite(relation).Add(from.Handle);
        History.Add(new HistoryEntry(Sequence, at, HistoryKind.Linked, from, Relation: relation, Target: to));
        return true;
    }

    private bool Unlink(Relation relation, DirectoryObject from, DirectoryObject to, DateTimeOffset at)
    {
        if (!from.HasLinks(relation) || !from.LinksToWrite(relation).Remove(to.Handle))
            return false;
        to.ReverseToWrite(relation).Remove(from.Handle);
        History.Add(new HistoryEntry(Sequence, at, HistoryKind.Unlinked, from, Relation: relation, Target: to));
        return true;
    }

    private bool Delete(DirectoryObject item, DateTimeOffset at, bool keepLinks)
    {
        if (item.Presence != Presence.Live)
            return false;
        foreach (var relation in Relations.All)
        {
            foreach (var to in item.Links(relation).ToArray())
                Suspend(item, new DormantLink(relation, item.Handle, to), at, keepLinks);
            foreach (var from in item.Reverse(relation).ToArray())
                Suspend(item, new DormantLink(relation, from, item.Handle), at, keepLinks);
        }

        TakeOut(item, Presence.Deleted, at);
        Record(HistoryKind.Deleted, item, at);
        return true;
    }

    private void Suspend(DirectoryObject item, DormantLink link, DateTimeOffset at, bool keep)
    {
        Unlink(link.Relation, _byHandle[link.From], _byHandle[link.To], at);
        if (keep)
            (item.Dormant ??= []).Add(link);
    }

    private void TakeOut(DirectoryObject item, Presence presence, DateTimeOffset at)
    {
        Leave(item);
        if (item.Kind == ObjectKind.User && item.Presence == Presence.Live && item.Text("userPrincipalName") is { } name)
        {
            var prefix = item.Id.ToString("N");
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                item.Values = item.Values.With(UserType.Type["userPrincipalName"], prefix + name);
        }

        _live[(int)item.Kind].Remove(item.Handle);
        _deleted[(int)item.Kind].Remove(item.Handle);
        item.Presence = presence;
        item.DeletedAt = at;
        if (presence == Presence.Deleted)
            _deleted[(int)item.Kind].Add(item.Handle);
    }

    private bool Restore(DirectoryObject item, string? userPrincipalName, DateTimeOffset at)
    {
        if (item.Presence != Presence.Deleted)
            return false;
        if (item.Kind == ObjectKind.User)
            item.Values = item.Values.With(UserType.Type["userPrincipalName"], userPrincipalName ?? DeletedName.Original(item));
        _deleted[(int)item.Kind].Remove(item.Handle);
        _live[(int)item.Kind].Add(item.Handle);
        item.Presence = Presence.Live;
        item.DeletedAt = null;
        Enter(item);
        Record(HistoryKind.Restored, item, at);
        var dormant = item.Dormant ?? [];
        item.Dormant = null;
        foreach (var link in dormant)
            Wake(item, link, at);
        return true;
    }

    private void Wake(DirectoryObject item, DormantLink link, DateTimeOffset at)
    {
        var other = _byHandle[link.From == item.Handle ? link.To : link.From];
        if (other.Presence == Presence.Deleted)
            (other.Dormant ??= []).Add(link);
        else if (other.Presence == Presence.Live && !(link.Relation == Relation.Manager && _byHandle[link.From].HasLinks(Relation.Manager)))
            AddLink(link.Relation, _byHandle[link.From], _byHandle[link.To], at);
    }

    private bool Purge(DirectoryObject item, DateTimeOffset at)
    {
        if (item.Presence == Presence.Purged)
            return false;
        Delete(item, at, keepLinks: false);
        TakeOut(item, Presence.Purged, at);
        item.Dormant = null;
        if (item.Kind == ObjectKind.ExtensionProperty)
            Extensions.Forget(item);
        // What is gone for good neither holds nor grants a role.
        foreach (var assignment in Assignments.Of(item).ToArray().Concat(Assignments.HeldBy(item).ToArray()))
            Purge(_byHandle[assignment], at);
        Record(HistoryKind.Purged, item, at);
        return true;
    }

    private void Enter(DirectoryObject item)
    {
        Keys.Enter(item);
        if (item.Kind == ObjectKind.ExtensionProperty)
            Extensions.Register(item);
        else if (item.Kind == ObjectKind.AppRoleAssignment)
            Assignments.Enter(item, this);
    }

    private void Leave(DirectoryObject item)
    {
        Keys.Leave(item);
        if (item.Kind == ObjectKind.AppRoleAssignment)
            Assignments.Leave(item);
    }

    private void Record(HistoryKind kind, DirectoryObject item, DateTimeOffset at) =>
        History.Add(new HistoryEntry(Sequence, at, kind, item));

    private ImmutableArray<PropertyDefinition> Differences(DirectoryObject item, ObjectValues values)
    {
        var changed = ImmutableArray.CreateBuilder<PropertyDefinition>();
        foreach (var property in item.Type.Properties)
        {
            if (!ObjectValues.Same(item.Values.Raw(property), values.Raw(property)))
                changed.Add(property);
        }

        foreach (var name in item.Values.Extensions.Concat(values.Extensions).Select(e => e.Key).Distinct(StringComparer.Ordinal))
        {
            var property = Extensions.Find(item.Type, name) ?? Extensions.Definition(name, null, many: false);
            if (!ObjectValues.Same(item.Values.Raw(property), values.Raw(property)))
                changed.Add(property);
        }

        return changed.ToImmutable();
    }
}
