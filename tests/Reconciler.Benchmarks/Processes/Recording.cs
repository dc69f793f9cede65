using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Reconciler.Benchmarks.Processes;

/// <summary>A request as it came, with the time it was under way; both times in ticks of one stopwatch.</summary>
internal sealed record RecordedRequest(string Method, string Target, Dictionary<string, string> Headers, byte[] Body, long From, long To, int Status)
{
    /// <summary>What later requests may name of the answer: of a GET the link to the next page, of anything else all of it.</summary>
    public byte[] Answer { get; init; } = [];
}

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
        var answer = await AnswerAsync(context, next);
        var named = request.Method == "GET" ? NextOf(answer) : answer;
        lock (_gate)
            _requests?.Add(new RecordedRequest(request.Method, target, headers, body.ToArray(), from, Stopwatch.GetTimestamp(), context.Response.StatusCode) { Answer = named });
    }

    // Asked for unpacked, so that it can be read here.
    private static async Task<byte[]> AnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Headers.Remove("Accept-Encoding");
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = wire;
        await wire.WriteAsync(kept.ToArray(), context.RequestAborted);
        return kept.ToArray();
    }

    private static byte[] NextOf(ReadOnlySpan<byte> page)
    {
        var name = "\"@odata.nextLink\":\""u8;
        if (page.IndexOf(name) is var at && at < 0)
            return [];
        page = page[(at + name.Length)..];
        return page[..page.IndexOf((byte)'"')].ToArray();
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
