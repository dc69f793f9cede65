using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Mapping;

/// <summary>
/// The source attributes of one kind of object: the one place where Entra's mapping names and Graph's names meet. Names are exact, as they are in
/// Entra; a directory extension (<c>extension_APPID_NAME</c>) is a source of its own name.
/// </summary>
public sealed partial class SourceCatalog
{
    private const int ExtensionAttributes = 15;

    private readonly FrozenDictionary<string, SourceAttribute> byName;
    private readonly FrozenDictionary<string, SourceAttribute> byGraphName;
    private readonly FrozenDictionary<string, string> refused;

    private SourceCatalog(IEnumerable<SourceAttribute> attributes, IReadOnlyDictionary<string, string> refused)
    {
        All = [.. attributes.OrderBy(a => a.Name, StringComparer.Ordinal)];
        byName = All.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
        // Two sources can stem from one Graph attribute; that of the same name speaks for it.
        byGraphName = All.Where(a => a.GraphName is not null).OrderBy(a => a.Name == a.GraphName ? 0 : 1)
            .DistinctBy(a => a.GraphName, StringComparer.Ordinal).ToFrozenDictionary(a => a.GraphName ?? "", StringComparer.Ordinal);
        this.refused = refused.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static SourceCatalog Users { get; } = new(UserAttributes(), UserRefusals());

    public static SourceCatalog Groups { get; } = new(GroupAttributes(), ImmutableDictionary<string, string>.Empty);

    /// <summary>Every attribute with a fixed name, sorted by it.</summary>
    public ImmutableArray<SourceAttribute> All { get; }

    public static SourceCatalog Of(Kind kind) => kind == Kind.Group ? Groups : Users;

    /// <summary>The source of that mapping name, or null.</summary>
    public SourceAttribute? Find(string name) =>
        byName.GetValueOrDefault(name) ?? (Extension().IsMatch(name) ? new SourceAttribute(name, name) { IsExtension = true } : null);

    /// <summary>The source that carries a Graph attribute, or null.</summary>
    public SourceAttribute? FindGraph(string graphName) => byGraphName.GetValueOrDefault(graphName) ?? (Extension().IsMatch(graphName) ? Find(graphName) : null);

    /// <summary>Why a name is no source and which one was meant.</summary>
    public SourceRefusal Refuse(string name)
    {
        if (name is ['[', .. var inner, ']'] && Find(inner) is not null)
            return new SourceRefusal(inner, "brackets belong to expressions");
        if (refused.TryGetValue(name, out var why))
            return new SourceRefusal(null, why);
        if (byGraphName.TryGetValue(name, out var graph))
            return new SourceRefusal(graph.Name, "a name of Microsoft Graph; mappings bear Entra's mapping names");
        if (All.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
            return new SourceRefusal(other.Name, "names of sources are exact in case");
        // One list, so that the nearest of both worlds wins.
        var near = Suggestion.Nearest(name, byName.Keys.Concat(byGraphName.Keys).Order(StringComparer.Ordinal));
        return new SourceRefusal(near is null ? null : (Find(near) ?? FindGraph(near))?.Name, "no source attribute has this name");
    }

    private static IEnumerable<SourceAttribute> UserAttributes() =>
    [
        new("IsSoftDeleted", null) { IsFlag = true },
        new("appRoleAssignments", "appRoleAssignments") { IsMany = true },
        new("manager", "manager") { IsReference = true },
        new("objectId", "id"),
        new("accountEnabled", "accountEnabled") { IsFlag = true },
        // Of guests, userPrincipalName bears their address at home and originalUserPrincipalName the directory's text with #EXT#.
        Renameable("userPrincipalName"), Renameable("originalUserPrincipalName", "userPrincipalName"),
        Renameable("mail"), Renameable("mailNickname"), Renameable("displayName"), Renameable("givenName"), Renameable("surname"),
        Renameable("mobile", "mobilePhone"), Renameable("telephoneNumber", "businessPhones"), Renameable("facsimileTelephoneNumber", "faxNumber"),
        Renameable("physicalDeliveryOfficeName", "officeLocation"),
        .. Renameables("jobTitle", "department", "companyName", "employeeType", "employeeOrgData.costCenter", "employeeOrgData.division", "streetAddress", "city",
            "state", "postalCode", "country", "preferredLanguage", "usageLocation", "preferredDataLocation", "ageGroup", "consentProvidedForMinor",
            "passwordPolicies", "legalAgeGroupClassification", "onPremisesDistinguishedName", "onPremisesDomainName", "onPremisesUserPrincipalName"),
        new("employeeId", "employeeId"),
        new("immutableId", "onPremisesImmutableId"),
        new("onPremisesSecurityIdentifier", "onPremisesSecurityIdentifier"),
        new("dirSyncEnabled", "onPremisesSyncEnabled") { IsFlag = true },
        new("showInAddressList", "showInAddressList") { IsFlag = true },
        Many("proxyAddresses"), Many("otherMails"), Many("imAddresses"),
        Date("createdDateTime"), Date("employeeHireDate"), Date("employeeLeaveDateTime"), Date("lastPasswordChangeDateTime"),
        .. Enumerable.Range(1, ExtensionAttributes).Select(n => new SourceAttribute($"extensionAttribute{n}", $"onPremisesExtensionAttributes.extensionAttribute{n}")),
    ];

    private static Dictionary<string, string> UserRefusals()
    {
        const string Extension = "Entra does not offer it as a source; carry it in an extension attribute";
        const string Password = "passwords cannot be read; a first one is made by Redact(RandomString(…)) with `apply: create`";
        return new(StringComparer.Ordinal)
        {
            ["userType"] = Extension,
            ["samAccountName"] = Extension,
            ["onPremisesSamAccountName"] = Extension,
            ["passwordProfile.password"] = Password,
            ["passwordProfile"] = Password,
            ["password"] = Password,
        };
    }

    private static IEnumerable<SourceAttribute> GroupAttributes() =>
    [
        new("IsSoftDeleted", null) { IsFlag = true },
        new("objectId", "id"),
        new("members", "members") { IsReference = true, IsMany = true },
        new("owners", "owners") { IsReference = true, IsMany = true },
        .. Renameables("displayName", "description", "mail", "mailNickname"),
        new("mailEnabled", "mailEnabled") { IsFlag = true },
        new("securityEnabled", "securityEnabled") { IsFlag = true },
        new("dirSyncEnabled", "onPremisesSyncEnabled") { IsFlag = true },
        new("onPremisesSecurityIdentifier", "onPremisesSecurityIdentifier"),
        Many("proxyAddresses"),
    ];

    private static SourceAttribute Renameable(string name, string? graphName = null) => new(name, graphName ?? name) { IsRenameable = true };

    private static IEnumerable<SourceAttribute> Renameables(params ReadOnlySpan<string> names) => names.ToArray().Select(n => Renameable(n));

    private static SourceAttribute Many(string name) => new(name, name) { IsMany = true, IsRenameable = true };

    private static SourceAttribute Date(string name) => new(name, name) { IsDate = true };

    [GeneratedRegex("^extension_[0-9A-Fa-f]{32}_[A-Za-z0-9_]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Extension();
}
