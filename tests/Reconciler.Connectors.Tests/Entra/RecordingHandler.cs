using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>One request as it was sent, a batch item counting as one.</summary>
internal sealed record Sent(string Method, string Path, string Body);

/// <summary>Writes down what goes out, before the emulator masks anything.</summary>
internal sealed class RecordingHandler(Uri root) : DelegatingHandler(Wire.NewHandler())
{
    public ConcurrentQueue<Sent> Requests { get; } = new();

    /// <summary>Requests that were metered otherwise than our table says.</summary>
    public ConcurrentQueue<string> Mispriced { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        var path = Uri.UnescapeDataString(request.RequestUri?.PathAndQuery[root.AbsolutePath.TrimEnd('/').Length..] ?? "");
        Requests.Enqueue(new Sent(request.Method.Method, path, body));
        if (path != "/$batch")
        {
            var single = await base.SendAsync(request, cancellationToken);
            Compare(request.Method.Method, request.RequestUri?.PathAndQuery[root.AbsolutePath.TrimEnd('/').Length..] ?? "",
                single.Headers.TryGetValues("x-ms-resource-unit", out var said) ? said.Single() : null);
            return single;
        }

        using var json = JsonDocument.Parse(body);
        var items = json.RootElement.GetProperty("requests").EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString() ?? "",
            i => (Method: i.GetProperty("method").GetString() ?? "", Url: i.GetProperty("url").GetString() ?? ""));
        foreach (var item in json.RootElement.GetProperty("requests").EnumerateArray())
        {
            Requests.Enqueue(new Sent(item.GetProperty("method").GetString() ?? "", Uri.UnescapeDataString(item.GetProperty("url").GetString() ?? ""),
                item.TryGetProperty("body", out var b) ? b.GetRawText() : ""));
        }

        var envelope = await base.SendAsync(request, cancellationToken);
        await envelope.Content.LoadIntoBufferAsync(cancellationToken);
        if (!envelope.IsSuccessStatusCode)
            return envelope;
        Assert.False(envelope.Headers.Contains("x-ms-resource-unit"), "an envelope is not metered");
        using var answers = JsonDocument.Parse(await envelope.Content.ReadAsByteArrayAsync(cancellationToken));
        foreach (var answer in answers.RootElement.GetProperty("responses").EnumerateArray())
        {
            var (method, url) = items[answer.GetProperty("id").GetString() ?? ""];
            Compare(method, url, answer.GetProperty("headers").TryGetProperty("x-ms-resource-unit", out var units) ? units.GetString() : null);
        }

        return envelope;
    }

    private void Compare(string method, string path, string? said)
    {
        var price = method == "GET" ? GraphPrices.OfRead(path) : GraphPrices.OfWrite(1);
        if (said is not null && said != price.Units.ToString(CultureInfo.InvariantCulture))
            Mispriced.Enqueue($"{method} {path}: {said} instead of {price.Units}");
    }
}
