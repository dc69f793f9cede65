using System.Text.Json;

namespace Reconciler.Connectors.Entra;

/// <summary>Reads one element of a page; the reader stands on its StartObject and has to be left on its EndObject.</summary>
internal delegate void PageItem(ref Utf8JsonReader reader);

/// <summary>Where a page leads: to the next one, or (delta) to the token of the state read.</summary>
internal readonly record struct PageLinks(string? Next, string? Delta);

/// <summary>One page of a Graph collection, streamed.</summary>
internal static class GraphPage
{
    /// <exception cref="JsonException">The page is no Graph page.</exception>
    public static PageLinks Read(ReadOnlySpan<byte> json, PageItem item)
    {
        var reader = new Utf8JsonReader(json);
        string? next = null, delta = null;
        var found = false;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the page is no object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNext = reader.ValueTextEquals("@odata.nextLink"u8);
            var isDelta = reader.ValueTextEquals("@odata.deltaLink"u8);
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isNext)
                next = JsonText.StringOrNull(ref reader);
            else if (isDelta)
                delta = JsonText.StringOrNull(ref reader);
            else if (isValue && reader.TokenType == JsonTokenType.StartArray)
            {
                found = true;
                Items(ref reader, item);
            }
            else
                reader.Skip();
        }

        return found ? new PageLinks(next, delta) : throw new JsonException("the page holds no value");
    }

    /// <summary>The link to the next page, if it stands before the values; null also of what is no page.</summary>
    public static string? NextAtStart(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("value"u8))
            {
                var isNext = reader.ValueTextEquals("@odata.nextLink"u8);
                reader.Read();
                if (isNext)
                    return JsonText.StringOrNull(ref reader);
                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            // Whoever reads the page tells of it.
            return null;
        }
    }

    private static void Items(ref Utf8JsonReader reader, PageItem item)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("a page holds something that is no object");
            item(ref reader);
        }
    }
}
