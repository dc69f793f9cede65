using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Reconciler.Core.Reporting.Searching;

namespace Reconciler.Core.Reporting;

/// <summary>What <c>report verify</c> found (<c>history.schema.json</c>).</summary>
public sealed record HistoryDocument
{
    public const string CurrentSchema = "reconciler/history/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The folder or branch that was looked in.</summary>
    public required string History { get; init; }

    public required bool Intact { get; init; }

    /// <summary>The newest report and its hash: who writes it down elsewhere can tell later whether anything was cut off.</summary>
    public PreviousRow? Head { get; init; }

    /// <summary>Newest first.</summary>
    public ImmutableArray<HistoryRow> Reports { get; init; } = [];
}

/// <summary>The documents about a history, as JSON.</summary>
public static class HistoryJson
{
    public static string Write(HistoryDocument document) => JsonSerializer.Serialize(document, Type<HistoryDocument>());

    public static string Write(SearchDocument document) => JsonSerializer.Serialize(document, Type<SearchDocument>());

    /// <summary>The file that names the newest report of a history.</summary>
    public static string Write(PreviousRow head) => JsonSerializer.Serialize(head, Type<PreviousRow>()) + "\n";

    /// <summary>Null for what names no report.</summary>
    public static PreviousRow? ReadHead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Type<PreviousRow>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Relaxed.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Relaxed { get; } = new(HistoryContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(SearchDocument))]
[JsonSerializable(typeof(PreviousRow))]
internal sealed partial class HistoryContext : JsonSerializerContext;
