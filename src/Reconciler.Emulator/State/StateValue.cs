using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.State;

/// <summary>Values between JSON and the form an object keeps.</summary>
internal static class StateValue
{
    /// <summary>Null when the value does not have the property's shape.</summary>
    public static object? Read(PropertyDefinition property, JsonElement value, StringPool? pool = null) => (property.Shape, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => ObjectValues.Cleared,
        (ValueShape.Text or ValueShape.DateTime or ValueShape.Id, JsonValueKind.String) => pool?.Take(value) ?? value.GetString(),
        (ValueShape.Flag, JsonValueKind.True) => ObjectValues.True,
        (ValueShape.Flag, JsonValueKind.False) => ObjectValues.False,
        (ValueShape.Number, JsonValueKind.Number) => value.Clone(),
        (ValueShape.Texts, JsonValueKind.Array) => Texts(value),
        (ValueShape.Complex, JsonValueKind.Object) => value.Clone(),
        (ValueShape.ComplexList, JsonValueKind.Array) => value.Clone(),
        _ => null,
    };

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string[] texts:
                writer.WriteStartArray();
                foreach (var text in texts)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static string[]? Texts(JsonElement value)
    {
        var result = new string[value.GetArrayLength()];
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { } text)
                return null;
            result[at++] = text;
        }

        return result;
    }
}
