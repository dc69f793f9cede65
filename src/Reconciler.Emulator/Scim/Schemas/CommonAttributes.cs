using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>What every resource has beside its schemas (RFC 7643 §3.1).</summary>
internal static class CommonAttributes
{
    public static AttributeDefinition Schemas { get; } = new("schemas", AttributeType.String, "Schemas of the resource.")
    {
        MultiValued = true,
        Required = true,
        CaseExact = true,
        Returned = Returned.Always,
    };

    public static AttributeDefinition Id { get; } =
        Define.Text("id", "Id given by the service provider.", caseExact: true, mutability: Mutability.ReadOnly, returned: Returned.Always, uniqueness: "server");

    public static AttributeDefinition ExternalId { get; } = Define.Text("externalId", "Id given by the provisioning client.", caseExact: true);

    public static AttributeDefinition Meta { get; } = new("meta", AttributeType.Complex, "About the resource.")
    {
        Mutability = Mutability.ReadOnly,
        SubAttributes =
        [
            Define.Text("resourceType", "Name of the resource type.", caseExact: true, mutability: Mutability.ReadOnly),
            Define.Date("created", "When it was created."),
            Define.Date("lastModified", "When it was last changed."),
            Define.Reference("location", "Where it is.", Mutability.ReadOnly, "uri"),
            Define.Text("version", "Its entity tag.", caseExact: true, mutability: Mutability.ReadOnly),
        ],
    };

    public static ImmutableArray<AttributeDefinition> All { get; } = [Schemas, Id, ExternalId, Meta];
}
