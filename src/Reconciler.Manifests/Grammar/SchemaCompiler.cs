using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reconciler.Manifests.Grammar;

/// <summary>Turns a JSON Schema into rules. A keyword that it does not enforce is an error: what an editor checks, the program checks.</summary>
internal sealed class SchemaCompiler(JsonElement root)
{
    /// <summary>The keywords that change nothing: they tell an editor what to show.</summary>
    public static IReadOnlySet<string> Annotations { get; } =
        new HashSet<string>(["$schema", "$id", "$defs", "title", "description", "examples", "default"], StringComparer.Ordinal);

    /// <summary>The keywords that are enforced.</summary>
    public static IReadOnlySet<string> Enforced { get; } = new HashSet<string>(
    [
        "$ref", "type", "const", "enum", "properties", "required", "additionalProperties", "propertyNames", "items", "minItems",
        "anyOf", "allOf", "not", "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "writeOnly",
    ], StringComparer.Ordinal);

    private const ValueTypes AnyType = ValueTypes.Text | ValueTypes.Mapping | ValueTypes.List;

    private readonly Dictionary<string, Rule> definitions = new(StringComparer.Ordinal);

    public Rule Compile() => Compile(root);

    // Keywords that are read together with another one, and would say nothing without it.
    private static readonly (string Keyword, string With)[] Companions =
    [
        ("properties", "additionalProperties"), ("required", "properties"), ("propertyNames", "additionalProperties"),
        ("not", "properties"), ("allOf", "properties"), ("minItems", "items"),
    ];

    private Rule Compile(JsonElement schema)
    {
        Require(schema);
        if (schema.TryGetProperty("$ref", out var reference))
            return Definition(Text(reference));
        var union = schema.TryGetProperty("anyOf", out var forms) ? new UnionRule(forms.EnumerateArray().Select(Compile)) : null;
        return new()
        {
            Types = schema.TryGetProperty("type", out var type) ? TypesOf(type) : union?.Types ?? AnyType,
            Union = union,
            Scalar = CompileScalar(schema),
            Mapping = CompileMapping(schema),
            List = schema.TryGetProperty("items", out var items) ? new(Compile(items), Number(schema, "minItems", 0)) : null,
        };
    }

    private static void Require(JsonElement schema)
    {
        var used = schema.EnumerateObject().Select(k => k.Name).Where(k => !Annotations.Contains(k)).ToHashSet(StringComparer.Ordinal);
        var unknown = used.FirstOrDefault(k => !Enforced.Contains(k));
        if (unknown is not null)
            throw new NotSupportedException($"The keyword {unknown} is not enforced.");
        if (used.Count > 1 && (used.Contains("$ref") || used.Contains("anyOf")))
            throw new NotSupportedException("A reference and a choice stand alone.");
        foreach (var (keyword, with) in Companions)
        {
            if (used.Contains(keyword) && !used.Contains(with))
                throw new NotSupportedException($"{keyword} is enforced beside {with} only.");
        }
    }

    private Rule Definition(string reference)
    {
        if (definitions.TryGetValue(reference, out var known))
            return known;
        const string Place = "#/$defs/";
        if (!reference.StartsWith(Place, StringComparison.Ordinal))
            throw new NotSupportedException($"The reference {reference} does not point into $defs.");
        return definitions[reference] = Compile(root.GetProperty("$defs").GetProperty(reference[Place.Length..]));
    }

