using System.Text.Json;
using Reconciler.Emulator.Assignments;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Users;

namespace Reconciler.Emulator.Groups;

/// <summary>What users, groups and service principals share: memberOf and its checks.</summary>
internal static class MembershipQueries
{
    public static Answer Handle(Call call, ObjectKind? kind, string key, string[] rest)
    {
        var item = Lookup.Require(call, kind, key);
        return (call.Method, rest) switch
        {
            ("GET", ["memberOf", .. var cast]) => LinkListing.Answer(call, item.Reverse(Relation.Members), cast),
            ("GET", ["transitiveMemberOf", .. var cast]) => LinkListing.Answer(call, GroupsOf(call.Store, item), cast),
            ("GET", ["ownedObjects", .. var cast]) => LinkListing.Answer(call, item.Reverse(Relation.Owners), cast),
            ("GET", ["transitiveReports", .. var cast]) => LinkListing.Answer(call, Climb(call.Store, item, Relation.Manager), cast),
            (_, ["appRoleAssignments", .. var id]) when item.Kind != ObjectKind.Application => AssignmentRoutes.Held(call, item, id),
            ("POST", ["checkMemberGroups"]) => Check(call, item, "groupIds"),
            ("POST", ["checkMemberObjects"]) => Check(call, item, "ids"),
            ("POST", ["getMemberGroups" or "getMemberObjects"]) => AllIds(call, item),
            ("POST", ["revokeSignInSessions"]) when item.Kind == ObjectKind.User => UserWrites.RevokeSessions(call, item),
            (_, ["memberOf" or "transitiveMemberOf" or "ownedObjects" or "checkMemberGroups" or "checkMemberObjects" or "getMemberGroups"
                or "getMemberObjects" or "revokeSignInSessions", ..]) => throw Errors.WrongVerb(),
            (_, ["assignLicense" or "licenseDetails" or "authentication" or "sponsors" or "synchronization"
                or "owners" or "photo" or "onPremisesSyncBehavior", ..]) => throw Errors.NotImplemented(),
            (_, [var segment, ..]) => throw Errors.NoSegment(segment),
            _ => throw Errors.WrongVerb(),
        };
    }

    /// <summary>Every group above, however far; circles end where they were entered.</summary>
    public static HandleSet GroupsOf(DirectoryStore store, DirectoryObject item) => Climb(store, item, Relation.Members);

    private static HandleSet Climb(DirectoryStore store, DirectoryObject item, Relation relation)
    {
        var found = new HandleSet();
        var open = new Queue<DirectoryObject>([item]);
        while (open.TryDequeue(out var next))
        {
            foreach (var above in next.Reverse(relation).Span)
            {
                if (found.Add(above))
                    open.Enqueue(store[above]);
            }
        }

        return found;
    }

    private static Answer Check(Call call, DirectoryObject item, string name)
    {
        var body = call.ReadBody();
        if (!body.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
            throw Errors.Required(name, "directoryObject");
        if (list.GetArrayLength() > 20)
            throw Errors.BadRequest("The number of group ids to check exceeds the maximum value of 20.");
        var groups = GroupsOf(call.Store, item);
        var ids = list.EnumerateArray()
            .Select(e => Guid.TryParse(e.GetString(), out var id) ? id : throw Errors.BadRequest($"Invalid object identifier '{e}'."))
            .Where(id => call.Store.FindLive(id) is { } group && groups.Contains(group.Handle));
        return Ids(call, ids);
    }

    private static Answer AllIds(Call call, DirectoryObject item)
    {
        var onlySecurity = call.ReadBody().TryGetProperty("securityEnabledOnly", out var flag) && flag.ValueKind == JsonValueKind.True;
        var groups = GroupsOf(call.Store, item).ToArray().Select(h => call.Store[h]);
        return Ids(call, groups.Where(g => !onlySecurity || g.Flag("securityEnabled") == true).Select(g => g.Id));
    }

    private static Answer Ids(Call call, IEnumerable<Guid> ids) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("@odata.context", call.Context("Collection(Edm.String)"));
        writer.WriteStartArray("value");
        foreach (var id in ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
