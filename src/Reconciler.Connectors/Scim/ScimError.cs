using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Connectors.Scim.Values;

namespace Reconciler.Connectors.Scim;

/// <summary>What a service says went wrong: a SCIM error (RFC 7644 §3.12), problem details (RFC 7807), SCIM 1.1, JSON of its own, text, HTML or nothing.</summary>
internal sealed partial record ScimError(string? Type, string Message)
{
    public static ScimError Read(ReadOnlyMemory<byte> body)
    {
        if (ScimJson.TryParse(body) is { } json)
            return new ScimError(json.Text("scimType"), Clip(Said(json) ?? "the answer does not say why"));
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 20_000)]).Trim();
        return text.Length == 0 ? new ScimError(null, "the answer is empty") : new ScimError(null, Clip(text.StartsWith('<') ? Title(text) : text));
    }

    /// <summary>Whether a body is a page for people: no SCIM service is behind it.</summary>
    public static bool IsPage(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 200)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');

    private static string? Said(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return json.GetString();
        foreach (var name in (ReadOnlySpan<string>)["detail", "description", "error_description", "message", "title", "error", "reason"])
        {
            if (json.Text(name) is { Length: > 0 } said)
                return said;
        }

        foreach (var name in (ReadOnlySpan<string>)["errors", "error"])
        {
            foreach (var inner in json.Member(name).Items().Where(i => i.ValueKind is JsonValueKind.Object or JsonValueKind.String))
            {
                if (Said(inner) is { } said)
                    return said;
            }
        }

        return null;
    }

    private static string Title(string html) =>
        TitleElement().Match(html) is { Success: true } title ? $"a web page, \"{title.Groups["title"].Value.Trim()}\"" : "a web page";

    private static string Clip(string message)
    {
        var line = ControlCharacters().Replace(message, " ").Trim();
        return line.Length <= 1000 ? line : line[..1000] + "…";
    }

    [GeneratedRegex("<title[^>]*>(?<title>[^<]{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TitleElement();

    [GeneratedRegex(@"[\u0000-\u001f\u007f]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ControlCharacters();
}
