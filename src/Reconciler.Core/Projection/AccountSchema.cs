using System.Collections.Immutable;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Projection;

/// <summary>
/// What an application's accounts hold, as far as its mappings speak of them: an attribute or link a row, named by its SCIM path.
/// Rows that refer to other objects are links; everything else is an attribute. Accounts are of kind user, pushed groups of kind group.
/// </summary>
public static class AccountSchema
{
    /// <summary>The wire call that carries the attributes of an account.</summary>
    public const string UserFacet = "user";

    public const string GroupFacet = "group";

    public static TargetSchema Of(ScimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var users = Users(settings.Users, settings.Profile);
        return new TargetSchema(settings.Groups is { } groups ? [users, Groups(groups.Mapping, settings.Profile)] : [users]);
    }

    private static KindSchema Users(ObjectMapping mapping, ScimProfile profile)
    {
        var part = profile.Users;
        var enablement = part.Deactivation.Attribute;
        var attributes = Attributes(mapping, part, UserFacet, enablement);
        // An account can be closed although no row says when it is open.
        if (part.Deactivation.By == "update" && !attributes.Any(a => a.Role == AttributeRole.Enablement))
            attributes.Add(Enablement(enablement));
        return new KindSchema(Kind.User, 0, [.. attributes], [.. References(mapping).Select(r => Reference(r, Kind.User, [Kind.User]))]);
    }

    private static KindSchema Groups(ObjectMapping mapping, ScimProfile profile)
    {
        var members = profile.Members;
        ImmutableArray<Kind> may = members.Nested ? [Kind.User, Kind.Group] : [Kind.User];
        return new KindSchema(Kind.Group, 1, [.. Attributes(mapping, profile.Groups, GroupFacet, null)], [.. References(mapping).Select(r => r.Target.Is("members")
            ? new LinkSchema("members", Kind.Group, may, Arity.Many, members.AddsPerRequest, members.RemovesPerRequest) { OtherKinds = members.Nested ? [] : [Kind.Group] }
            : Reference(r, Kind.Group, [Kind.User]))])
        {
            LinksPerCreate = members.AddsPerRequest,
        };
    }

    private static List<AttributeSchema> Attributes(ObjectMapping mapping, ScimProfile.ResourcePart part, string facet, string? enablement) =>
        [.. mapping.Attributes.Where(r => !r.IsReference).Select(r => enablement is not null && r.Target.Is(enablement) ? Enablement(r.Target.ToString()) : Attribute(r, part, facet))];

    private static IEnumerable<AttributeMapping> References(ObjectMapping mapping) => mapping.Attributes.Where(r => r.IsReference);

    private static AttributeSchema Attribute(AttributeMapping row, ScimProfile.ResourcePart part, string facet)
    {
        var traits = part.Attribute(row.Target.Plain);
        var isName = row.Target.Is("userName") || (facet == GroupFacet && row.Target.Is("displayName"));
        var isAddress = row.Target.Attribute.Equals("emails", StringComparison.OrdinalIgnoreCase);
        return new AttributeSchema(row.Target.ToString(), row.Target.TakesMany ? ValueKind.Texts : ValueKind.Text, facet)
        {
            Case = (isName || isAddress) && !traits.CaseExact ? CaseRule.Ignore : CaseRule.Exact,
            Mutability = row.Flow == MappingFlow.Create || traits.Mutability is "immutable" or "writeOnly" ? Mutability.CreateOnly
                : traits.Mutability == "readOnly" ? Mutability.ReadOnly : Mutability.ReadWrite,
            Role = row.Target.Is("userName") ? AttributeRole.Unique : row.Match is not null || row.Target.Is("externalId") ? AttributeRole.Natural : AttributeRole.None,
            Identifier = row.Target.Is("userName") || row.Target.Is("externalId") || isAddress,
            Clearable = !traits.Required,
        };
    }

    private static AttributeSchema Enablement(string name) => new(name, ValueKind.Flag, UserFacet) { Role = AttributeRole.Enablement, Clearable = false };

    private static LinkSchema Reference(AttributeMapping row, Kind from, ImmutableArray<Kind> to) =>
        new(row.Target.ToString(), from, to, row.Target.TakesMany ? Arity.Many : Arity.One, 1, 1) { MayCircle = true, OnCreate = false };
}
