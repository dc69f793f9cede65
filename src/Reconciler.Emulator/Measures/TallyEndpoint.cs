using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Measures;

/// <summary>
/// <c>/measures</c>, beside what a real service has: <c>GET</c> answers what was asked since the last <c>PUT</c>; <c>PUT</c> begins anew, with
/// <c>{"latencyMilliseconds": 150}</c> from now on every answer is held back that long. It counts nothing itself, needs no token and is not held back.
/// </summary>
internal sealed class TallyEndpoint(Tally tally, EmulatorSwitches switches)
{
    private const string Path = "/measures";

    public static bool Is(HttpContext context) => Exchange.RawTarget(context).Path.Equals(Path, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var body = await Exchange.BodyAsync(context.Request, context.RequestAborted);
        var answer = context.Request.Method switch
        {
            "GET" => Counted(),
            "PUT" => Begin(body),
            _ => Answer.Empty(405),
        };
        context.Response.StatusCode = answer.Status;
        await Exchange.WriteBodyAsync(context, answer);
    }

    private Answer Counted() => Answer.Json(
        200,
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("envelopes", tally.Envelopes);
            writer.WriteNumber("operations", tally.Operations);
            writer.WriteNumber("writes", tally.Writes);
            writer.WriteNumber("resourceUnits", tally.ResourceUnits);
            writer.WriteNumber("scimRequests", tally.ScimRequests);
            writer.WriteNumber("bytes", tally.Bytes);
            writer.WriteNumber("latencyMilliseconds", (long)switches.Latency.TotalMilliseconds);
            writer.WriteEndObject();
        },
        "application/json");

    private Answer Begin(byte[] body)
    {
        var latency = TimeSpan.Zero;
        if (body.Length > 0)
        {
            try
            {
                using var settings = JsonDocument.Parse(body);
                latency = TimeSpan.FromMilliseconds(settings.RootElement.GetProperty("latencyMilliseconds").GetUInt16());
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
            {
                return Answer.Raw(400, """{"error":"the body is {\"latencyMilliseconds\": 0 to 65535}, or empty"}""", "application/json");
            }
        }

        switches.Latency = latency;
        tally.Clear();
        return Answer.NoContent;
    }
}
