using System.Text;
using System.Text.Json;

namespace Reconciler.Connectors.Entra;

/// <summary>Small readings of JSON that every surface shares.</summary>
internal static class JsonText
{
    /// <summary>The strings of the array that the reader stands on.</summary>
    public static List<string> Strings(ref Utf8JsonReader reader)
    {
        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is { } item)
                items.Add(item);
            else
                reader.Skip();
        }

        return items;
    }

    /// <summary>A GUID in 36 small characters, as Graph writes ids; null for every other text.</summary>
    public static Guid? NumberOf(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false } && !reader.ValueSpan.ContainsAnyInRange((byte)'A', (byte)'F') && reader.TryGetGuid(out var number)
            ? number
            : null;

    public static string? StringOrNull(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }

    /// <summary>A string as it is, a number or a flag as it is written; null for anything else.</summary>
    public static string? Plain(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        return StringOrNull(ref reader);
    }

    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool Flag(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];
}
