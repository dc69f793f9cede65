using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Reconciler.Emulator.Http;

/// <summary>What every surface does with ASP.NET Core's request and response.</summary>
internal static class Exchange
{
    private const int CompressFrom = 256;

    public static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        if (request.Headers.ContentEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            await unpacked.CopyToAsync(buffer, ct);
        }
        else
        {
            await request.Body.CopyToAsync(buffer, ct);
        }

        return buffer.ToArray();
    }

    /// <summary>The target as it was sent: decoding is the router's business, a key may hold an encoded slash or number sign.</summary>
    public static (string Path, string Query) RawTarget(HttpContext context)
    {
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget ?? "";
        if (!raw.StartsWith('/'))
            raw = context.Request.PathBase + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
        var question = raw.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (raw, "") : (raw[..question], raw[question..]);
    }

    /// <summary>Holds an answer back; false where the caller did not wait for it.</summary>
    public static async Task<bool> HoldAsync(HttpContext context, Answer answer, TimeSpan latency)
    {
        var delay = answer.Delay == TimeSpan.Zero ? latency : answer.Delay;
        if (delay == TimeSpan.Zero)
            return true;
        try
        {
            await Task.Delay(delay, context.RequestAborted);
            return true;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Writes half of the body that the header announces, and breaks the connection off.</summary>
    private static async Task CutAsync(HttpContext context, Answer answer)
    {
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    /// <summary>Writes the answer's body with its length or, where the caller takes that, packed.</summary>
    public static async Task WriteBodyAsync(HttpContext context, Answer answer)
    {
        var response = context.Response;
        if (answer.Body.IsEmpty)
            return;
        response.ContentType = answer.ContentType;
        if (answer.Cut)
        {
            await CutAsync(context, answer);
            return;
        }

        if (answer.Body.Length >= CompressFrom && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            response.Headers.Vary = "Accept-Encoding";
            await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await packed.WriteAsync(answer.Body, context.RequestAborted);
            return;
        }

        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>The fields of a form, the first of each name; also the parameters of a query.</summary>
    public static Dictionary<string, string> Form(string form, IEqualityComparer<string> names) => form.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .GroupBy(p => Decode(p[0]), names)
        .ToDictionary(g => g.Key, g => g.First() is [_, var value] ? Decode(value) : "", names);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
