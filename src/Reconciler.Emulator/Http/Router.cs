using Reconciler.Emulator.Applications;
using Reconciler.Emulator.Deleted;
using Reconciler.Emulator.Groups;
using Reconciler.Emulator.Roles;
using Reconciler.Emulator.Tenant;
using Reconciler.Emulator.Users;

namespace Reconciler.Emulator.Http;

/// <summary>Hands a call to the surface its first segments name.</summary>
internal static class Router
{
    public static Answer Route(Call call) => call.Path switch
    {
        ["users", ..] => UserRoutes.Handle(call),
        ["groups", ..] => GroupRoutes.Handle(call),
        ["applications", ..] => ApplicationRoutes.Handle(call),
        ["servicePrincipals", ..] => ServicePrincipalRoutes.Handle(call),
        ["directory", "deletedItems", ..] => DeletedItemRoutes.Handle(call),
        ["directoryObjects", ..] => DirectoryObjectRoutes.Handle(call),
        ["roleManagement", "directory", ..] => RoleRoutes.Handle(call),
        ["applicationTemplates", ..] => TemplateRoutes.Handle(call),
        ["invitations", ..] => Invitations.Handle(call),
        ["organization", ..] => OrganizationRoutes.Handle(call),
        ["domains", ..] => DomainRoutes.Handle(call),
        ["me", ..] => throw Errors.OData("/me request is only valid with delegated authentication flow."),
        ["$batch"] => throw Errors.OData("A batch cannot be nested."),
        ["directory", ..] or ["roleManagement", ..] or ["$metadata"] or ["subscribedSkus", ..]
            or ["auditLogs", ..] or ["directoryRoles", ..] => throw Errors.NotImplemented(),
        [var other, ..] => throw Errors.NoSegment(other),
        [] => throw Errors.OData("Resource not found for the segment ''."),
    };
}
