using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>
/// What can be held of an enterprise application. Its remote id is its service principal's; the roles stand on the registration behind it,
/// of which the service principal keeps a copy.
/// </summary>
internal static class ApplicationSchema
{
    /// <summary>The facet of what the application is made of.</summary>
    public const string Application = "application";

    /// <summary>The facet of what stands on the service principal alone.</summary>
    public const string ServicePrincipal = "servicePrincipal";

    public const string Roles = "roles";
    public const string RoleDescriptions = "roleDescriptions";
    public const string OtherRoles = "otherRoles";
    public const string UnnamedRoles = "unnamedRoles";
    public const string DisplayName = "displayName";
    public const string AppId = "appId";
    public const string Template = "template";
    public const string NonGallery = "non-gallery";
    public const string Mark = "mark";
    public const string AssignmentRequired = "assignmentRequired";
    public const string PrincipalType = "principalType";
    public const string Assignments = "assignments";

    public static KindSchema Kind { get; } = new(Core.Values.Kind.Application, 3,
    [
        new(DisplayName, ValueKind.Text, Application) { Role = AttributeRole.Natural, Case = CaseRule.Ignore, Clearable = false },
        ReadOnly(AppId, ValueKind.Text) with { Role = AttributeRole.Unique, Case = CaseRule.Ignore },
        new(Template, ValueKind.Text, Application) { Mutability = Mutability.CreateOnly, Case = CaseRule.Ignore, Clearable = false },
        new(Mark, ValueKind.Text, ServicePrincipal) { Role = AttributeRole.Mark, OnCreate = false },
        new(AssignmentRequired, ValueKind.Flag, ServicePrincipal) { Clearable = false, OnCreate = false },
        new(Roles, ValueKind.Table, Roles) { OnCreate = false, ShrinksLast = true },
        new(RoleDescriptions, ValueKind.Table, Roles) { OnCreate = false, ShrinksLast = true },
        ReadOnly(OtherRoles, ValueKind.Texts),
        ReadOnly(UnnamedRoles, ValueKind.Texts),
        ReadOnly(PrincipalType, ValueKind.Text),
    ],
    [
        new LinkSchema(Assignments, Core.Values.Kind.Application, [Core.Values.Kind.User, Core.Values.Kind.Group], Arity.Many, 1, 1)
        {
            OtherKinds = [Core.Values.Kind.ServicePrincipal],
            Qualifier = LinkQualifier.Role,
            OnCreate = false,
            SideBySide = true,
        },
    ]);

    private static AttributeSchema ReadOnly(string name, ValueKind kind) => new(name, kind, Application) { Mutability = Mutability.ReadOnly, Clearable = false };
}
