using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Deleted;

/// <summary>What DELETE does to an object of each kind.</summary>
internal static class Removal
{
    public static Answer SoftDelete(Call call, DirectoryObject item)
    {
        if (item.Kind is ObjectKind.User or ObjectKind.Group && item.Flag("onPremisesSyncEnabled") == true)
            throw Errors.OnPremises();
        if (!call.Switches.RestoreReturnsAssignments)
            ClearAssignments(call, item);
        if (IsRecoverable(call, item))
            call.Commit(new DeleteChange(item.Id));
        else
            call.Commit(new PurgeChange(item.Id));
        if (item.Kind == ObjectKind.Application && item.Text("appId") is { } appId
            && call.Store.Keys.ByAppId(ObjectKind.ServicePrincipal, appId) is { } principal)
        {
            if (!call.Switches.RestoreReturnsAssignments)
                ClearAssignments(call, principal);
            call.Commit(new DeleteChange(principal.Id));
        }

        return Answer.NoContent;
    }

    private static void ClearAssignments(Call call, DirectoryObject item)
    {
        var assignments = call.Store.Assignments;
        foreach (var handle in assignments.Of(item).ToArray().Concat(assignments.HeldBy(item).ToArray()))
            call.Commit(new PurgeChange(call.Store[handle].Id));
    }

    private static bool IsRecoverable(Call call, DirectoryObject item)
    {
        if (item.Kind != ObjectKind.Group)
            return true;
        var isUnified = item.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal);
        return isUnified || (call.Switches.SoftDeleteSecurityGroups && item.Flag("mailEnabled") != true);
    }
}
