using System.Globalization;
using Reconciler.Emulator.Faults;

namespace Reconciler.Emulator.Http;

/// <summary>The 429 with its decimal Retry-After.</summary>
internal static class TooManyRequests
{
    public static Answer Answer(Call call, TimeSpan wait, ThrottleState state)
    {
        var seconds = Math.Max(0.001, wait.TotalSeconds).ToString("0.###", CultureInfo.InvariantCulture);
        return Http.Answer.Json(429, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("error");
                writer.WriteString("code", "TooManyRequests");
                writer.WriteString("message", "Please retry again later.");
                writer.WriteStartObject("innerError");
                writer.WriteString("code", "429");
                writer.WriteString("date", call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
                writer.WriteString("message", "Please retry after");
                writer.WriteString("request-id", call.RequestId);
                writer.WriteString("status", "429");
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
            })
            .With("Retry-After", seconds)
            .With("x-ms-throttle-scope", $"Tenant_Application/{(state.IsOfWrites ? "Write" : "ReadWrite")}/{TokenEndpoint.ApplicationId}/{call.Tenant.Organization.Id}")
            .With("x-ms-throttle-information", state.IsOfWrites ? "WriteLimitExceeded" : "ResourceUnitLimitExceeded")
            .With("x-ms-throttle-limit-percentage", Percentage(state.Share));
    }

    public static string Percentage(double share) => Math.Min(1.8, share).ToString("0.##", CultureInfo.InvariantCulture);
}
