namespace Reconciler.Emulator.Schema;

internal static class RoleTypes
{
    public static readonly EntityType Definition = new("unifiedRoleDefinition", "roleManagement/directory/roleDefinitions", "RoleDefinition", """
        id              | id    | def | eq in | | ro
        description     | text  | def | | |
        displayName     | text  | def | eq sw | |
        isBuiltIn       | flag  | def | eq | | ro
        isEnabled       | flag  | def | | |
        resourceScopes  | texts | def | | |
        templateId      | text  | def | eq | |
        version         | text  | def | | |
        rolePermissions | list  | def | | |
        """);

    public static readonly EntityType Assignment = new("unifiedRoleAssignment", "roleManagement/directory/roleAssignments", "RoleAssignment", """
        id                      | id   | def | eq | | ro
        principalId             | text | def | eq in | | create
        principalOrganizationId | text | sel | | | ro
        roleDefinitionId        | text | def | eq in | | create
        directoryScopeId        | text | def | eq | | create
        appScopeId              | text | def | | | create
        condition               | text | sel | | |
        """);
}
