using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>What can be held of a group. <c>kind</c> stands for groupTypes, mailEnabled and securityEnabled together.</summary>
internal static class GroupSchema
{
    public const string Profile = "profile";
    public const string GroupKind = "kind";
    public const string Rule = "membershipRule";
    public const string UniqueName = "uniqueName";
    public const string TeamsBacked = "teamsBacked";
    public const string Visibility = "visibility";
    public const string Members = "members";
    public const string Owners = "owners";

    public static KindSchema For(MarkPlace mark) => new(Kind.Group, 2,
    [
        Text("displayName") with { Role = AttributeRole.Natural, Clearable = false },
        Text("description"),
        Text(GroupKind) with { Mutability = Mutability.CreateOnly, Clearable = false },
        Text("mailNickname") with { Case = CaseRule.Ignore, Clearable = false },
        Text(Rule),
        Text(Visibility) with { Clearable = false },
        Text("classification"),
        Text("preferredLanguage"),
        Text(UniqueName) with { Mutability = Mutability.CreateOnly, Role = AttributeRole.Unique, Case = CaseRule.Ignore, Clearable = false },
        .. mark.Attribute is null ? [Text(EntraSchema.Mark) with { Role = AttributeRole.Mark }] : Array.Empty<AttributeSchema>(),
        ReadOnly("isAssignableToRole", ValueKind.Flag) with { Role = AttributeRole.Privilege }, ReadOnly(TeamsBacked, ValueKind.Flag), ReadOnly("onPremisesSyncEnabled", ValueKind.Flag),
        ReadOnly("mail", ValueKind.Text), ReadOnly("createdDateTime", ValueKind.Text),
    ],
    [
        new LinkSchema(Members, Kind.Group, [Kind.User, Kind.Group, Kind.ServicePrincipal], Arity.Many, 20, 1)
        {
            OtherKinds = [Kind.Device, Kind.OrgContact],
            // MicrosoftDocs/azure-docs#43313: groups that contain each other, and themselves, are taken.
            MayCircle = true,
        },
        new LinkSchema(Owners, Kind.Group, [Kind.User, Kind.ServicePrincipal], Arity.Many, 1, 1),
    ])
    {
        LinksPerCreate = 20,
    };

    private static AttributeSchema Text(string name) => new(name, ValueKind.Text, Profile);

    private static AttributeSchema ReadOnly(string name, ValueKind kind) => new(name, kind, Profile) { Mutability = Mutability.ReadOnly, Clearable = false };
}
