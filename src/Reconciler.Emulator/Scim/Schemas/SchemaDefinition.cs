using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>A schema by RFC 7643 §7.</summary>
internal sealed class SchemaDefinition(string id, string name, string description, params ImmutableArray<AttributeDefinition> attributes)
{
    public string Id => id;

    public string Name => name;

    public string Description => description;

    public ImmutableArray<AttributeDefinition> Attributes => attributes;

    public AttributeDefinition? Find(string attribute) =>
        attributes.FirstOrDefault(a => a.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase));
}
