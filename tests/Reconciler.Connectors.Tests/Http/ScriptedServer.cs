using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reconciler.Connectors.Tests.Http;

/// <summary>What a scripted server saw.</summary>
internal sealed record Seen(string Method, string Path, string Body, string? Authorization, string? ClientRequestId, string? Prefer)
{
    /// <summary>Request line and headers.</summary>
    public string Head { get; init; } = "";
}

/// <summary>What it answers, ROOT/ in the body standing for the server's own root; null drops the connection.</summary>
internal sealed record Reply(int Status, string Body = "", params (string Name, string Value)[] Headers)
{
    public static Reply Json(string body) => new(200, body);
}

/// <summary>A server on loopback that answers as a function says, one request a connection.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Seen, Reply?> _answer;
    private readonly Lock _turn = new();

    public ScriptedServer(Func<Seen, Reply?> answer)
    {
        _answer = answer;
        _listener.Start();
        Root = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1.0");
        _ = ServeAsync();
    }

    public Uri Root { get; }

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var closing = client;
        try
        {
            await using var stream = client.GetStream();
            if (await ReadAsync(stream) is not { } seen)
                return;
            Requests.Enqueue(seen);
            Reply? reply;
            lock (_turn)
                reply = _answer(seen);
            if (reply is null)
                return;
            var body = Encoding.UTF8.GetBytes(reply.Body.Replace("ROOT/", Root.AbsoluteUri + "/", StringComparison.Ordinal));
            var head = new StringBuilder($"HTTP/1.1 {reply.Status} Scripted\r\nConnection: close\r\nContent-Length: {body.Length}\r\n");
            foreach (var (name, value) in reply.Headers)
                head.Append(name).Append(": ").Append(value).Append("\r\n");
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body]);
        }
        catch (IOException)
        {
            // The caller went away first, as some tests want it to.
        }
    }

    private static async Task<Seen?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
                return null;
            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var lines = text[..end].Split("\r\n");
            var length = int.Parse(Header(lines, "Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            if (Header(lines, "Transfer-Encoding") is not null || bytes.Count < end + 4 + length)
                continue;
            var words = lines[0].Split(' ');
            return new Seen(words[0], words[1], text[(end + 4)..], Header(lines, "Authorization"), Header(lines, "client-request-id"), Header(lines, "Prefer")) { Head = text[..end] };
        }
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
