using Reconciler.Emulator.Applications;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.OData;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;
using Reconciler.Emulator.Writes;

namespace Reconciler.Emulator.Assignments;

/// <summary>Gives a principal a role of a service principal; there is no update, and the same role is held once.</summary>
internal static class AssignmentWrites
{
    public static Answer Create(Call call, DirectoryObject end, string set)
    {
        var body = WriteBody.Read(call, ApplicationTypes.Assignment, isCreate: true);
        var principal = End(call, body, "principalId", end);
        var resource = End(call, body, "resourceId", end);
        if (end != principal && end != resource)
            throw Errors.InvalidReference();
        if (resource.Kind != ObjectKind.ServicePrincipal || !CanHold(principal))
            throw Errors.InvalidReference();
        var role = Id(body, "appRoleId");
        CheckRole(resource, principal, role);
        var held = call.Store.Assignments.HeldBy(principal);
        foreach (var handle in held.Span)
        {
            if (call.Store[handle].Ends?.Resource == resource && Guid.TryParse(call.Store[handle].Text("appRoleId"), out var other) && other == role)
            {
                const string Message = "Permission being assigned already exists on the object";
                throw Errors.BadRequest(Message, new ErrorDetail("InvalidUpdate", Message, null));
            }
        }

        if (held.Count >= call.Switches.AssignmentsPerPrincipal)
        {
            throw new GraphException(403, "Directory_QuotaExceeded", $"Unable to perform operation as '{held.Count + 1}' would exceed the maximum "
                + $"quota count '{call.Switches.AssignmentsPerPrincipal}' for forward-link 'appRoleAssignment'.");
        }

        var id = call.Tenant.NewId("appRoleAssignment");
        var type = ApplicationTypes.Assignment;
        call.Commit(new PutChange(ObjectKind.AppRoleAssignment, id, ObjectValues.Empty.With(
        [
            new(type["appRoleId"], role.ToString()),
            new(type["createdDateTime"], StateWriter.Time(call.Now)),
            new(type["principalId"], principal.Id.ToString()),
            new(type["resourceId"], resource.Id.ToString()),
        ])));
        return call.Store.FindLive(id) is { } created
            ? OneObject.Created(call, created, set).With("Location", $"{call.Root}{set}/{AssignmentId.Text(principal.Id, id)}")
            : throw Errors.NotFound(id.ToString());
    }

    /// <summary>A security group, or a Microsoft 365 group that is security-enabled.</summary>
    private static bool CanHold(DirectoryObject principal) => principal.Kind switch
    {
        ObjectKind.User or ObjectKind.ServicePrincipal => true,
        ObjectKind.Group => principal.Flag("securityEnabled") == true,
        _ => false,
    };

    private static void CheckRole(DirectoryObject resource, DirectoryObject principal, Guid role)
    {
        var type = principal.Type.Resource;
        var offered = AppRoles.Of(resource).Where(r => r.IsEnabled && r.Suits(type)).ToList();
        if (role == Guid.Empty ? offered.Count > 0 : !offered.Exists(r => r.Id == role))
            throw Errors.BadRequest("Permission being assigned was not found on application");
    }

    private static DirectoryObject End(Call call, WriteBody body, string property, DirectoryObject end)
    {
        var id = Id(body, property);
        if (id == end.Id)
            return end;
        var found = call.Store.FindLive(id) ?? throw Errors.NotFound(id.ToString());
        return call.Sees(found) ? found : throw Errors.InvalidReference();
    }

    private static Guid Id(WriteBody body, string property)
    {
        body.Require(property);
        return Guid.TryParse(body.Text(property), out var id) ? id : throw Errors.InvalidValue(property, "AppRoleAssignment");
    }
}
