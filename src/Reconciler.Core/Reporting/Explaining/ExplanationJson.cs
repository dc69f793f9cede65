using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>Writes an explanation as <c>schemas/explanation.schema.json</c> describes it.</summary>
public static class ExplanationJson
{
    public static string Write(PersonExplanation explanation) => JsonSerializer.Serialize(explanation, Type);

    // The default encoder escapes for HTML; people read arrows and accents.
    private static JsonTypeInfo<PersonExplanation> Type { get; } = (JsonTypeInfo<PersonExplanation>)new JsonSerializerOptions(ExplanationContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(PersonExplanation));
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(PersonExplanation))]
internal sealed partial class ExplanationContext : JsonSerializerContext;
