using System.Buffers.Text;
using System.Text.Json;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Values;

/// <summary>Reads JSON by a definition. What is read-only or unknown is left out, as RFC 7644 §3.3 asks; a wrong type is invalidValue.</summary>
internal static class ValueReader
{
    /// <summary>What a client may set of a resource, but for one attribute; extensions are members under their URN.</summary>
    public static Complex Resource(ResourceType type, JsonElement json, string? without = null)
    {
        var result = new Complex();
        foreach (var member in json.EnumerateObject())
        {
            if (type.Extension(member.Name) is { } extension)
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                    continue;
                if (member.Value.ValueKind != JsonValueKind.Object)
                    throw Wrong(extension.Id, "an object");
                result[extension.Id] = NullIfEmpty(Members(member.Value, extension.Find, alone: false));
            }
            else if (type.Resolve(member.Name) is { Sub: null, Extension: null, Attribute: { } attribute } && IsWritable(attribute) && attribute.Name != without)
            {
                result[attribute.Name] = Value(attribute, member.Value, alone: false);
            }
        }

        return result;
    }

    public static bool IsWritable(AttributeDefinition attribute) =>
        attribute.Mutability != Mutability.ReadOnly && attribute != CommonAttributes.Schemas;

    /// <summary>
    /// A whole value; null when JSON has none. With <paramref name="alone"/>, as in a PATCH, a single item stands for a list of one and a
    /// bare text for the complex value around it.
    /// </summary>
    public static object? Value(AttributeDefinition attribute, JsonElement json, bool alone)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return null;
        if (!attribute.MultiValued)
            return Single(attribute, json, alone);
        if (json.ValueKind != JsonValueKind.Array)
            return alone ? NullIfEmpty(Single(attribute, json, alone) is { } one ? [one] : []) : throw Wrong(attribute.Name, "an array");
        var items = new List<object>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null && Single(attribute, item, alone) is { } value && !(items.Count < 100 && items.Exists(i => Complex.Same(i, value))))
                items.Add(value);
        }

        return NullIfEmpty(items);
    }

    /// <summary>One value, or one item of a list.</summary>
    public static object? Single(AttributeDefinition attribute, JsonElement json, bool alone)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return null;
        if (attribute.Type != AttributeType.Complex)
            return Simple(attribute, json);
        if (json.ValueKind == JsonValueKind.Object)
            return NullIfEmpty(Members(json, attribute.Sub, alone));
        // A manager or a member may come as its bare id; an empty one takes the value away.
        if (alone && json.ValueKind == JsonValueKind.String && attribute.Sub("value") is not null)
            return json.GetString() is { Length: > 0 } text ? new Complex { { "value", text } } : null;
        throw Wrong(attribute.Name, "an object");
    }

    private static Complex Members(JsonElement json, Func<string, AttributeDefinition?> find, bool alone)
    {
        var result = new Complex();
        foreach (var member in json.EnumerateObject())
        {
            if (find(member.Name) is { } definition && definition.Mutability != Mutability.ReadOnly)
                result[definition.Name] = Value(definition, member.Value, alone);
        }

        return result;
    }

    private static object Simple(AttributeDefinition attribute, JsonElement json) => attribute.Type switch
    {
        AttributeType.Boolean => Flag(attribute, json),
        AttributeType.Integer => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var whole) ? whole : throw Wrong(attribute.Name, "an integer"),
        AttributeType.Decimal => json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) ? number : throw Wrong(attribute.Name, "a decimal"),
        AttributeType.DateTime => Text(attribute, json, "a dateTime", t => ScimTime.Parse(t) is not null),
        AttributeType.Binary => Text(attribute, json, "base64", t => Base64.IsValid(t)),
        _ => Text(attribute, json, "a string", _ => true),
    };

    /// <summary>Some clients write booleans as texts.</summary>
    private static object Flag(AttributeDefinition attribute, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(json.GetString(), out var flag) => flag,
        _ => throw Wrong(attribute.Name, "a boolean"),
    };

    private static string Text(AttributeDefinition attribute, JsonElement json, string what, Func<string, bool> fits) =>
        json.ValueKind == JsonValueKind.String && json.GetString() is { } text && fits(text) ? text : throw Wrong(attribute.Name, what);

    private static Complex? NullIfEmpty(Complex complex) => complex.Count == 0 ? null : complex;

    private static List<object>? NullIfEmpty(List<object> list) => list.Count == 0 ? null : list;

    private static ScimException Wrong(string attribute, string what) => ScimException.InvalidValue($"The value of '{attribute}' is not {what}");
}
