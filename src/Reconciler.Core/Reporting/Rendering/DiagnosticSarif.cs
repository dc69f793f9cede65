using System.Text;
using System.Text.Json;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Diagnostics as SARIF 2.1.0, for code scanning.</summary>
public static class DiagnosticSarif
{
    public static string Render(IEnumerable<Diagnostic> diagnostics, string version)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var all = diagnostics.ToArray();
        var rules = all.Select(d => d.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, DiagnosticJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, rules, version);
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var diagnostic in all)
                WriteResult(json, diagnostic, Array.IndexOf(rules, diagnostic.Code));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTool(Utf8JsonWriter json, string[] rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Reconciler");
        json.WriteString("version", version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic diagnostic, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", diagnostic.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        Message(json, string.Join('\n', [diagnostic.Message, .. diagnostic.Help]));
        if (!diagnostic.Span.IsNone)
        {
            json.WriteStartArray("locations");
            Location(json, diagnostic.Span, diagnostic.Label);
            json.WriteEndArray();
        }

        var related = diagnostic.Related.Select(r => (r.Span, r.Label))
            .Concat(diagnostic.Also.Select(s => (Span: s, Label: "the same"))).Where(r => !r.Span.IsNone).ToArray();
        if (related.Length > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var (span, label) in related)
                Location(json, span, label);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter json, SourceSpan span, string label)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', span.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(span.Line, 1));
        json.WriteNumber("startColumn", Math.Max(span.Column, 1));
        json.WriteNumber("endColumn", Math.Max(span.Column, 1) + Math.Max(span.Length, 0));
        json.WriteEndObject();
        json.WriteEndObject();
        if (label.Length > 0)
            Message(json, label);
        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
