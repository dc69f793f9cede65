using System.Text.Json;

namespace Reconciler.Core.Mapping;

/// <summary>Values of the mapping language as JSON.</summary>
public static class MappingJson
{
    /// <summary>An attribute's value: numbers and flags travel as texts, as Entra has them; a complex value keeps what it holds.</summary>
    public static MappingValue ReadAttribute(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => MappingValue.Of(json.GetString()),
        JsonValueKind.Number => MappingValue.Of(json.GetRawText()),
        JsonValueKind.True => MappingValue.Of(bool.TrueString),
        JsonValueKind.False => MappingValue.Of(bool.FalseString),
        JsonValueKind.Array => MappingValue.List([.. json.EnumerateArray().Select(ReadAttribute)]),
        JsonValueKind.Object => MappingValue.Complex([.. json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, ReadMember(m.Value)))]),
        _ => MappingValue.Null,
    };

    /// <summary>A result: numbers and flags as such where a function gave them, dates as texts.</summary>
    public static void Write(Utf8JsonWriter to, MappingValue value)
    {
        ArgumentNullException.ThrowIfNull(to);
        switch (value.Kind)
        {
            case MappingValueKind.Missing or MappingValueKind.Null:
                to.WriteNullValue();
                break;
            case MappingValueKind.Number:
                to.WriteRawValue(value.ToString());
                break;
            case MappingValueKind.Flag:
                to.WriteBooleanValue(value.AsFlag);
                break;
            case MappingValueKind.List:
                to.WriteStartArray();
                foreach (var item in value.Items)
                    Write(to, item);
                to.WriteEndArray();
                break;
            case MappingValueKind.Complex:
                to.WriteStartObject();
                foreach (var (name, member) in value.Members)
                {
                    to.WritePropertyName(name);
                    Write(to, member);
                }

                to.WriteEndObject();
                break;
            default:
                to.WriteStringValue(Whole(value.ToString()));
                break;
        }
    }

    // Positions count UTF-16 units, so a function can cut a character in two; half of one is no text for JSON.
    private static string Whole(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        return string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
    }

    private static MappingValue ReadMember(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => MappingValue.Of(json.GetBoolean()),
        JsonValueKind.Number when json.TryGetDecimal(out var number) => MappingValue.Of(number),
        _ => ReadAttribute(json),
    };
}
