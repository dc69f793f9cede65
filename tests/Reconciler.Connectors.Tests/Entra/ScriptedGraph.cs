using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Tests.Http;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>A scripted server that is asked for each item of an envelope as for a request of its own.</summary>
internal sealed class ScriptedGraph : IDisposable
{
    private readonly ScriptedServer _server;

    public ScriptedGraph(Func<Seen, Reply?> answer) => _server = new ScriptedServer(seen => seen.Path == "/v1.0/$batch" ? Envelope(seen, answer) : Told(seen, answer));

    public Uri Root => _server.Root;

    /// <summary>Every request and every item, no envelope.</summary>
    public ConcurrentQueue<Seen> Requests { get; } = new();

    public void Dispose() => _server.Dispose();

    private Reply? Told(Seen seen, Func<Seen, Reply?> answer)
    {
        Requests.Enqueue(seen);
        return answer(seen);
    }

    private Reply Envelope(Seen seen, Func<Seen, Reply?> answer)
    {
        var responses = new JsonArray();
        foreach (var item in JsonNode.Parse(seen.Body)?["requests"]?.AsArray() ?? [])
        {
            var reply = Told(seen with { Method = $"{item?["method"]}", Path = $"/v1.0{item?["url"]}", Body = "" }, answer);
            if (reply is null)
                continue;
            responses.Add((JsonNode)new JsonObject
            {
                ["id"] = $"{item?["id"]}",
                ["status"] = reply.Status,
                ["headers"] = new JsonObject(reply.Headers.Select(h => KeyValuePair.Create(h.Name, (JsonNode?)h.Value))),
                ["body"] = JsonNode.Parse(reply.Body),
            });
        }

        return Reply.Json(new JsonObject { ["responses"] = responses }.ToJsonString().Replace("ROOT/", _server.Root.AbsoluteUri + "/", StringComparison.Ordinal));
    }
}
