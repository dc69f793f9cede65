using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra;

/// <summary>One item of a <c>$batch</c>.</summary>
internal readonly record struct BatchItem(HttpMethod Method, string Path, ReadOnlyMemory<byte>? Body, string? Prefer, Price Price)
{
    public static BatchItem Of(GraphPath path) => new(HttpMethod.Get, path.Value, null, null, GraphPrices.OfRead(path.Value));

    public static BatchItem Of(GraphWrite write) => new(write.Method, write.Path, write.Body, write.Prefer, GraphPrices.OfWrite(write.Metered));
}

/// <summary>The envelope of up to 20 requests. Items do not depend on each other; each is metered and judged on its own.</summary>
internal static class GraphBatch
{
    public const int Limit = 20;

    /// <summary>The request that carries these; it takes of the quota what they do, and nothing itself.</summary>
    public static WireRequest Envelope(Origin origin, BatchItem[] items) => new(HttpMethod.Post, origin.At("/$batch"))
    {
        Body = Write(items),
        Price = items.Aggregate(default(Price), (sum, item) => sum + item.Price),
    };

    public static ReadOnlyMemory<byte> Write(ReadOnlySpan<BatchItem> items)
    {
        if (items.Length > Limit)
            throw new ArgumentException($"{items.Length} requests do not fit one envelope", nameof(items));
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("requests");
        for (var i = 0; i < items.Length; i++)
            Write(json, i, items[i]);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The answers in the order of the requests; null where the envelope holds none. Their bodies are parts of the envelope, not copies.</summary>
    public static WireAnswer?[] Read(WireAnswer envelope, int count, DateTimeOffset now, Redaction redaction)
    {
        var answers = new WireAnswer?[count];
        var reader = new Utf8JsonReader(envelope.Body.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return answers;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResponses = reader.ValueTextEquals("responses"u8);
            reader.Read();
            if (!isResponses || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var item = BatchAnswer.Read(ref reader, envelope);
                if (int.TryParse(item.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count && item.Status is { } status)
                    answers[number - 1] = redaction.Over(item.Answer(status, envelope.RequestId, now));
            }
        }

        return answers;
    }

    private static void Write(Utf8JsonWriter json, int index, BatchItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", (index + 1).ToString(CultureInfo.InvariantCulture));
        json.WriteString("method", item.Method.Method);
        json.WriteString("url", item.Path);
        if (item.Body is not null || item.Prefer is not null)
        {
            json.WriteStartObject("headers");
            if (item.Body is not null)
                json.WriteString("Content-Type", "application/json");
            if (item.Prefer is not null)
                json.WriteString("Prefer", item.Prefer);
            json.WriteEndObject();
        }

        if (item.Body is { } body)
        {
            json.WritePropertyName("body");
            json.WriteRawValue(body.Span);
        }

        json.WriteEndObject();
    }
}
