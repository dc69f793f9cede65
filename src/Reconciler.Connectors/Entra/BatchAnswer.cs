using System.Text.Json;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Entra;

/// <summary>One of the answers in an envelope, as it is read off the wire.</summary>
internal readonly record struct BatchAnswer(string? Id, int? Status, ReadOnlyMemory<byte> Body, string? RetryAfter, string? RequestId, string? Units, string? Used, string? Scope)
{
    /// <summary>The answer that the reader stands on.</summary>
    public static BatchAnswer Read(ref Utf8JsonReader reader, WireAnswer envelope)
    {
        var answer = default(BatchAnswer);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isStatus = reader.ValueTextEquals("status"u8);
            var isHeaders = reader.ValueTextEquals("headers"u8);
            var isBody = reader.ValueTextEquals("body"u8);
            reader.Read();
            if (isId)
                answer = answer with { Id = JsonText.Plain(ref reader) };
            else if (isStatus && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var status))
                answer = answer with { Status = status };
            else if (isHeaders && reader.TokenType == JsonTokenType.StartObject)
                answer = answer.WithHeaders(ref reader);
            else if (isBody && reader.TokenType != JsonTokenType.Null)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                answer = answer with { Body = envelope.Body[start..(int)reader.BytesConsumed] };
            }
            else
                reader.Skip();
        }

        return answer;
    }

    public WireAnswer Answer(int status, string envelopeId, DateTimeOffset now) => new(status, Body, Http.RetryAfter.Parse(RetryAfter, now), RequestId ?? envelopeId, Throttling.Units(Units))
    {
        Used = Throttling.Used(Used),
        LimitsWrites = Throttling.IsOfWrites(Scope),
    };

    private BatchAnswer WithHeaders(ref Utf8JsonReader reader)
    {
        var answer = this;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var value = JsonText.Plain(ref reader);
            if (Is("Retry-After"))
                answer = answer with { RetryAfter = value };
            else if (Is("request-id"))
                answer = answer with { RequestId = value };
            else if (Is(Throttling.Unit))
                answer = answer with { Units = value };
            else if (Is(Throttling.Percentage))
                answer = answer with { Used = value };
            else if (Is(Throttling.Scope))
                answer = answer with { Scope = value };

            bool Is(string header) => string.Equals(name, header, StringComparison.OrdinalIgnoreCase);
        }

        return answer;
    }
}
