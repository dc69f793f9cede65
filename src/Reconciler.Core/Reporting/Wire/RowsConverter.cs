using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Writes a list of rows with each on a line of its own, so that a document can be searched and compared line by line.</summary>
/// <param name="trim">What a row leaves out because its other parts say it; null = nothing.</param>
/// <param name="restore">Puts back what was left out; null = nothing was.</param>
internal sealed class RowsConverter<T>(Func<T, T>? trim = null, Func<T, T>? restore = null) : JsonConverter<ImmutableArray<T>>
    where T : class
{
    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var row = new ArrayBufferWriter<byte>();
        using var inner = new Utf8JsonWriter(row, writer.Options);
        writer.WriteStartArray();
        foreach (var item in value)
        {
            row.ResetWrittenCount();
            row.Write("\n"u8);
            inner.Reset();
            JsonSerializer.Serialize(inner, trim is null ? item : trim(item), type);
            inner.Flush();
            writer.WriteRawValue(row.WrittenSpan, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var items = Lists.Read(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        return restore is null ? [.. items] : [.. items.Select(restore)];
    }
}
