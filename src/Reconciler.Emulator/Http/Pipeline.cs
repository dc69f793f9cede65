using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Reconciler.Emulator.Measures;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Http;

/// <summary>Between ASP.NET Core and a call: reads the request, checks the bearer, writes the answer with the service's headers.</summary>
internal sealed class Pipeline(EmulatedTenant tenant, WireLog wire, Tally tally)
{
    private const string Version = "/v1.0";
    private readonly CallRunner _runner = new(tenant, tally);
    private long _number;

    /// <summary>Resource units and writes metered so far.</summary>
    public (long Units, long Writes) Metered => _runner.Metered;

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var body = await Exchange.BodyAsync(request, context.RequestAborted);
        var (path, query) = Exchange.RawTarget(context);
        var number = Interlocked.Increment(ref _number);
        if (TokenEndpoint.Is(path))
        {
            await TokenAsync(context, path, body);
            return;
        }

        var isVersioned = path.StartsWith(Version + "/", StringComparison.OrdinalIgnoreCase) || path.Equals(Version, StringComparison.OrdinalIgnoreCase);
        var root = $"{request.Scheme}://{request.Host}{Version}/";
        var call = new Call(tenant, number, request.Method, isVersioned ? path[Version.Length..] : "", query, root)
        {
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
        };
        var answer = Authorized(call) ?? (isVersioned ? _runner.Run(call) : NoVersion(call, path));
        wire.Add(request.Method, path + query, answer.Status, answer.Items, body);
        tally.Envelope(answer.Body.Length);
        if (!await Exchange.HoldAsync(context, answer, call.Switches.Latency) || answer.IsDropped)
            context.Abort();
        else
            await WriteAsync(context, call, answer);
    }

    private static Answer? Authorized(Call call)
    {
        var header = call.Header("Authorization") ?? "";
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";
        if (token.Length == 0)
            return Answer.Of(Errors.InvalidToken("Access token is empty."), call);
        return call.Switches.ValidTokens is { } valid && !valid.Contains(token)
            ? Answer.Of(Errors.InvalidToken("Lifetime validation failed, the token is expired."), call)
            : null;
    }

    private static Answer NoVersion(Call call, string path) =>
        Answer.Of(Errors.OData("Invalid version: " + path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()), call);

    private async Task TokenAsync(HttpContext context, string path, byte[] body)
    {
        var answer = context.Request.Method == "POST"
            ? TokenEndpoint.Run(path, System.Text.Encoding.UTF8.GetString(body), tenant)
            : Answer.Raw(405, """{"error":"invalid_request"}""");
        // The form holds the client's secret: only the fact is logged.
        wire.Add(context.Request.Method, path, answer.Status, [], default);
        if (!await Exchange.HoldAsync(context, answer, tenant.Options.Switches.Latency))
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, Call call, Answer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        var headers = response.Headers;
        headers["OData-Version"] = "4.0";
        headers.CacheControl = "no-cache";
        headers["request-id"] = call.RequestId;
        headers["client-request-id"] = call.ClientRequestId;
        headers["x-ms-ags-diagnostic"] =
            """{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5","ScaleUnit":"002","RoleInstance":"EMULATOR"}}""";
        headers.StrictTransportSecurity = "max-age=31536000";
        foreach (var (name, value) in answer.Headers)
            headers[name] = new StringValues(value);
        await Exchange.WriteBodyAsync(context, answer);
    }
}
