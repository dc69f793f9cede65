using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Reconciler.Emulator.Scim.Patch;
using Reconciler.Emulator.Scim.Resources;

namespace Reconciler.Emulator.Scim.Http;

/// <summary>One request to an application, from the wire or from a bulk request.</summary>
internal sealed class ScimCall(ScimApplication application, string method, string[] path, string rawQuery, string root)
{
    public const string ScimType = "application/scim+json";
    public const string JsonType = "application/json";
    private ScimQuery? _query;

    public ScimApplication Application => application;

    public ScimSwitches Switches => application.Switches;

    public ScimStore Store => application.Store;

    public string Method => method;

    /// <summary>Decoded segments below the root.</summary>
    public string[] Path => path;

    /// <summary>The root the caller used, without a slash at its end.</summary>
    public string Root => root;

    public ScimQuery Query => _query ??= ScimQuery.Of(rawQuery);

    public ResourceView View { get; } = new(application.Store, root);

    public DateTimeOffset Now { get; } = application.Clock.GetUtcNow();

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The type answers have: plain JSON only for callers that take nothing else.</summary>
    public string AnswerType => Accepts(ScimType) || !Accepts(JsonType) ? ScimType : JsonType;

    /// <summary>The body as an object that names the message's or the resource's schema.</summary>
    public JsonElement ReadBody(string schema)
    {
        var body = ReadObject();
        if (!PatchOperation.Member(body, "schemas", out var schemas) || schemas.ValueKind != JsonValueKind.Array
            || !schemas.EnumerateArray().Any(s => s.ValueKind == JsonValueKind.String && string.Equals(s.GetString(), schema, StringComparison.OrdinalIgnoreCase)))
        {
            throw ScimException.InvalidSyntax($"'schemas' does not name {schema}");
        }

        return body;
    }

    private JsonElement ReadObject()
    {
        var type = MediaTypeHeaderValue.TryParse(Header("Content-Type"), out var parsed) ? parsed.MediaType.Value : null;
        if (!string.Equals(type, ScimType, StringComparison.OrdinalIgnoreCase) && !string.Equals(type, JsonType, StringComparison.OrdinalIgnoreCase))
            throw new ScimException(415, null, $"A body must be {ScimType} or {JsonType}");
        try
        {
            using var document = JsonDocument.Parse(Body);
            ReadTexts(Body.Span);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Refused below like any other body that is not an object.
        }

        throw ScimException.InvalidSyntax("The body is not a JSON object");
    }

    /// <summary>A text may be well-formed JSON and still hold half a character; that shows only when it is read.</summary>
    private static void ReadTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                reader.GetString();
        }
    }

    private bool Accepts(string type) => Header("Accept") is not { Length: > 0 } accept
        || accept.Split(',', StringSplitOptions.TrimEntries).Any(a => a.Split(';')[0].Trim() is var range
            && (range.Equals(type, StringComparison.OrdinalIgnoreCase) || range is "*/*" or "application/*"));
}
