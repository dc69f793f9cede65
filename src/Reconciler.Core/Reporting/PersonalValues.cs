using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting;

/// <summary>The personal texts of one report, by the reference that stands for each, and the salt (base64url) that references are made with.</summary>
public sealed record ValuesDocument(string Run, string Salt, ImmutableSortedDictionary<string, string> Texts)
{
    public const string CurrentSchema = "reconciler/values/1";

    public string Schema { get; init; } = CurrentSchema;
}

/// <summary>What is left of the personal values of a report.</summary>
public enum ValuesState
{
    /// <summary>Every reference has its text.</summary>
    Whole,

    /// <summary>Some or all texts are gone; what is there is what was written.</summary>
    Removed,

    /// <summary>A text is not the one that was written.</summary>
    Altered,
}

/// <summary>
/// Keeps what is about people apart from the record: in the record each such text is a salted digest, its text stands in a file that can be deleted
/// without breaking the record or its chain. Without the salt, nobody can try names until one fits.
/// </summary>
public static class PersonalValues
{
    public const int SaltLength = 32;

    /// <summary>What is shown for a text that is gone.</summary>
    public const string Removed = "(removed)";

    /// <summary>What is shown for a text that does not fit its reference.</summary>
    public const string Altered = "(altered)";

    private const char Sign = '§';
    private const int Digits = 22;

    /// <summary>The report with references, and the texts behind them.</summary>
    public static (ReportDocument Record, ValuesDocument Values) Separate(ReportDocument report, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (key, texts, known) = (salt.ToArray(), ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var record = PersonalTexts.Map(report, text =>
        {
            // An empty text says nothing about anybody.
            if (text.Length == 0)
                return text;
            if (known.TryGetValue(text, out var reference))
                return reference;
            reference = Reference(key, text);
            known.Add(text, reference);
            texts[reference] = text;
            return reference;
        });
        return (record, new ValuesDocument(report.Run, Base64Url.EncodeToString(salt), texts.ToImmutable()));
    }

    /// <summary>The report with its texts; without values, or without one of them, <see cref="Removed"/> stands there.</summary>
    public static ReportDocument Join(ReportDocument record, ValuesDocument? values)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (key, known) = (KeyOf(values), new Dictionary<string, string>(StringComparer.Ordinal));
        return PersonalTexts.Map(record, text =>
        {
            if (!IsReference(text))
                return text;
            if (!known.TryGetValue(text, out var value))
                known.Add(text, value = Find(text, values, key) ?? Removed);
            return value;
        }) with
        { Values = null };
    }

    /// <summary>Whether every reference of a record has its text, and the right one.</summary>
    public static ValuesState Check(ReportDocument record, ValuesDocument? values)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (key, state) = (KeyOf(values), ValuesState.Whole);
        PersonalTexts.Map(record, text =>
        {
            if (IsReference(text))
            {
                var value = Find(text, values, key);
                if (value is null && state is ValuesState.Whole)
                    state = ValuesState.Removed;
                else if (value == Altered)
                    state = ValuesState.Altered;
            }

            return text;
        });
        return state;
    }

    public static string Write(ValuesDocument values) => JsonSerializer.Serialize(values, Type);

    /// <summary>Throws <see cref="JsonException"/> for anything that is not such a document.</summary>
    public static ValuesDocument Read(string json)
    {
        var values = JsonSerializer.Deserialize(json, Type) ?? throw new JsonException("the values are empty");
        return values.Schema == ValuesDocument.CurrentSchema ? values : throw new JsonException($"the schema is not {ValuesDocument.CurrentSchema}");
    }

    private static byte[]? KeyOf(ValuesDocument? values) => values is null || !Base64Url.IsValid(values.Salt) ? null : Base64Url.DecodeFromChars(values.Salt);

    private static string? Find(string reference, ValuesDocument? values, byte[]? key) =>
        values is null || !values.Texts.TryGetValue(reference, out var text) ? null
        : key is not null && Reference(key, text) == reference ? text : Altered;

    private static bool IsReference(string text) => text.Length == Digits + 1 && text[0] == Sign && text.AsSpan(1).IndexOfAnyExcept(Alphabet) < 0;

    private static readonly System.Buffers.SearchValues<char> Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static string Reference(byte[] key, string text) => Sign + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))[..Digits];

    private static JsonTypeInfo<ValuesDocument> Type { get; } = (JsonTypeInfo<ValuesDocument>)new JsonSerializerOptions(ValuesContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    }.GetTypeInfo(typeof(ValuesDocument));
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NewLine = "\n")]
[JsonSerializable(typeof(ValuesDocument))]
internal sealed partial class ValuesContext : JsonSerializerContext;
