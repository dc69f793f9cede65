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
        _ => null,
    };
}
