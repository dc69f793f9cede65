using Reconciler.Emulator.Directory;

namespace Reconciler.Emulator.State;

/// <summary>The words of <c>"type"</c> in the state format.</summary>
internal static class StateTypes
{
    public static string Name(ObjectKind kind) => kind switch
    {
        ObjectKind.User => "user",
        ObjectKind.Group => "group",
        ObjectKind.Application => "application",
        ObjectKind.ServicePrincipal => "servicePrincipal",
        ObjectKind.ExtensionProperty => "extensionProperty",
        ObjectKind.RoleDefinition => "roleDefinition",
        ObjectKind.ApplicationTemplate => "applicationTemplate",
        ObjectKind.AppRoleAssignment => "appRoleAssignment",
        _ => "roleAssignment",
    };

    public static ObjectKind? Parse(string type) => type switch
    {
        "user" => ObjectKind.User,
        "group" => ObjectKind.Group,
        "application" => ObjectKind.Application,
        "servicePrincipal" => ObjectKind.ServicePrincipal,
        "extensionProperty" => ObjectKind.ExtensionProperty,
        "roleDefinition" => ObjectKind.RoleDefinition,
        "roleAssignment" => ObjectKind.RoleAssignment,
        "applicationTemplate" => ObjectKind.ApplicationTemplate,
        "appRoleAssignment" => ObjectKind.AppRoleAssignment,
        _ => null,
    };

    /// <summary>The property a member of a line holds: assignments name their ends as a person would.</summary>
    public static string Property(ObjectKind kind, string member) => (kind, member) switch
    {
        (ObjectKind.AppRoleAssignment, "resource") => "resourceId",
        (ObjectKind.AppRoleAssignment, "principal") => "principalId",
        (ObjectKind.AppRoleAssignment, "role") => "appRoleId",
        _ => member,
    };

    /// <summary>The member that holds a property: the reverse of <see cref="Property"/>.</summary>
    public static string Member(ObjectKind kind, string property) => (kind, property) switch
    {
        (ObjectKind.AppRoleAssignment, "resourceId") => "resource",
        (ObjectKind.AppRoleAssignment, "principalId") => "principal",
        (ObjectKind.AppRoleAssignment, "appRoleId") => "role",
        _ => property,
    };
}
