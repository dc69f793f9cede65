using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>The schemas that describe the service itself (RFC 7643 §5 to §7, RFC 9865 §4).</summary>
internal static class DiscoverySchemas
{
    public const string ServiceProviderConfigUrn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    public const string ResourceTypeUrn = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    public const string SchemaUrn = "urn:ietf:params:scim:schemas:core:2.0:Schema";

    public static SchemaDefinition ServiceProviderConfig { get; } = new(
        ServiceProviderConfigUrn,
        "Service Provider Configuration",
        "Schema for representing the service provider's configuration",
        Define.Reference("documentationUri", "Documentation for people.", Mutability.ReadOnly, "external"),
        Define.Fixed("patch", "PATCH.", true, false, Supported()),
        Define.Fixed("bulk", "Bulk.", true, false, Supported(), Define.Number("maxOperations", "Operations in a request."), Define.Number("maxPayloadSize", "Bytes of a request.")),
        Define.Fixed("filter", "Filters.", true, false, Supported(), Define.Number("maxResults", "Resources in an answer.")),
        Define.Fixed("changePassword", "Changing a password.", true, false, Supported()),
        Define.Fixed("sort", "Sorting.", true, false, Supported()),
        Define.Fixed("etag", "Entity tags.", true, false, Supported()),
        Define.Fixed(
            "pagination",
            "Ways to page.",
            false,
            false,
            Define.Flag("cursor", "Cursors.", Mutability.ReadOnly, true),
            Define.Flag("index", "Indices.", Mutability.ReadOnly, true),
            Read("defaultPaginationMethod", "Way that is taken when none is asked for."),
            Count("defaultPageSize", "Resources in a page when nothing is asked for."),
            Count("maxPageSize", "Resources in a page at most."),
            Count("cursorTimeout", "Seconds a cursor lives.")),
        Define.Fixed(
            "authenticationSchemes",
            "Ways to authenticate.",
            true,
            true,
            Read("type", "Kind of scheme.", true),
            Read("name", "Name of the scheme.", true),
            Read("description", "About the scheme.", true),
            Define.Reference("specUri", "Its specification.", Mutability.ReadOnly, "external"),
            Define.Reference("documentationUri", "Its documentation.", Mutability.ReadOnly, "external"),
            Define.Flag("primary", "Whether it is preferred.", Mutability.ReadOnly)));

    public static SchemaDefinition ResourceType { get; } = new(
        ResourceTypeUrn,
        "ResourceType",
        "Specifies the schema that describes a SCIM resource type",
        Read("name", "Name of the resource type.", true),
        Read("description", "About the resource type."),
        Define.Reference("endpoint", "Endpoint below the root.", Mutability.ReadOnly, "uri"),
        Define.Reference("schema", "Its schema.", Mutability.ReadOnly, "uri"),
        Define.Fixed(
            "schemaExtensions",
            "Its extensions.",
            false,
            true,
            Define.Reference("schema", "The extension.", Mutability.ReadOnly, "uri"),
            Define.Flag("required", "Whether every resource has it.", Mutability.ReadOnly, true)));

    public static SchemaDefinition Schema { get; } = new(
        SchemaUrn,
        "Schema",
        "Specifies the schema that describes a SCIM schema",
        Read("name", "Name of the schema.", true),
        Read("description", "About the schema."),
        Define.Fixed("attributes", "Its attributes.", true, true, [.. Attribute(), Define.Fixed("subAttributes", "Parts of a complex attribute.", false, true, [.. Attribute()])]));

    private static ImmutableArray<AttributeDefinition> Attribute() =>
    [
        Read("name", "Name of the attribute.", true),
        Read("type", "Type of its values.", true),
        Define.Flag("multiValued", "Whether it has many.", Mutability.ReadOnly, true),
        Read("description", "About the attribute."),
        Define.Flag("required", "Whether it must be given.", Mutability.ReadOnly),
        Define.Texts("canonicalValues", "Values that are suggested."),
        Define.Flag("caseExact", "Whether case matters.", Mutability.ReadOnly),
        Read("mutability", "When it can be written."),
        Read("returned", "When it is answered."),
        Read("uniqueness", "Where it is unique."),
        Define.Texts("referenceTypes", "What it may refer to."),
    ];

    private static AttributeDefinition Supported() => Define.Flag("supported", "Whether it is supported.", Mutability.ReadOnly, true);

    private static AttributeDefinition Read(string name, string description, bool required = false) =>
        Define.Text(name, description, required, caseExact: true, mutability: Mutability.ReadOnly);

    private static AttributeDefinition Count(string name, string description) =>
        new(name, AttributeType.Integer, description) { Mutability = Mutability.ReadOnly };
}
