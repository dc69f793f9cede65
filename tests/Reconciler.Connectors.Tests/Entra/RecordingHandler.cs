using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>One request as it was sent, a batch item counting as one.</summary>
internal sealed record Sent(string Method, string Path, string Body);

/// <summary>Writes down what goes out, before the emulator masks anything.</summary>
internal sealed class RecordingHandler(Uri root) : DelegatingHandler(Wire.NewHandler())
{
    public ConcurrentQueue<Sent> Requests { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        var path = Uri.UnescapeDataString(request.RequestUri?.PathAndQuery[root.AbsolutePath.TrimEnd('/').Length..] ?? "");
        Requests.Enqueue(new Sent(request.Method.Method, path, body));
        if (path == "/$batch")
        {
            using var json = JsonDocument.Parse(body);
            foreach (var item in json.RootElement.GetProperty("requests").EnumerateArray())
            {
                Requests.Enqueue(new Sent(item.GetProperty("method").GetString() ?? "", Uri.UnescapeDataString(item.GetProperty("url").GetString() ?? ""),
                    item.TryGetProperty("body", out var b) ? b.GetRawText() : ""));
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
