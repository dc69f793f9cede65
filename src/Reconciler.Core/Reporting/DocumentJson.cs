using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting;

/// <summary>Reads and writes the published documents: indented, camelCase, enums by name, members that say nothing left out.</summary>
public static class DocumentJson
{
    public static string Write(PlanDocument document) => JsonSerializer.Serialize(document, PlanType);

    /// <summary>The document with its seal.</summary>
    public static PlanDocument Sealed(PlanDocument document) => document with { Seal = SealOf(document) };

    /// <summary>Whether a document is as it was sealed.</summary>
    public static bool IsIntact(PlanDocument document) => document.Seal.Length > 0 && document.Seal == SealOf(document);

    private static string SealOf(PlanDocument document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(document with { Seal = "" }))));

    public static string Write(ReportDocument document) => JsonSerializer.Serialize(document, ReportType);

    /// <summary>Reads a saved plan; throws <see cref="JsonException"/> for anything else.</summary>
    public static PlanDocument ReadPlan(string json) => Read(json, PlanType, PlanDocument.CurrentSchema, d => d.Schema);

    public static ReportDocument ReadReport(string json) => Read(json, ReportType, ReportDocument.CurrentSchema, d => d.Schema);

    /// <summary>The <c>schema</c> member of a document, or null when it is none of ours.</summary>
    public static string? SchemaOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("schema", out var schema)
                && schema.ValueKind == JsonValueKind.String ? schema.GetString() : null;
        }
        // An escape of half a character is JSON to the parser, and no text to the reader.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The default encoder escapes for HTML; a document is not HTML, and people read arrows and accents.
    private static JsonSerializerOptions Relaxed { get; } = new(DocumentContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        TypeInfoResolver = DocumentContext.Default.WithAddedModifier(RequireParts),
    };

    private static JsonTypeInfo<PlanDocument> PlanType { get; } = (JsonTypeInfo<PlanDocument>)Relaxed.GetTypeInfo(typeof(PlanDocument));

    private static JsonTypeInfo<ReportDocument> ReportType { get; } = (JsonTypeInfo<ReportDocument>)Relaxed.GetTypeInfo(typeof(ReportDocument));

    // What is left out would be null, whatever its initial value: a document without a list, a text or a part that cannot be null is none of ours.
    private static void RequireParts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { IsSetNullable: false, Set: not null } && (IsList(property.PropertyType) || !property.PropertyType.IsValueType))
                property.IsRequired = true;
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    // What types cannot say: none of our lists holds a null, no number is endless, no text broken.
    private static void RefuseStrayValues(string json)
    {
        var lists = new Stack<bool>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                lists.Push(reader.TokenType is JsonTokenType.StartArray);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                lists.Pop();
            else if (reader.TokenType is JsonTokenType.Null && lists.TryPeek(out var inList) && inList)
                throw new JsonException("an item of a list is null");
            else if (reader.TokenType is JsonTokenType.Number && !double.IsFinite(reader.GetDouble()))
                throw new JsonException("a number is too large");
            else if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true })
                RefuseHalfCharacters(ref reader);
        }
    }

    private static void RefuseHalfCharacters(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a text holds half of a character", e);
        }
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type, string schema, Func<T, string> schemaOf)
        where T : class
    {
        RefuseStrayValues(json);
        var document = JsonSerializer.Deserialize(json, type) ?? throw new JsonException("the document is empty");
        return schemaOf(document) == schema ? document : throw new JsonException($"the schema is not {schema}");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class DocumentContext : JsonSerializerContext;
