using Reconciler.Emulator.Deleted;
using Reconciler.Emulator.Delta;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Groups;

internal static class GroupRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["groups"]) => All(call).Answer(call),
        ("POST", ["groups"]) => GroupWrites.Create(call),
        (_, ["groups"]) => throw Errors.WrongVerb(),
        ("GET", ["groups", "$count"]) => All(call).Count(call),
        ("GET", ["groups", "delta"]) => DeltaRound.Answer(call, ObjectKind.Group),
        (_, ["groups", "$count" or "delta"]) => throw Errors.WrongVerb(),
        ("PATCH", ["groups", var key]) when GroupWrites.IsUpsert(key) => GroupWrites.Upsert(call, key),
        ("GET", ["groups", var key]) => OneObject.Answer(call, Group(call, key), "groups"),
        ("PATCH", ["groups", var key]) => GroupWrites.Update(call, Group(call, key)),
        ("DELETE", ["groups", var key]) => Delete(call, Group(call, key)),
        (_, ["groups", _]) => throw Errors.WrongVerb(),
        ("POST", ["groups", var key, "members" or "owners", "$ref"]) => References.Add(call, Source(call, key), RelationAt(call, 2)),
        ("PATCH", ["groups", _, "members" or "owners", "$ref"]) =>
            throw Errors.OData("The request is currently not supported on the targeted entity set"),
        ("DELETE", ["groups", var key, "members" or "owners", var id, "$ref"]) => References.Remove(call, Source(call, key), RelationAt(call, 2), id),
        ("DELETE", ["groups", var key, "members" or "owners", var id]) => DeleteThrough(call, Group(call, key), RelationAt(call, 2), id),
        ("POST", ["groups", _, "members" or "owners"]) => throw Errors.OData("Write requests are only supported on contained entities"),
        ("GET", ["groups", var key, "members" or "owners", "$ref"]) => ReferenceList.Answer(call, Group(call, key), RelationAt(call, 2)),
        ("GET", ["groups", var key, "members", .. var rest]) => LinkListing.Answer(call, Group(call, key).Links(Relation.Members), rest, Shown(call)),
        ("GET", ["groups", var key, "owners", .. var rest]) => LinkListing.Answer(call, Group(call, key).Links(Relation.Owners), rest),
        ("GET", ["groups", var key, "transitiveMembers", .. var rest]) =>
            LinkListing.Answer(call, Nesting.AllMembers(call.Store, Group(call, key)), rest, Shown(call)),
        (_, ["groups", _, "members" or "owners" or "transitiveMembers", ..]) => throw Errors.WrongVerb(),
        (_, ["groups", var key, .. var rest]) => MembershipQueries.Handle(call, ObjectKind.Group, key, rest),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(Call call) => new(call.Store.Live(ObjectKind.Group), "groups") { Types = [GroupType.Type] };

    private static DirectoryObject Group(Call call, string key) => Lookup.Require(call, ObjectKind.Group, key);

    /// <summary>A reference from a group that replication has not brought yet is refused differently from one that does not exist.</summary>
    private static DirectoryObject Source(Call call, string key)
    {
        var group = Lookup.Find(call, ObjectKind.Group, key) ?? throw Errors.NotFound(Lookup.Shown(key));
        return call.Sees(group) ? group : throw Errors.SourceMissing();
    }

    private static Relation RelationAt(Call call, int index) => Relations.Parse(call.Path[index]) ?? Relation.Members;

    private static Func<DirectoryObject, bool>? Shown(Call call) =>
        call.Switches.HideServicePrincipalMembers ? item => item.Kind != ObjectKind.ServicePrincipal : null;

    private static Answer Delete(Call call, DirectoryObject group)
    {
        GroupRules.RefuseReadOnly(group);
        return Removal.SoftDelete(call, group);
    }

    /// <summary>The trap of a forgotten <c>/$ref</c>: the request reaches the object itself.</summary>
    private static Answer DeleteThrough(Call call, DirectoryObject group, Relation relation, string id)
    {
        if (!call.Switches.DeleteWithoutRefDeletesObject)
            throw Errors.OData("Write requests are only supported on contained entities");
        var target = Lookup.Require(call, null, id);
        return group.Links(relation).Contains(target.Handle) ? Removal.SoftDelete(call, target) : throw Errors.NotFound(id);
    }
}
