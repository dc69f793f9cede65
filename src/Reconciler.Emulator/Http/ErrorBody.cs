using System.Text.Json;

namespace Reconciler.Emulator.Http;

internal static class ErrorBody
{
    public static void Write(Utf8JsonWriter writer, GraphException failure, Call call)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", failure.Code);
        writer.WriteString("message", failure.Message);
        if (!failure.Details.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("details");
            foreach (var detail in failure.Details)
            {
                writer.WriteStartObject();
                writer.WriteString("code", detail.Code);
                writer.WriteString("message", detail.Message);
                writer.WriteString("target", detail.Target);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteStartObject("innerError");
        writer.WriteString("date", call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
        writer.WriteString("request-id", call.RequestId);
        writer.WriteString("client-request-id", call.ClientRequestId);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