    private MappingRule? CompileMapping(JsonElement schema)
    {
        var others = schema.TryGetProperty("additionalProperties", out var additional);
        if (!schema.TryGetProperty("properties", out var properties) && !others)
            return null;
        HashSet<string> required = schema.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(Text)] : [];
        var named = properties.ValueKind is JsonValueKind.Object
            ? properties.EnumerateObject().Select(p => new Property(p.Name, Compile(p.Value), required.Contains(p.Name))).ToArray()
            : [];
        if (!required.IsSubsetOf(named.Select(p => p.Name)))
            throw new NotSupportedException("A mapping names what it requires.");
        return new(named)
        {
            Others = additional.ValueKind is JsonValueKind.False ? null : Compile(additional),
            Names = schema.TryGetProperty("propertyNames", out var rule) ? Compile(rule).Scalar : null,
            Exclusions = [.. Exclusions(schema)],
        };
    }

    // `not` is enforced in one form only, the one that can be said in a sentence: these keys may not stand together.
    private static IEnumerable<string[]> Exclusions(JsonElement schema)
    {
        if (schema.TryGetProperty("not", out var not))
        {
            if (not.EnumerateObject().Any(k => k.Name != "required"))
                throw new NotSupportedException("`not` takes `required` only.");
            yield return [.. not.GetProperty("required").EnumerateArray().Select(Text)];
        }

        if (!schema.TryGetProperty("allOf", out var all))
            yield break;
        foreach (var part in all.EnumerateArray())
        {
            if (part.EnumerateObject().Any(k => k.Name != "not"))
                throw new NotSupportedException("`allOf` takes `not` only.");
            foreach (var exclusion in Exclusions(part))
                yield return exclusion;
        }
    }

    private static ScalarRule? CompileScalar(JsonElement schema)
    {
        var rule = new ScalarRule
        {
            Title = schema.TryGetProperty("title", out var title) ? Text(title) : "",
            IsSecret = schema.TryGetProperty("writeOnly", out var writeOnly) && writeOnly.GetBoolean(),
            Examples = Texts(schema, "examples"),
            Words = schema.TryGetProperty("const", out var word) ? [Text(word)] : Texts(schema, "enum"),
            Pattern = schema.TryGetProperty("pattern", out var pattern) ? CompilePattern(Text(pattern)) : null,
            Format = schema.TryGetProperty("format", out var format) ? FormatNamed(Text(format)) : null,
            MinLength = Number(schema, "minLength", 0),
            MaxLength = Number(schema, "maxLength", int.MaxValue),
            Minimum = schema.TryGetProperty("minimum", out var least) ? least.GetInt64() : long.MinValue,
            Maximum = schema.TryGetProperty("maximum", out var most) ? most.GetInt64() : long.MaxValue,
        };
        return rule.SaysNothing ? null : rule;
    }

    private static Format FormatNamed(string name) =>
        Format.All.FirstOrDefault(f => f.Name == name) ?? throw new NotSupportedException($"The format {name} is not enforced.");

    // Texts come from strangers, but lengths are checked first and no pattern nests repeats, so a match is linear (the engine
    // without backtracking costs 50 ms at every start); the time limit is the net below. `$` is the end of the text in
    // JSON Schema, but also a place before a last line break in .NET.
    private static Regex CompilePattern(string pattern) => new(
        pattern.EndsWith('$') ? string.Concat(pattern.AsSpan(0, pattern.Length - 1), "\\z") : pattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static ValueTypes TypesOf(JsonElement type) => type.ValueKind is JsonValueKind.Array
        ? type.EnumerateArray().Aggregate(ValueTypes.None, (types, one) => types | TypesOf(one))
        : Text(type) switch
        {
            "string" => ValueTypes.Text,
            "boolean" => ValueTypes.Flag,
            "integer" => ValueTypes.Whole,
            "null" => ValueTypes.Null,
            "object" => ValueTypes.Mapping,
            "array" => ValueTypes.List,
            var other => throw new NotSupportedException($"The type {other} is not enforced."),
        };

    private static int Number(JsonElement schema, string keyword, int otherwise) =>
        schema.TryGetProperty(keyword, out var number) ? number.GetInt32() : otherwise;

    private static string[] Texts(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var list)
        ? [.. list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(Text)]
        : [];

    private static string Text(JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() ?? "" : element.GetRawText();
}
