using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Users;

namespace Reconciler.Emulator.Deleted;

internal static class DeletedItemRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path[2..]) switch
    {
        ("GET", []) => throw Errors.BadRequest(
            "The resource type must be specified: cast deletedItems to microsoft.graph.user, group, application or servicePrincipal."),
        ("GET", ["microsoft.graph.administrativeUnit" or "microsoft.graph.device"]) => Nothing.Answer(call),
        ("GET", [var cast]) when LinkListing.Kind(cast) is { } kind => Of(call, kind).Answer(call),
        ("GET", [var cast, "$count"]) when LinkListing.Kind(cast) is { } kind => Of(call, kind).Count(call),
        ("GET", [var id]) => OneObject.Mixed(call, Find(call, id)),
        ("GET", [var id, var cast]) when LinkListing.Kind(cast) is { } kind =>
            OneObject.Answer(call, Find(call, id, kind), ObjectKinds.TypeOf(kind).Set),
        ("DELETE", [var id]) => Purge(call, Find(call, id)),
        ("POST", [var id, "restore"]) => Restore(call, Find(call, id)),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing Nothing => new(new HandleSet(), "directoryObjects") { Types = [ObjectKinds.TypeOf(ObjectKind.Group)] };

    private static Listing Of(Call call, ObjectKind kind) => new(call.Store.Deleted(kind), ObjectKinds.TypeOf(kind).Set)
    {
        Types = [ObjectKinds.TypeOf(kind)],
        Mixed = true,
        OfDeleted = true,
    };

    private static DirectoryObject Find(Call call, string id, ObjectKind? kind = null) =>
        Guid.TryParse(id, out var guid) && call.Store.Find(guid) is { Presence: Presence.Deleted } item && (kind is null || item.Kind == kind)
            ? item
            : throw Errors.NotFound(id);

    private static Answer Purge(Call call, DirectoryObject item)
    {
        call.Commit(new PurgeChange(item.Id));
        return Answer.NoContent;
    }

    private static Answer Restore(Call call, DirectoryObject item)
    {
        var name = item.Kind == ObjectKind.User ? NewName(call, item) : null;
        if (item.Kind == ObjectKind.Group && item.Text("uniqueName") is { } uniqueName && call.Store.Keys.GroupByUniqueName(uniqueName) is not null)
            throw Errors.InUse("uniqueName");
        if (item.Kind == ObjectKind.Group && item.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal)
            && item.Text("mailNickname") is { } alias && call.Store.Keys.GroupByAlias(alias) is not null)
        {
            throw Errors.InUse("mailNickname");
        }

        call.Commit(new RestoreChange(item.Id, name));
        if (item.Kind == ObjectKind.Application && item.Text("appId") is { } appId)
            RestorePrincipal(call, appId);
        return OneObject.Mixed(call, item);
    }

    /// <summary>The name the user returns with, when the request gives one; its own must still be free otherwise.</summary>
    private static string? NewName(Call call, DirectoryObject user)
    {
        string? given = null;
        var reconcile = false;
        if (!call.Body.IsEmpty)
        {
            var body = call.ReadBody();
            given = body.TryGetProperty("newUserPrincipalName", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            reconcile = body.TryGetProperty("autoReconcileProxyConflict", out var flag) && flag.ValueKind == JsonValueKind.True;
        }

        PrincipalName.Check(call, given ?? DeletedName.Original(user), user);
        if (!reconcile && user.Text("mail") is { } mail && call.Store.Keys.ByAddress(mail) is not null)
            throw Errors.InUse("proxyAddresses");
        return given;
    }

    private static void RestorePrincipal(Call call, string appId)
    {
        foreach (var handle in call.Store.Deleted(ObjectKind.ServicePrincipal).ToArray())
        {
            if (string.Equals(call.Store[handle].Text("appId"), appId, StringComparison.OrdinalIgnoreCase))
                call.Commit(new RestoreChange(call.Store[handle].Id, null));
        }
    }
}
