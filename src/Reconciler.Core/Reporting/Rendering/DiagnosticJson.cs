using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Diagnostics for programs: an array of code, severity, message, place, help.</summary>
public static class DiagnosticJson
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartArray();
            foreach (var diagnostic in diagnostics)
                Write(json, diagnostic);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        json.WriteString("message", diagnostic.Message);
        Place(json, diagnostic.Span);
        if (diagnostic.Label.Length > 0)
            json.WriteString("label", diagnostic.Label);
        if (!diagnostic.Help.IsEmpty)
        {
            json.WriteStartArray("help");
            foreach (var help in diagnostic.Help)
                json.WriteStringValue(help);
            json.WriteEndArray();
        }

        Places(json, "related", diagnostic.Related.Select(r => (r.Span, (string?)r.Label)));
        Places(json, "also", diagnostic.Also.Select(s => (s, (string?)null)));
        json.WriteEndObject();
    }

    private static void Places(Utf8JsonWriter json, string name, IEnumerable<(SourceSpan Span, string? Label)> places)
    {
        var all = places.ToArray();
        if (all.Length == 0)
            return;
        json.WriteStartArray(name);
        foreach (var (span, label) in all)
        {
            json.WriteStartObject();
            Place(json, span);
            if (label is not null)
                json.WriteString("label", label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, SourceSpan span)
    {
        if (span.IsNone)
            return;
        json.WriteString("file", span.File);
        json.WriteNumber("line", span.Line);
        json.WriteNumber("column", span.Column);
        json.WriteNumber("endColumn", span.Column + span.Length);
    }
}
