using System.Text.Json;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Tests.Manifests.Grammar;

public sealed class SchemaTests
{
    private static readonly string[] Names = ["content.schema.json", "profile.schema.json", "reconciler.schema.json"];

    public static TheoryData<string> Schemas => [.. Names];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_keyword_is_enforced_or_an_annotation(string name)
    {
        var known = SchemaCompiler.Enforced.Union(SchemaCompiler.Annotations).ToHashSet();
        Assert.Empty(Subschemas(name).SelectMany(s => s.Schema.EnumerateObject().Where(k => !known.Contains(k.Name)).Select(k => $"{s.Path}/{k.Name}")));
    }

    [Fact]
    public void Every_enforced_keyword_is_used()
    {
        var used = Names.SelectMany(Subschemas).SelectMany(s => s.Schema.EnumerateObject()).Select(k => k.Name).ToHashSet();
        Assert.Empty(SchemaCompiler.Enforced.Except(used));
    }

    [Theory]
    [InlineData("""{ "uniqueItems": true }""")]
    [InlineData("""{ "type": "number" }""")]
    [InlineData("""{ "format": "email" }""")]
    [InlineData("""{ "$ref": "other.json" }""")]
    [InlineData("""{ "not": { "required": ["a", "b"] } }""")]
    [InlineData("""{ "properties": {}, "additionalProperties": false, "not": { "type": "string" } }""")]
    [InlineData("""{ "properties": {}, "additionalProperties": false, "allOf": [{ "type": "string" }] }""")]
    [InlineData("""{ "anyOf": [{ "type": "string" }], "maxLength": 3 }""")]
    [InlineData("""{ "type": "array", "minItems": 1 }""")]
    [InlineData("""{ "properties": {} }""")]
    [InlineData("""{ "properties": {}, "additionalProperties": false, "required": ["a"] }""")]
    public void What_is_not_enforced_does_not_load(string schema) => Assert.Throws<NotSupportedException>(() => Schema.Parse(schema));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_property_has_a_title_and_a_description(string name)
    {
        var root = Root(name);
        var mute = Subschemas(name)
            .SelectMany(s => s.Schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => ($"{s.Path}/{p.Name}", p.Value)) : [])
            .Where(p => Prose(root, p.Value, "title").Length == 0 || Prose(root, p.Value, "description").Length == 0);
        Assert.Empty(mute.Select(p => p.Item1));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_form_has_a_name_for_messages_and_an_example_that_keeps_it(string name)
    {
        foreach (var (path, schema) in Subschemas(name).Where(s => s.Schema.TryGetProperty("pattern", out _) || s.Schema.TryGetProperty("format", out _)))
        {
            Assert.True(schema.TryGetProperty("title", out var title), path);
            Assert.Matches("^(an? |`|[A-Z]+/)", title.GetString());
            var rule = Schema.Parse(schema.GetRawText());
            Assert.All(schema.GetProperty("examples").EnumerateArray(), e => Assert.Empty(Checking.Check(rule, $"'{e.GetString()?.Replace("'", "''")}'")));
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Every_definition_is_used(string name)
    {
        var text = PublishedSchemas.Text(name[..^".schema.json".Length]);
        Assert.Empty(Root(name).GetProperty("$defs").EnumerateObject().Where(d => !text.Contains($"\"#/$defs/{d.Name}\"")).Select(d => d.Name));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Identifier_and_dialect(string name)
    {
        Assert.Equal($"https://reconciler.dev/schemas/{name}", Root(name).GetProperty("$id").GetString());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Root(name).GetProperty("$schema").GetString());
    }

    [Fact]
    public void Every_schema_of_the_language_loads() => Assert.Distinct([Schema.Content, Schema.Control, Schema.Profile]);

    private static JsonElement Root(string name) => JsonDocument.Parse(PublishedSchemas.Text(name[..^".schema.json".Length])).RootElement;

    private static string Prose(JsonElement root, JsonElement schema, string keyword)
    {
        if (schema.TryGetProperty(keyword, out var own))
            return own.GetString() ?? "";
        return schema.TryGetProperty("$ref", out var reference) && reference.GetString() is { } path
            ? Prose(root, root.GetProperty("$defs").GetProperty(path["#/$defs/".Length..]), keyword)
            : "";
    }

    private static IEnumerable<(string Path, JsonElement Schema)> Subschemas(string name) => Walk("#", Root(name));

    private static IEnumerable<(string Path, JsonElement Schema)> Walk(string path, JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
            yield break;
        yield return (path, schema);
        foreach (var keyword in schema.EnumerateObject())
        {
            var inner = keyword.Name switch
            {
                "properties" or "$defs" => keyword.Value.EnumerateObject().Select(p => (p.Name, p.Value)),
                "anyOf" or "allOf" => keyword.Value.EnumerateArray().Select((v, i) => (i.ToString(), v)),
                "additionalProperties" or "propertyNames" or "items" or "not" => [("", keyword.Value)],
                _ => [],
            };
            foreach (var (step, value) in inner)
            {
                foreach (var found in Walk($"{path}/{keyword.Name}/{step}", value))
                    yield return found;
            }
        }
    }
}
