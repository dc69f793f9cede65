using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Reconciler.Benchmarks.Processes;

/// <summary>A request as it came, with the time it was under way; both times in ticks of one stopwatch.</summary>
internal sealed record RecordedRequest(string Method, string Target, Dictionary<string, string> Headers, byte[] Body, long From, long To);

[JsonSerializable(typeof(RecordedRequest))]
internal sealed partial class RecordedJson : JsonSerializerContext;

/// <summary>
/// In front of the emulator: keeps what is asked, so that the floor can ask the same again. <c>PUT /recording</c> begins, <c>GET /recording</c>
/// ends and answers a JSON line for each request.
/// </summary>
internal sealed class Recording
{
    private const string Path = "/recording";
    private static readonly HashSet<string> NotReplayed = new(["Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding"], StringComparer.OrdinalIgnoreCase);

    private readonly Lock _gate = new();
    private List<RecordedRequest>? _requests;

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == Path)
            await ControlAsync(context);
        else if (_requests is null || context.Request.Path == "/measures")
            await next(context);
        else
            await KeepAsync(context, next);
    }

    private async Task KeepAsync(HttpContext context, RequestDelegate next)
    {
        var from = Stopwatch.GetTimestamp();
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        request.Body = body;
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var headers = request.Headers.Where(h => !NotReplayed.Contains(h.Key)).ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await next(context);
        lock (_gate)
            _requests?.Add(new RecordedRequest(request.Method, target, headers, body.ToArray(), from, Stopwatch.GetTimestamp()));
    }

    private async Task ControlAsync(HttpContext context)
    {
        List<RecordedRequest>? kept;
        lock (_gate)
            (kept, _requests) = (_requests, context.Request.Method == "PUT" ? [] : null);
        if (context.Request.Method == "PUT" || kept is null)
            return;
        foreach (var request in kept)
        {
            await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(request, RecordedJson.Default.RecordedRequest));
            await context.Response.Body.WriteAsync("\n"u8.ToArray());
        }
    }
}
