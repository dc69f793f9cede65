using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Reporting.Wire;

namespace Reconciler.Core.Reporting;

/// <summary>
/// Reads and writes the published documents: one row a line, camelCase, enums by name, members that say nothing left out. What many rows have in common
/// stands once: attributes and their sources in <c>forms</c>, at the end; ends of lists by kind, file and reason.
/// </summary>
public static class DocumentJson
{
    public static string Write(PlanDocument document) => Serialized(document).ToString();

    public static string Write(ReportDocument document) => Serialized(document).ToString();

    /// <summary>Writes a plan as UTF-8, for those that are too large for one text.</summary>
    public static void Write(PlanDocument document, Stream stream) => Serialized(document).CopyTo(stream);

    public static void Write(ReportDocument document, Stream stream) => Serialized(document).CopyTo(stream);

    /// <summary>The document with its seal.</summary>
    public static PlanDocument Sealed(PlanDocument document) => document with { Seal = SealOf(document) };

    /// <summary>Whether a document is as it was sealed.</summary>
    public static bool IsIntact(PlanDocument document) => document.Seal.Length > 0 && document.Seal == SealOf(document);

    private static string SealOf(PlanDocument document) => Serialized(document with { Seal = "" }).Hash();

    /// <summary>One line of a run's journal, without line breaks between its members.</summary>
    public static byte[] Write(JournalLine line)
    {
        // Within a text a line feed is escaped; what is left stands between rows.
        return Serialized(line).Without((byte)'\n');
    }

    /// <summary>Throws <see cref="JsonException"/> for what is no line of a journal.</summary>
    public static JournalLine ReadLine(ReadOnlySpan<byte> json)
    {
        var line = Parsed<JournalLine>(json.ToArray());
        return line with { Intent = line.Intent is { } intent ? Silence.Restore(intent) : null, Ended = line.Ended is { } ended ? Silence.Restore(ended) : null };
    }

    /// <summary>Reads a saved plan; throws <see cref="JsonException"/> for anything else.</summary>
    public static PlanDocument ReadPlan(string json) => Read<PlanDocument>(json, PlanDocument.CurrentSchema, d => d.Schema);

    public static ReportDocument ReadReport(string json) => Read<ReportDocument>(json, ReportDocument.CurrentSchema, d => d.Schema);

    /// <summary>The <c>schema</c> member of a document, or null when it is none of ours; what follows the member is not looked at.</summary>
    public static string? SchemaOf(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var isSchema = reader.ValueTextEquals("schema"u8);
                reader.Read();
                if (isSchema)
                    return reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }

            return null;
        }
        // An escape of half a character is JSON to the parser, and no text to the reader.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Segments Serialized<T>(T document)
    {
        using var pen = Pen.Take();
        var text = new Segments();
        using var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = pen.Options.Encoder });
        JsonSerializer.Serialize(writer, document, pen.TypeOf<T>());
        writer.Flush();
        if (!pen.Forms.All.IsEmpty)
            Append(pen, text);
        return text;
    }

    // Which forms there are is known when all else is written.
    private static void Append(Pen pen, Segments text)
    {
        text.Back();
        var between = ",\n\"forms\":[\n"u8;
        foreach (var form in pen.Forms.All)
        {
            text.Write(between);
            text.Write(JsonSerializer.SerializeToUtf8Bytes(form, pen.TypeOf<CellForm>()));
            between = ",\n"u8;
        }

        text.Write("]}"u8);
    }

    // What types cannot say: none of our lists holds a null, no number is endless, no text broken.
    // Says where the forms begin, or -1 where there are none.
    private static int RefuseStrayValues(ReadOnlySpan<byte> json)
    {
        var (forms, isForms) = (-1, false);
        var lists = new Stack<bool>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (isForms)
                forms = forms < 0 ? (int)reader.TokenStartIndex : throw new JsonException("there are forms twice");
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
            // Only a name that is a text can be compared.
            isForms = reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("forms"u8);
        }

        return forms;
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

    private static T Read<T>(string json, string schema, Func<T, string> schemaOf)
        where T : class
    {
        var document = Parsed<T>(Encoding.UTF8.GetBytes(json));
        return schemaOf(document) == schema ? document : throw new JsonException($"the schema is not {schema}");
    }

    private static T Parsed<T>(byte[] text)
        where T : class
    {
        using var pen = Pen.Take();
        if (RefuseStrayValues(text) is >= 0 and var at)
        {
            var reader = new Utf8JsonReader(text.AsSpan(at));
            reader.Read();
            foreach (var form in Lists.Read(ref reader, pen.TypeOf<CellForm>()))
                pen.Forms.Add(form);
        }

        return JsonSerializer.Deserialize(text, pen.TypeOf<T>()) ?? throw new JsonException("the document is empty");
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NewLine = "\n")]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(CellForm))]
[JsonSerializable(typeof(CellList))]
[JsonSerializable(typeof(EndList))]
[JsonSerializable(typeof(AccessList))]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class DocumentContext : JsonSerializerContext;
