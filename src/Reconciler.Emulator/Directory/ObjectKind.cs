using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

internal enum ObjectKind
{
    User,
    Group,
    Application,
    ServicePrincipal,
    ExtensionProperty,
    RoleDefinition,
    RoleAssignment,
    ApplicationTemplate,
    AppRoleAssignment,
}

internal static class ObjectKinds
{
    public static readonly ObjectKind[] All = Enum.GetValues<ObjectKind>();

    /// <summary>The kinds that are directory objects: they can be soft-deleted, linked and asked for by id alone.</summary>
    public static readonly ObjectKind[] DirectoryObjects =
        [ObjectKind.User, ObjectKind.Group, ObjectKind.Application, ObjectKind.ServicePrincipal];

    public static EntityType TypeOf(ObjectKind kind) => kind switch
    {
        ObjectKind.User => UserType.Type,
        ObjectKind.Group => GroupType.Type,
        ObjectKind.Application => ApplicationTypes.Application,
        ObjectKind.ServicePrincipal => ApplicationTypes.ServicePrincipal,
        ObjectKind.ExtensionProperty => ApplicationTypes.ExtensionProperty,
        ObjectKind.RoleDefinition => RoleTypes.Definition,
        ObjectKind.ApplicationTemplate => ApplicationTypes.Template,
        ObjectKind.AppRoleAssignment => ApplicationTypes.Assignment,
        _ => RoleTypes.Assignment,
    };

    /// <summary>From the last part of a cast or of an <c>@odata.type</c>, as <c>user</c>.</summary>
    public static ObjectKind? FromTypeName(string name) => name switch
    {
        "user" => ObjectKind.User,
        "group" => ObjectKind.Group,
        "application" => ObjectKind.Application,
        "servicePrincipal" => ObjectKind.ServicePrincipal,
        _ => null,
    };
}
