using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>What was written to the applications of the sandbox: one line a request, with its body.</summary>
internal static class AccountWire
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The writes since the log was last taken, which empties it. Ids are scrubbed and lines sorted: requests run side by side.</summary>
    public static string Take(Scenario scenario)
    {
        var lines = new List<string>();
        foreach (var line in File.ReadLines(scenario.WireLog))
        {
            using var document = JsonDocument.Parse(line);
            var entry = document.RootElement;
            var (method, path) = (Text(entry, "method"), Text(entry, "path"));
            if (!path.StartsWith("/scim/", StringComparison.Ordinal) || method == "GET")
                continue;
            var body = entry.TryGetProperty("request", out var request) && request.ValueKind == JsonValueKind.Object ? "  " + Body(request) : "";
            lines.Add(scenario.Scrub($"{method} {path} {entry.GetProperty("status").GetInt32()}{body}"));
        }

        File.Delete(scenario.WireLog);
        return string.Concat(lines.Order(StringComparer.Ordinal).Select(l => l + "\n"));
    }

    // The schemas say nothing that the path does not.
    private static string Body(JsonElement request) =>
        JsonSerializer.Serialize(request.EnumerateObject().Where(p => p.Name != "schemas").ToDictionary(p => p.Name, p => p.Value), Readable);

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";
}
