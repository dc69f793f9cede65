using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Core.Reporting;

/// <summary>Reads and writes the published documents: indented, camelCase, enums by name, members that say nothing left out.</summary>
public static class DocumentJson
{
    public static string Write(PlanDocument document) => JsonSerializer.Serialize(document, Relaxed.PlanDocument);

    /// <summary>The document with its seal.</summary>
    public static PlanDocument Sealed(PlanDocument document) => document with { Seal = SealOf(document) };

    /// <summary>Whether a document is as it was sealed.</summary>
    public static bool IsIntact(PlanDocument document) => document.Seal.Length > 0 && document.Seal == SealOf(document);

    private static string SealOf(PlanDocument document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(document with { Seal = "" }))));

    public static string Write(ReportDocument document) => JsonSerializer.Serialize(document, Relaxed.ReportDocument);

    /// <summary>Reads a saved plan; throws <see cref="JsonException"/> for anything else.</summary>
    public static PlanDocument ReadPlan(string json) => Read(json, Relaxed.PlanDocument, PlanDocument.CurrentSchema, d => d.Schema);

    public static ReportDocument ReadReport(string json) => Read(json, Relaxed.ReportDocument, ReportDocument.CurrentSchema, d => d.Schema);

    /// <summary>The <c>schema</c> member of a document, or null when it is none of ours.</summary>
    public static string? SchemaOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("schema", out var schema)
                && schema.ValueKind == JsonValueKind.String ? schema.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The default encoder escapes for HTML; a document is not HTML, and people read arrows and accents.
    private static DocumentContext Relaxed { get; } = new(new JsonSerializerOptions(DocumentContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static T Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string schema, Func<T, string> schemaOf)
        where T : class
    {
        var document = JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the document is empty");
        return schemaOf(document) == schema ? document : throw new JsonException($"the schema is not {schema}");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class DocumentContext : JsonSerializerContext;
