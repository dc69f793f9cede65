using System.Text.Json;

namespace Reconciler.Connectors.Scim.Values;

/// <summary>Tolerant readings of a service's JSON: names in any case, numbers and flags as texts, one object where a list is due, null for absent.</summary>
internal static class ScimJson
{
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span.StartsWith(Mark) ? body.Span[Mark.Length..] : body.Span;
        return JsonElement.Parse(bytes);
    }

    /// <summary>The JSON of a body, or null where it is none.</summary>
    public static JsonElement? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member by its name in any case; null where there is none or it is null.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    /// <summary>The items of a list without nulls; anything else is a list of itself.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(i => i.ValueKind != JsonValueKind.Null),
        { } only => [only],
    };

    /// <summary>A value as text: numbers as written, flags as True and False, an object by its <c>value</c>, a list by its first item.</summary>
    public static string? Scalar(this JsonElement? element) => element is { } value
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => bool.TrueString,
            JsonValueKind.False => bool.FalseString,
            JsonValueKind.Object => value.Member("value") is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } inner ? Scalar(inner) : null,
            JsonValueKind.Array => Items(element).Select(i => Scalar(i)).FirstOrDefault(t => t is not null),
            _ => null,
        }
        : null;

    public static string? Text(this JsonElement element, string name) => element.Member(name).Scalar();

    /// <summary>A whole number, also one in quotes.</summary>
    public static long? Whole(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A flag, also one in quotes and in any case.</summary>
    public static bool? Flag(this JsonElement element, string name) => bool.TryParse(element.Text(name), out var flag) ? flag : null;
}
