using Reconciler.Emulator.Assignments;
using Reconciler.Emulator.Deleted;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Groups;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Applications;

internal static class ServicePrincipalRoutes
{
    public static Answer Handle(Call call) => (call.Method, call.Path) switch
    {
        ("GET", ["servicePrincipals"]) => All(call).Answer(call),
        ("POST", ["servicePrincipals"]) => ApplicationWrites.CreatePrincipal(call),
        ("GET", ["servicePrincipals", "$count"]) => All(call).Count(call),
        ("GET", ["servicePrincipals", var key]) => OneObject.Answer(call, Principal(call, key), "servicePrincipals"),
        ("PATCH", ["servicePrincipals", var key]) => ApplicationWrites.Update(call, Principal(call, key)),
        ("DELETE", ["servicePrincipals", var key]) => Removal.SoftDelete(call, Principal(call, key)),
        (_, ["servicePrincipals", var key, "appRoleAssignedTo", .. var id]) => AssignmentRoutes.Granted(call, Principal(call, key), id),
        (_, ["servicePrincipals", var key, .. [_, ..] and var rest]) => MembershipQueries.Handle(call, ObjectKind.ServicePrincipal, key, rest),
        _ => throw Errors.WrongVerb(),
    };

    private static Listing All(Call call) =>
        new(call.Store.Live(ObjectKind.ServicePrincipal), "servicePrincipals") { Types = [ApplicationTypes.ServicePrincipal] };

    private static DirectoryObject Principal(Call call, string key) => Lookup.Require(call, ObjectKind.ServicePrincipal, key);
}
