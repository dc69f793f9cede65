using System.Collections.Immutable;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>A kind of resource: where it is, its schema and its extensions.</summary>
internal sealed class ResourceType(string name, string endpoint, SchemaDefinition schema, ImmutableArray<SchemaDefinition> extensions)
{
    public string Name => name;

    /// <summary>Segment below the root, without a slash.</summary>
    public string Endpoint => endpoint;

    public SchemaDefinition Schema => schema;

    public ImmutableArray<SchemaDefinition> Extensions => extensions;

    /// <summary>By RFC 7644 §3.10: names in any case, a schema's URN in front where it is meant, one sub-attribute after a dot; null when unknown.</summary>
    public AttributePath? Resolve(string text)
    {
        foreach (var extension in extensions)
        {
            if (text.Equals(extension.Id, StringComparison.OrdinalIgnoreCase))
                return new AttributePath(extension, null, null);
            if (Below(text, extension.Id) is { } rest)
                return Resolve(rest, extension, extension.Find);
        }

        return Resolve(Below(text, schema.Id) ?? text, null, Core);
    }

    public SchemaDefinition? Extension(string id) => extensions.FirstOrDefault(e => e.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private AttributeDefinition? Core(string attribute) =>
        schema.Find(attribute) ?? CommonAttributes.All.FirstOrDefault(a => a.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase));

    private static string? Below(string text, string id) =>
        text.Length > id.Length + 1 && text[id.Length] == ':' && text.StartsWith(id, StringComparison.OrdinalIgnoreCase) ? text[(id.Length + 1)..] : null;

    private static AttributePath? Resolve(string text, SchemaDefinition? extension, Func<string, AttributeDefinition?> find)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (find(dot < 0 ? text : text[..dot]) is not { } attribute)
            return null;
        if (dot < 0)
            return new AttributePath(extension, attribute, null);
        return attribute.Sub(text[(dot + 1)..]) is { } sub ? new AttributePath(extension, attribute, sub) : null;
    }
}
