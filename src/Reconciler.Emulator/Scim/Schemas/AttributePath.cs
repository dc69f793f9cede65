namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>An attribute of a resource: in the core schema or in an extension, whole or one sub-attribute. Without an attribute it is the whole extension.</summary>
internal sealed record AttributePath(SchemaDefinition? Extension, AttributeDefinition? Attribute, AttributeDefinition? Sub)
{
    /// <summary>The definition values are read by; null for a whole extension.</summary>
    public AttributeDefinition? Leaf => Sub ?? Attribute;

    public override string ToString()
    {
        var name = Sub is null ? Attribute?.Name : $"{Attribute?.Name}.{Sub.Name}";
        return Extension is null ? name ?? "" : name is null ? Extension.Id : $"{Extension.Id}:{name}";
    }
}
