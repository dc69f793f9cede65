using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Estates;

/// <summary>What the in-memory estate can hold: the shape of a directory, without any wire.</summary>
internal static class EstateSchema
{
    public static TargetSchema Schema { get; } = new(
    [
        new KindSchema(Kind.User, 1,
        [
            new("userPrincipalName", ValueKind.Text, "sensitive") { Case = CaseRule.Ignore, Role = AttributeRole.Unique, Identifier = true, Clearable = false },
            new("displayName", ValueKind.Text, "profile") { Clearable = false },
            new("department", ValueKind.Text, "profile"),
            new("jobTitle", ValueKind.Text, "profile"),
            new("employeeId", ValueKind.Text, "profile") { Role = AttributeRole.Natural },
            new("mail", ValueKind.Text, "profile") { Case = CaseRule.Ignore, Identifier = true },
            new("otherMails", ValueKind.Texts, "sensitive"),
            new("userType", ValueKind.Text, "profile") { Role = AttributeRole.Membership },
            new("mailNickname", ValueKind.Text, "profile"),
            new("accountEnabled", ValueKind.Flag, "sensitive") { Role = AttributeRole.Enablement },
            new("password", ValueKind.Text, "profile") { Mutability = Mutability.CreateOnly },
            new("directoryRoles", ValueKind.Texts, "") { Role = AttributeRole.Privilege, Mutability = Mutability.ReadOnly },
            new("reconcilerOwner", ValueKind.Text, "profile") { Role = AttributeRole.Mark },
        ],
        [new LinkSchema("manager", Kind.User, [Kind.User], Arity.One, 1, 1)]) { LinksPerCreate = 1 },
        new KindSchema(Kind.Group, 2,
        [
            new("displayName", ValueKind.Text, "profile") { Role = AttributeRole.Natural, Clearable = false },
            new("description", ValueKind.Text, "profile"),
            new("kind", ValueKind.Text, "profile") { Mutability = Mutability.CreateOnly },
            new("membershipRule", ValueKind.Text, "profile"),
            new("uniqueName", ValueKind.Text, "profile") { Mutability = Mutability.CreateOnly, Role = AttributeRole.Unique },
            new("isAssignableToRole", ValueKind.Flag, "") { Role = AttributeRole.Privilege, Mutability = Mutability.ReadOnly },
            new("reconcilerOwner", ValueKind.Text, "profile") { Role = AttributeRole.Mark },
        ],
        [
            new LinkSchema("owners", Kind.Group, [Kind.User, Kind.ServicePrincipal], Arity.Many, 1, 1),
            new LinkSchema("members", Kind.Group, [Kind.User, Kind.Group, Kind.ServicePrincipal], Arity.Many, 20, 1) { OtherKinds = [Kind.Device] },
        ]) { LinksPerCreate = 20 },
        new KindSchema(Kind.Application, 3,
        [
            new("displayName", ValueKind.Text, "application") { Role = AttributeRole.Natural, Case = CaseRule.Ignore },
            new("appId", ValueKind.Text, "") { Role = AttributeRole.Unique, Mutability = Mutability.ReadOnly, Case = CaseRule.Ignore },
            new("template", ValueKind.Text, "application") { Mutability = Mutability.CreateOnly },
            new("mark", ValueKind.Text, "servicePrincipal") { Role = AttributeRole.Mark, OnCreate = false },
            new("assignmentRequired", ValueKind.Flag, "servicePrincipal") { OnCreate = false },
            new("roles", ValueKind.Table, "roles") { OnCreate = false, ShrinksLast = true },
            new("roleDescriptions", ValueKind.Table, "roles") { OnCreate = false, ShrinksLast = true },
            new("otherRoles", ValueKind.Texts, "") { Mutability = Mutability.ReadOnly },
            new("unnamedRoles", ValueKind.Texts, "") { Mutability = Mutability.ReadOnly },
        ],
        [new LinkSchema("assignments", Kind.Application, [Kind.User, Kind.Group], Arity.Many, 1, 1) { OtherKinds = [Kind.ServicePrincipal], Qualifier = LinkQualifier.Role, OnCreate = false, SideBySide = true }]),
        new KindSchema(Kind.Device, 9, [new("displayName", ValueKind.Text, "")], []),
    ]);
}
