using System.Collections.Immutable;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Groups;

/// <summary>Members and owners: one by <c>$ref</c>, up to twenty by <c>@odata.bind</c>.</summary>
internal static class References
{
    public const int BindLimit = 20;
    private const int OwnerLimit = 100;

    public static Answer Add(Call call, DirectoryObject group, Relation relation)
    {
        RefuseWrites(call, group, relation);
        var target = ReferenceUrl.FromBody(call);
        CheckAdded(group, relation, [target]);
        call.Commit(new LinkChange(relation, group.Id, [target.Id], []));
        return Answer.NoContent;
    }

    public static Answer Remove(Call call, DirectoryObject group, Relation relation, string id)
    {
        RefuseWrites(call, group, relation);
        var target = Lookup.Find(call, null, id) ?? throw Errors.NotFound(id);
        var links = group.Links(relation);
        if (!links.Contains(target.Handle))
            throw call.Switches.MissingReferenceIsBadRequest ? Errors.NotReferenced(relation.Name()) : Errors.NotFound(id);
        if (relation == Relation.Owners && call.Switches.KeepLastOwner && IsLastUser(call, links, target))
            throw Errors.BadRequest("The group must have at least one owner, hence this owner cannot be removed.");
        call.Commit(new LinkChange(relation, group.Id, [], [target.Id]));
        return Answer.NoContent;
    }

    /// <summary>The bound objects of a body; nothing is written unless all of them can be added.</summary>
    public static ImmutableArray<DirectoryObject> Bound(Call call, WriteBody body, Relation relation)
    {
        var urls = body.Bound(relation.Name());
        var targets = ImmutableArray.CreateBuilder<DirectoryObject>(urls.Length);
        foreach (var url in urls)
        {
            var target = ReferenceUrl.Find(call, url);
            if (targets.Contains(target))
                throw Errors.BadRequest($"Object '{target.Id}' referenced from '{relation.Name()}' can only be present once as an add/remove change.");
            targets.Add(target);
        }

        return targets.ToImmutable();
    }

    public static void RefuseTooMany(int count)
    {
        if (count > BindLimit)
            throw Errors.BadRequest($"The number of references in one request exceeds the maximum value of {BindLimit}.");
    }

    public static void CheckAdded(DirectoryObject group, Relation relation, IReadOnlyCollection<DirectoryObject> targets)
    {
        var links = group.Links(relation);
        foreach (var target in targets)
        {
            if (links.Contains(target.Handle))
                throw Errors.AlreadyReferenced(relation.Name());
            if (target == group)
                throw Errors.BadRequest($"An invalid operation was included in the following modified references: '{relation.Name()}'.");
            Nesting.Check(Nesting.IsUnified(group), group.Flag("isAssignableToRole") == true, relation, target);
        }

        if (relation == Relation.Owners)
            CheckOwnerCount(links.Count + targets.Count);
    }

    public static void CheckOwnerCount(int count)
    {
        if (count > OwnerLimit)
        {
            throw new GraphException(403, "Directory_QuotaExceeded",
                $"Unable to perform operation as '{count}' would exceed the maximum quota count '{OwnerLimit}' for forward-link 'owners'.");
        }
    }

    public static void RefuseWrites(Call call, DirectoryObject group, Relation relation)
    {
        GroupRules.RefuseReadOnly(group);
        GroupRules.RefuseDynamic(call, group, relation);
    }

    private static bool IsLastUser(Call call, HandleSet owners, DirectoryObject target) =>
        target.Kind == ObjectKind.User && !owners.ToArray().Select(h => call.Store[h]).Any(o => o != target && o.Kind == ObjectKind.User);
}
