using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>The lists of an object that change: what says nothing is left out of each.</summary>
internal sealed class LinksConverter : JsonConverter<ImmutableArray<LinkRow>>
{
    public override void Write(Utf8JsonWriter writer, ImmutableArray<LinkRow> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<LinkRow>)options.GetTypeInfo(typeof(LinkRow));
        writer.WriteStartArray();
        foreach (var link in value)
            JsonSerializer.Serialize(writer, link, type);
        writer.WriteEndArray();
    }

    public override ImmutableArray<LinkRow> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
    [
        .. Lists.Read(ref reader, (JsonTypeInfo<LinkRow>)options.GetTypeInfo(typeof(LinkRow)))
            .Select(l => l with { Adds = Lists.Or(l.Adds), Removes = Lists.Or(l.Removes) }),
    ];
}
