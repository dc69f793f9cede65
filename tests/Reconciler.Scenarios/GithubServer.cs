using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reconciler.Scenarios;

/// <summary>
/// GitHub's interface on loopback, as far as comments and labels go: pages of three, an app's token that may not ask who it is, and on request an answer
/// that never comes, a limit, or no right to write. What it is sent must be what GitHub documents.
/// </summary>
internal sealed class GithubServer : IDisposable
{
    public const string Token = "ghs_canary-of-a-token";
    private const int PageLength = 3;

    private readonly HttpListener _listener = new();
    private long _next = 100;

    public GithubServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Root = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/api/v3";
        }

        _listener.Prefixes.Add(Root + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Root { get; }

    public List<string> Requests { get; } = [];

    public List<(long Id, string Author, string Body)> Comments { get; } = [];

    public SortedDictionary<string, string> RepositoryLabels { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SortedSet<string> Labels { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Head { get; set; } = "head-1";

    public string? MergeCommit { get; set; }

    /// <summary>Whom the token is of; null = of an app, which may not ask.</summary>
    public string? User { get; set; }

    /// <summary>Whom comments are written as.</summary>
    public string WritesAs { get; set; } = "github-actions[bot]";

    public bool MayWrite { get; set; } = true;

    /// <summary>How many writes are done and then not told of: the gateway gives up, or the answer is empty.</summary>
    public int Unanswered { get; set; }

    /// <summary>How many writes are refused for a moment.</summary>
    public int Limited { get; set; }

    public string[] Wrote => [.. Requests.Where(r => !r.StartsWith("GET", StringComparison.Ordinal))];

    public void Say(string author, string body) => Comments.Add((_next++, author, body));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (status, answer, link) = await AnswerAsync(context.Request);
                context.Response.StatusCode = status;
                context.Response.Headers["X-Request-Id"] = "r-1";
                if (link is not null)
                    context.Response.Headers["Link"] = link;
                if (status == 403 && Limited >= 0 && answer?["message"]?.GetValue<string>().Contains("secondary", StringComparison.Ordinal) == true)
                    context.Response.Headers["Retry-After"] = "0";
                if (answer is not null)
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                    return;
            }
        }
    }

    private async Task<(int Status, JsonNode? Answer, string? Link)> AnswerAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        var body = await reader.ReadToEndAsync();
        var path = Uri.UnescapeDataString(request.Url?.AbsolutePath["/api/v3".Length..] ?? "");
        Requests.Add($"{request.HttpMethod} {path}");
        if (request.Headers["Authorization"] != $"Bearer {Token}")
            return (401, Message("Bad credentials"), null);
        if (request.Headers["Accept"] != "application/vnd.github+json" || string.IsNullOrEmpty(request.Headers["User-Agent"]) || request.Headers["X-GitHub-Api-Version"] != "2022-11-28")
            return (400, Message("headers are missing"), null);
        if (request.HttpMethod == "GET")
            return Read(path, request);
        if (!MayWrite)
            return (403, Message("Resource not accessible by integration"), null);
        if (Limited-- > 0)
            return (403, Message("You have exceeded a secondary rate limit"), null);
        var done = Write(request.HttpMethod, path, body.Length > 0 ? JsonNode.Parse(body) : null);
        return Unanswered-- > 0 ? (Unanswered % 2 == 0 ? 504 : 200, null, null) : done;
    }

    private (int, JsonNode?, string?) Read(string path, HttpListenerRequest request)
    {
        switch (path)
        {
            case "/user":
                return User is null ? (403, Message("Resource not accessible by integration"), null) : (200, new JsonObject { ["login"] = User }, null);
            case "/repos/contoso/identity/pulls/12":
                return (200, Pull(), null);
            case var _ when path == $"/repos/contoso/identity/commits/{MergeCommit}/pulls":
                return (200, new JsonArray(new JsonObject { ["number"] = 7, ["merge_commit_sha"] = "other" }, Pull()), null);
            case "/repos/contoso/identity/issues/12/labels":
                return (200, new JsonArray([.. Labels.Select(l => (JsonNode)new JsonObject { ["name"] = l })]), null);
            case "/repos/contoso/identity/issues/12/comments":
                var page = int.Parse(request.QueryString["page"] ?? "1", System.Globalization.CultureInfo.InvariantCulture);
                var link = Comments.Count > page * PageLength ? $"<{Root}/repos/contoso/identity/issues/12/comments?per_page=100&page={page + 1}>; rel=\"next\", <{Root}/x>; rel=\"last\"" : null;
                return (200, new JsonArray([.. Comments.Skip((page - 1) * PageLength).Take(PageLength).Select(c => (JsonNode)Of(c))]), link);
            default:
                return (404, Message("Not Found"), null);
        }
    }

    private (int, JsonNode?, string?) Write(string method, string path, JsonNode? body)
    {
        const string Comment = "/repos/contoso/identity/issues/comments/";
        const string OfPull = "/repos/contoso/identity/issues/12";
        if (method == "POST" && path == OfPull + "/comments")
        {
            Say(WritesAs, Body(body));
            return (201, Of(Comments[^1]), null);
        }

        if (path.StartsWith(Comment, StringComparison.Ordinal) && Comments.FindIndex(c => $"{c.Id}" == path[Comment.Length..]) is >= 0 and var at)
        {
            if (method == "DELETE")
            {
                Comments.RemoveAt(at);
                return (204, null, null);
            }

            Comments[at] = Comments[at] with { Body = Body(body) };
            return (200, Of(Comments[at]), null);
        }

        if (method == "POST" && path == "/repos/contoso/identity/labels" && body is JsonObject label)
        {
            Assert.Equal(["color", "description", "name"], label.Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.Matches("^[0-9a-f]{6}$", Text(label, "color"));
            return RepositoryLabels.TryAdd(Text(label, "name"), Text(label, "color")) ? (201, body.DeepClone(), null) : (422, Message("Validation Failed"), null);
        }

        if (method == "POST" && path == OfPull + "/labels" && body?["labels"] is JsonArray names)
        {
            foreach (var name in names)
                Labels.Add(name?.GetValue<string>() ?? "");
            return (200, new JsonArray(), null);
        }

        return method == "DELETE" && path.StartsWith(OfPull + "/labels/", StringComparison.Ordinal) && Labels.Remove(path[(OfPull + "/labels/").Length..]) ? (200, new JsonArray(), null) : (404, Message("Not Found"), null);
    }

    // As GitHub refuses it: nothing but a body, and no more than 65,536 characters of it.
    private static string Body(JsonNode? sent)
    {
        var body = Assert.IsType<JsonObject>(sent);
        Assert.Equal("body", Assert.Single(body).Key);
        var text = Text(body, "body");
        Assert.InRange(text.Length, 1, 65_536);
        return text;
    }

    private static string Text(JsonObject of, string name) => of[name]?.GetValue<string>() ?? "";

    private JsonObject Pull() => new() { ["number"] = 12, ["head"] = new JsonObject { ["sha"] = Head }, ["merged_at"] = MergeCommit is null ? null : "2026-11-21T02:00:00Z", ["merge_commit_sha"] = MergeCommit };

    private static JsonObject Of((long Id, string Author, string Body) comment) => new()
    {
        ["id"] = comment.Id, ["body"] = comment.Body, ["html_url"] = $"https://github.com/contoso/identity/pull/12#issuecomment-{comment.Id}", ["user"] = new JsonObject { ["login"] = comment.Author },
    };

    private static JsonObject Message(string message) => new() { ["message"] = message };
}
