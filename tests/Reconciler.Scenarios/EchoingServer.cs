using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>How an echoing server says no.</summary>
internal enum Echo
{
    Unauthorized,
    Forbidden,
    Refused,
    Garbage,
    Page,
    Silence,
}

/// <summary>A server on loopback that repeats every request, its credentials and its body, in the error that it answers with. Its token endpoint gives a token, or repeats too.</summary>
internal sealed class EchoingServer : IDisposable
{
    public const string Issued = "canary-issued-token-9KxQ";

    private readonly HttpListener _listener = new();
    private readonly Echo _echo;
    private readonly bool _givesTokens;

    public EchoingServer(Echo echo, bool givesTokens = true)
    {
        (_echo, _givesTokens) = (echo, givesTokens);
        Root = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Root + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Root { get; }

    public int Seen { get; private set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Seen++;
                await AnswerAsync(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (!_listener.IsListening)
                    return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var said = $"{string.Join("; ", context.Request.Headers.AllKeys.Select(k => $"{k}: {context.Request.Headers[k]}"))} {body}";
        var isToken = context.Request.RawUrl?.EndsWith("/token", StringComparison.Ordinal) == true;
        if (isToken && _givesTokens)
        {
            await EndAsync(context, 200, $$"""{"access_token":"{{Issued}}","expires_in":3600}""");
            return;
        }

        context.Response.Headers["WWW-Authenticate"] = $"Bearer error=\"{said.Replace("\"", "'", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)}\"";
        context.Response.Headers["X-Request-Id"] = context.Request.Headers["Authorization"] ?? context.Request.Headers["X-Key"] ?? "none";
        var error = JsonSerializer.Serialize(new { schemas = new[] { "urn:ietf:params:scim:api:messages:2.0:Error" }, detail = said, error = isToken ? said : "", error_description = said });
        switch (_echo)
        {
            case Echo.Silence:
                context.Response.Abort();
                return;
            case Echo.Garbage:
                await EndAsync(context, 200, $"{said} is no JSON");
                return;
            case Echo.Page:
                await EndAsync(context, 502, $"<html><title>{WebUtility.HtmlEncode(said)}</title>{said}</html>");
                return;
            default:
                await EndAsync(context, _echo switch { Echo.Unauthorized => 401, Echo.Forbidden => 403, _ => 400 }, error);
                return;
        }
    }

    private static async Task EndAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
