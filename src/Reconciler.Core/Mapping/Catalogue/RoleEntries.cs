using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions of app-role assignments: the attribute cannot be mapped without one of them.</summary>
internal static class RoleEntries
{
    private const string Roles = """{"appRoleAssignments":[{"value":"Admin","displayName":"Administrator"}]}""";

    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("SingleAppRoleAssignment", "source roles", "The value of the one role; several are an error, for which one Entra takes is undefined.",
            "SingleAppRoleAssignment([appRoleAssignments])", Roles, "\"Admin\""),
        FunctionSchema.Of("AppRoleAssignments", "source roles", "The values of all roles.",
            "AppRoleAssignments([appRoleAssignments])", Roles, """["Admin"]""") with { ReturnsList = true },
        FunctionSchema.Of("AppRoleAssignmentsComplex", "source roles", "All roles as complex values with displayName; an update only adds.",
            "AppRoleAssignmentsComplex([appRoleAssignments])", Roles,
            """[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","displayName":"Administrator","value":"Admin"}]""") with { ReturnsList = true },
        FunctionSchema.Of("AssertiveAppRoleAssignmentsComplex", "source roles", "All roles as complex values with display; an update replaces, and so removes.",
            "AssertiveAppRoleAssignmentsComplex([appRoleAssignments])", Roles,
            """[{"primary":false,"type":"WindowsAzureActiveDirectoryRole","display":"Administrator","value":"Admin"}]""") with { ReturnsList = true },
    ];
}
