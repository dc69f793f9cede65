using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Batch;

internal sealed record BatchItem(
    string Id, string Method, string Url, ImmutableDictionary<string, string> Headers, ReadOnlyMemory<byte> Body, ImmutableArray<string> DependsOn)
{
    private static readonly ImmutableDictionary<string, string> s_noHeaders =
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public static List<BatchItem> ReadAll(JsonElement envelope)
    {
        if (!envelope.TryGetProperty("requests", out var requests) || requests.ValueKind != JsonValueKind.Array)
            throw Errors.OData("Invalid batch payload format.");
        var count = requests.GetArrayLength();
        if (count > BatchEnvelope.Limit)
            throw Errors.OData($"Number of batch request steps exceeds the maximum value of {BatchEnvelope.Limit}.");
        if (count == 0)
            throw Errors.OData("Invalid batch payload format.");
        var items = requests.EnumerateArray().Select(Read).ToList();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            foreach (var needed in item.DependsOn.Where(n => !ids.Contains(n)))
                throw Errors.OData($"Invalid dependsOn: '{needed}' does not name an earlier request.");
            if (!ids.Add(item.Id))
                throw Errors.OData($"Request Id '{item.Id}' is used more than once; request ids must be unique.");
        }

        return items;
    }

    public Answer Run(Call envelope, CallRunner runner)
    {
        var question = Url.IndexOf('?', StringComparison.Ordinal);
        var call = new Call(
            envelope.Tenant,
            envelope.Number,
            Method,
            question < 0 ? Url : Url[..question],
            question < 0 ? "" : Url[question..],
            envelope.Root)
        {
            Headers = Headers,
            Body = Body,
        };
        return runner.Run(call);
    }

    private static BatchItem Read(JsonElement item)
    {
        var id = Text(item, "id") ?? throw Errors.OData("Invalid batch payload format: each request needs an id.");
        var method = Text(item, "method") ?? throw Errors.OData($"Invalid batch payload format: request '{id}' needs a method.");
        var url = Text(item, "url") ?? throw Errors.OData($"Invalid batch payload format: request '{id}' needs a url.");
        var headers = ReadHeaders(item);
        var body = ReadOnlyMemory<byte>.Empty;
        if (item.TryGetProperty("body", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            if (!headers.ContainsKey("Content-Type"))
                throw Errors.OData($"Request '{id}' has a body but no Content-Type header.");
            body = Encoding.UTF8.GetBytes(given.GetRawText());
        }

        return new BatchItem(id, method.ToUpperInvariant(), url.TrimStart('/'), headers, body, DependenciesOf(item));
    }

    private static ImmutableDictionary<string, string> ReadHeaders(JsonElement item)
    {
        if (!item.TryGetProperty("headers", out var headers) || headers.ValueKind != JsonValueKind.Object)
            return s_noHeaders;
        return s_noHeaders.SetItems(headers.EnumerateObject().Select(h => new KeyValuePair<string, string>(h.Name, h.Value.ToString())));
    }

    private static ImmutableArray<string> DependenciesOf(JsonElement item) =>
        item.TryGetProperty("dependsOn", out var needed) && needed.ValueKind == JsonValueKind.Array
            ? [.. needed.EnumerateArray().Select(n => n.GetString() ?? "")]
            : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
