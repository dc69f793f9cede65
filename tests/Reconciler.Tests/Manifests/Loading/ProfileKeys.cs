using System.Text.Json;
using Reconciler.Manifests.Grammar;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>Every key of the grammar of profiles, each with a profile that says nothing but it, and not its default.</summary>
internal static class ProfileKeys
{
    private static readonly JsonElement Grammar = JsonDocument.Parse(PublishedSchemas.Text("profile")).RootElement;

    /// <summary>The text is empty where no such value is known.</summary>
    public static IEnumerable<(string Path, string Text)> All() =>
        Walk(Grammar, "", value => value).Select(k => (k.Path, k.Value.Length == 0 ? "" : $"{{ version: 1, {k.Value[2..]}"));

    private static IEnumerable<(string Path, string Value)> Walk(JsonElement schema, string path, Func<string, string> within)
    {
        var form = Form(schema);
        if (form.TryGetProperty("properties", out var properties))
        {
            return properties.EnumerateObject().Where(p => path.Length > 0 || p.Name is not ("version" or "extends"))
                .SelectMany(p => Walk(p.Value, $"{path}/{p.Name}", value => within($"{{ \"{p.Name}\": {value} }}")));
        }

        if (form.TryGetProperty("additionalProperties", out var others) && others.ValueKind is JsonValueKind.Object)
            return Walk(others, $"{path}/nickName", value => within($"{{ nickName: {value} }}"));
        var usual = schema.TryGetProperty("default", out var own) || form.TryGetProperty("default", out own) ? own.GetRawText() : "";
        var other = Values(form).FirstOrDefault(v => Plain(v) != Plain(usual));
        return [(path, other is null ? "" : within(other))];
    }

    private static JsonElement Form(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? Grammar.GetProperty("$defs").GetProperty((reference.GetString() ?? "")["#/$defs/".Length..])
        : schema;

    private static IEnumerable<string> Values(JsonElement form)
    {
        if (form.TryGetProperty("enum", out var words))
            return words.EnumerateArray().Select(w => w.GetRawText());
        if (form.TryGetProperty("items", out var item))
            return Values(Form(item)).Select(v => $"[{v}]");
        var types = form.GetProperty("type");
        var type = types.ValueKind is JsonValueKind.Array ? types[0].GetString() : types.GetString();
        return type switch
        {
            "boolean" => ["true", "false"],
            "integer" => [form.GetProperty("maximum").GetRawText(), form.GetProperty("minimum").GetRawText()],
            "string" when form.TryGetProperty("examples", out var examples) => examples.EnumerateArray().Select(e => e.GetRawText()).Append(Other(form)),
            "string" => ["\"other\""],
            _ => [],
        };
    }

    // A text that no example shows.
    private static string Other(JsonElement form) => form.TryGetProperty("pattern", out var pattern) ? (pattern.GetString() ?? "")[..2] switch
    {
        "^u" => "\"urn:other\"",
        "^/" => "\"/other\"",
        _ => "\"other\"",
    } : "\"other\"";

    private static string Plain(string json) => json.Replace(" ", "", StringComparison.Ordinal);
}
