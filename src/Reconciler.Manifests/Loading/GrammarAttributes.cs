using System.Collections.Frozen;
using System.Text.Json;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Manifests.Loading;

/// <summary>An attribute as the grammar has it.</summary>
internal readonly record struct GrammarAttribute(ValueKind Kind, bool IsClearable);

/// <summary>
/// The attributes that a person can declare, read from the grammar so that the two cannot disagree.
/// Parts of a group of attributes are named with a dot.
/// </summary>
internal static class GrammarAttributes
{
    private static readonly Lazy<(FrozenDictionary<string, GrammarAttribute> User, FrozenDictionary<string, GrammarAttribute> Group)> Lazy = new(Load);

    public static FrozenDictionary<string, GrammarAttribute> Of(Kind kind) => kind == Kind.User ? Lazy.Value.User : Lazy.Value.Group;

    private static (FrozenDictionary<string, GrammarAttribute> User, FrozenDictionary<string, GrammarAttribute> Group) Load()
    {
        using var document = JsonDocument.Parse(PublishedSchemas.Text("content"));
        var definitions = document.RootElement.GetProperty("$defs");
        return (Read(definitions, "user"), Read(definitions, "group"));
    }

    // What can be let go of by name is what is managed by name: attributes, and links, which have no type of their own here.
    private static FrozenDictionary<string, GrammarAttribute> Read(JsonElement definitions, string kind)
    {
        var properties = definitions.GetProperty(kind).GetProperty("properties");
        var names = properties.GetProperty("unmanaged").GetProperty("items").GetProperty("enum").EnumerateArray().Select(e => e.GetString() ?? "");
        var found = new Dictionary<string, GrammarAttribute>(StringComparer.Ordinal);
        foreach (var name in names.Except(["manager", "licenses", "owners", "members"], StringComparer.Ordinal))
        {
            var schema = Resolve(definitions, properties.GetProperty(name));
            found.Add(name, Attribute(schema));
            if (!schema.TryGetProperty("properties", out var parts))
                continue;
            foreach (var part in parts.EnumerateObject())
                found.Add($"{name}.{part.Name}", Attribute(Resolve(definitions, part.Value)));
        }

        if (properties.TryGetProperty("kind", out var form))
            found.Add("kind", Attribute(form));
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static GrammarAttribute Attribute(JsonElement schema)
    {
        var type = schema.GetProperty("type");
        var words = type.ValueKind is JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString())] : new[] { type.GetString() };
        var kind = words[0] switch
        {
            "boolean" => ValueKind.Flag,
            "integer" => ValueKind.Number,
            "array" => ValueKind.Texts,
            "object" => ValueKind.Table,
            _ => ValueKind.Text,
        };
        return new GrammarAttribute(kind, words.Contains("null") || kind is ValueKind.Texts);
    }

    private static JsonElement Resolve(JsonElement definitions, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? definitions.GetProperty((reference.GetString() ?? "")["#/$defs/".Length..]) : schema;
}
