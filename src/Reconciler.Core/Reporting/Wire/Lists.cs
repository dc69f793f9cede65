using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Lists as documents hold them: no item is null.</summary>
internal static class Lists
{
    public static List<T> Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw new JsonException("a list is expected");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            items.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("an item of a list is null"));
        return items;
    }

    /// <summary>A list that was left out is empty.</summary>
    public static ImmutableArray<T> Or<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;
}
