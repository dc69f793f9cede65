using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Scim.Schemas;

/// <summary>Reads an extension as RFC 7643 §7 writes schemas; <see cref="StateException"/> says what is wrong.</summary>
internal static class SchemaReader
{
    private static readonly string[] s_types = ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"];
    private static readonly string[] s_mutabilities = ["readWrite", "readOnly", "immutable", "writeOnly"];
    private static readonly string[] s_returned = ["default", "always", "never", "request"];

    public static (SchemaDefinition Schema, ImmutableArray<string> ResourceTypes) Read(JsonElement json)
    {
        var id = Text(json, "id") ?? throw new StateException("an extension needs an id");
        if (!id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            throw new StateException($"the extension's id '{id}' is not a URN");
        if (!json.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Array)
            throw new StateException($"the extension '{id}' has no attributes");
        var schema = new SchemaDefinition(id, Text(json, "name") ?? id, Text(json, "description") ?? "", Attributes(attributes, nested: false));
        var types = Texts(json, "resourceTypes");
        if (types.FirstOrDefault(t => t is not ("User" or "Group")) is { } unknown)
            throw new StateException($"'{unknown}' is not a resource type; known are User, Group");
        return (schema, types.IsEmpty ? ["User"] : types);
    }

    private static ImmutableArray<AttributeDefinition> Attributes(JsonElement list, bool nested)
    {
        ImmutableArray<AttributeDefinition> result = [.. list.EnumerateArray().Select(a => Attribute(a, nested))];
        var twice = result.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? result : throw new StateException($"the attribute '{twice.Key}' is described twice");
    }

    private static AttributeDefinition Attribute(JsonElement json, bool nested)
    {
        var name = Text(json, "name") is { Length: > 0 } given ? given : throw new StateException("an attribute of an extension has no name");
        var type = (AttributeType)Word(json, name, "type", s_types);
        if (nested && type == AttributeType.Complex)
            throw new StateException($"'{name}' is complex inside a complex attribute");
        return new AttributeDefinition(name, type, Text(json, "description") ?? "")
        {
            MultiValued = Flag(json, "multiValued"),
            Required = Flag(json, "required"),
            CaseExact = Flag(json, "caseExact"),
            Mutability = (Mutability)Word(json, name, "mutability", s_mutabilities),
            Returned = (Returned)Word(json, name, "returned", s_returned),
            Uniqueness = Text(json, "uniqueness") ?? "none",
            CanonicalValues = Texts(json, "canonicalValues"),
            ReferenceTypes = Texts(json, "referenceTypes"),
            SubAttributes = json.TryGetProperty("subAttributes", out var subs) && subs.ValueKind == JsonValueKind.Array ? Attributes(subs, nested: true) : [],
        };
    }

    private static int Word(JsonElement json, string attribute, string name, string[] words)
    {
        if (Text(json, name) is not { } word)
            return 0;
        var at = Array.FindIndex(words, w => w.Equals(word, StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? at : throw new StateException($"'{word}' is no {name} for '{attribute}'; known are {string.Join(", ", words)}");
    }

    public static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static ImmutableArray<string> Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(v => v.GetString() ?? "").Where(v => v.Length > 0)]
            : [];
}
