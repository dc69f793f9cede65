using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>
/// The user attributes that an app may read and write for many people at once. Left out: what lives outside the main store
/// (skills, aboutMe …) and what a permission of its own guards even for reading (employeeLeaveDateTime).
/// </summary>
internal static class UserSchema
{
    public const string Profile = "profile";

    /// <summary>Attributes that need a higher role on privileged people: a call of their own, so that its refusal blocks nothing else.</summary>
    public const string Sensitive = "sensitive";

    public const string Roles = "directoryRoles";

    /// <summary>Only ever generated; goes out as passwordProfile and never comes back.</summary>
    public const string Password = "password";
    public const string Manager = "manager";
    public const string UserType = "userType";
    public const string Mail = "mail";

    /// <summary>Where an invited guest arrives after accepting; goes out with the invitation and never comes back.</summary>
    public const string InviteRedirect = "inviteRedirectUrl";

    /// <summary>Whether Entra sends the invitation by mail; never comes back.</summary>
    public const string InviteSend = "inviteSend";

    /// <summary>Attributes that no property of a user carries.</summary>
    public static readonly string[] Computed = [Roles, Password, InviteRedirect, InviteSend];

    public static KindSchema For(MarkPlace mark) => new(Kind.User, 1,
    [
        Text("userPrincipalName", Sensitive) with { Role = AttributeRole.Unique, Identifier = true, Case = CaseRule.Ignore, Clearable = false },
        Text("displayName") with { Clearable = false },
        new("accountEnabled", ValueKind.Flag, Sensitive) { Role = AttributeRole.Enablement, Clearable = false },
        Text("mailNickname") with { Case = CaseRule.Ignore, Clearable = false },
        Text("mail") with { Identifier = true, Case = CaseRule.Ignore, Clearable = false },
        Text("employeeId") with { Role = AttributeRole.Natural },
        Text("userType") with { Role = AttributeRole.Membership, Case = CaseRule.Ignore, Clearable = false },
        .. Texts("givenName", "surname", "jobTitle", "department", "companyName", "employeeType",
            "employeeOrgData.costCenter", "employeeOrgData.division",
            "officeLocation", "streetAddress", "city", "state", "postalCode", "country", "preferredLanguage",
            "faxNumber", "ageGroup", "consentProvidedForMinor", "passwordPolicies"),
        Text("usageLocation") with { Case = CaseRule.Ignore, Clearable = false },
        new("showInAddressList", ValueKind.Flag, Profile),
        Text("mobilePhone", Sensitive),
        Text("businessPhones", Sensitive),
        new("otherMails", ValueKind.Texts, Sensitive) { Case = CaseRule.Ignore },
        Text("onPremisesImmutableId", Sensitive),
        .. Enumerable.Range(1, 15).Select(n => $"extensionAttribute{n}").Where(n => n != mark.Attribute)
            .Select(n => Text($"onPremisesExtensionAttributes.{n}")),
        Text(EntraSchema.Mark) with { Role = AttributeRole.Mark },
        Text(Password, Sensitive) with { Mutability = Mutability.CreateOnly, Clearable = false },
        Text(InviteRedirect) with { Mutability = Mutability.CreateOnly, Clearable = false },
        new(InviteSend, ValueKind.Flag, Profile) { Mutability = Mutability.CreateOnly, Clearable = false },
        ReadOnly("preferredDataLocation"), ReadOnly("employeeHireDate"), ReadOnly("createdDateTime"), ReadOnly("externalUserState"),
        ReadOnly("onPremisesSyncEnabled", ValueKind.Flag), ReadOnly("onPremisesSamAccountName"), ReadOnly("onPremisesUserPrincipalName"),
        ReadOnly("onPremisesDistinguishedName"), ReadOnly("onPremisesDomainName"), ReadOnly("onPremisesSecurityIdentifier"),
        ReadOnly("proxyAddresses", ValueKind.Texts), ReadOnly("imAddresses", ValueKind.Texts),
        ReadOnly(Roles, ValueKind.Texts) with { Role = AttributeRole.Privilege },
    ],
    [
        new LinkSchema(Manager, Kind.User, [Kind.User], Arity.One, 1, 1) { OtherKinds = [Kind.OrgContact] },
    ])
    {
        LinksPerCreate = 1,
    };

    private static AttributeSchema Text(string name, string facet = Profile) => new(name, ValueKind.Text, facet);

    private static IEnumerable<AttributeSchema> Texts(params ReadOnlySpan<string> names) => names.ToArray().Select(n => Text(n));

    private static AttributeSchema ReadOnly(string name, ValueKind kind = ValueKind.Text) =>
        new(name, kind, Profile) { Mutability = Mutability.ReadOnly, Clearable = false };
}
