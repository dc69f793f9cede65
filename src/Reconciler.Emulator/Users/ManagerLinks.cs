using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Users;

internal static class ManagerLinks
{
    public static Answer Get(Call call, DirectoryObject user) => OneObject.Mixed(call, Of(call, user));

    public static Answer GetReference(Call call, DirectoryObject user)
    {
        var manager = Of(call, user);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", call.Context("$ref"));
            writer.WriteString("@odata.id", $"{call.Root}directoryObjects/{manager.Id}/Microsoft.DirectoryServices.User");
            writer.WriteEndObject();
        });
    }

    public static Answer Set(Call call, DirectoryObject user)
    {
        var manager = ReferenceUrl.FromBody(call);
        Check(user, manager);
        Commit(call, user, manager);
        return Answer.NoContent;
    }

    public static Answer Remove(Call call, DirectoryObject user)
    {
        RefuseSynced(user);
        var manager = Of(call, user);
        call.Commit(new LinkChange(Relation.Manager, user.Id, [], [manager.Id]));
        return Answer.NoContent;
    }

    public static void Check(DirectoryObject? user, DirectoryObject manager)
    {
        if (manager.Kind != ObjectKind.User)
            throw Errors.BadRequest("An invalid operation was included in the following modified references: 'manager'.");
        if (user is null)
            return;
        RefuseSynced(user);
        if (manager == user)
            throw Errors.BadRequest("An invalid operation was included in the following modified references: 'manager'.");
    }

    public static void Commit(Call call, DirectoryObject user, DirectoryObject manager)
    {
        Guid[] before = [.. user.Links(Relation.Manager).ToArray().Select(h => call.Store[h].Id).Where(id => id != manager.Id)];
        call.Commit(new LinkChange(Relation.Manager, user.Id, [manager.Id], [.. before]));
    }

    private static DirectoryObject Of(Call call, DirectoryObject user) =>
        user.HasLinks(Relation.Manager) ? call.Store[user.Links(Relation.Manager)[0]] : throw Errors.NotFound("manager");

    private static void RefuseSynced(DirectoryObject user)
    {
        if (user.Flag("onPremisesSyncEnabled") == true)
            throw Errors.OnPremises();
    }
}
