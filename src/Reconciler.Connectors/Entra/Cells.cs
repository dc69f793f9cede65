using System.Text.Json;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>One value between Graph's JSON and the algebra. Absent is null, of a list <c>[]</c>.</summary>
internal static class Cells
{
    /// <summary>Reads the value that the reader stands on; what is not of the form is skipped and absent.</summary>
    public static ValueId ToLive(ref Utf8JsonReader reader, WireForm form, ValuePool pool)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when form == WireForm.Text:
                return pool.Intern(reader.GetString());
            case JsonTokenType.True when form == WireForm.Flag:
                return pool.Intern(AttributeValue.Flag.True);
            case JsonTokenType.False when form == WireForm.Flag:
                return pool.Intern(AttributeValue.Flag.False);
            case JsonTokenType.StartArray when form is WireForm.Texts or WireForm.OneText:
                var items = JsonText.Strings(ref reader);
                return form == WireForm.OneText ? pool.Intern(items.Count > 0 ? items[0] : null) : pool.Intern(AttributeValue.OfTexts(items));
            default:
                reader.Skip();
                return ValueId.Absent;
        }
    }

    public static void ToWire(Utf8JsonWriter json, string name, WireForm form, AttributeValue value)
    {
        switch (value)
        {
            case AttributeValue.Flag flag when form == WireForm.Flag:
                json.WriteBoolean(name, flag.Value);
                break;
            case AttributeValue.Text text when form == WireForm.Text:
                json.WriteString(name, text.Value);
                break;
            case AttributeValue.Text text when form == WireForm.OneText:
                WriteList(json, name, [text.Value]);
                break;
            case AttributeValue.Texts texts when form == WireForm.Texts:
                WriteList(json, name, texts.Items.AsSpan());
                break;
            case AttributeValue.Absent when form is WireForm.Texts or WireForm.OneText:
                WriteList(json, name, []);
                break;
            case AttributeValue.Absent:
                json.WriteNull(name);
                break;
            default:
                throw new InvalidOperationException($"{name} cannot hold a {value.GetType().Name}");
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, ReadOnlySpan<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
