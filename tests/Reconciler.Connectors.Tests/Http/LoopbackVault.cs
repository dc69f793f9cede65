using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Http;

/// <summary>A key vault over TLS on loopback, with a certificate of its own. Answers as a function of the request's head says.</summary>
internal sealed class LoopbackVault : IDisposable
{
    /// <summary>Of this server alone: the client library remembers for the whole process how each host was signed in to.</summary>
    public string Host { get; } = $"v{Guid.NewGuid().ToString("N")[..20]}.vault.azure.net";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, Reply> _answer;
    private readonly X509Certificate2 _certificate;

    public LoopbackVault(Func<string, Reply> answer)
    {
        (_answer, _certificate) = (answer, Certificate(Host));
        _listener.Start();
        _ = ServeAsync();
    }

    public string Reference => $"keyvault:https://{Host}/secrets/wiki";

    public ConcurrentQueue<string> Heads { get; } = new();

    /// <summary>Leads every connection to this server, and trusts its certificate alone.</summary>
    public HttpMessageHandler Handler(bool trusts = true)
    {
        var handler = Wire.NewHandler();
        handler.ConnectCallback = async (_, token) =>
        {
            var client = new TcpClient();
            await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint, token);
            return client.GetStream();
        };
        if (trusts)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate.GetCertHashString();
        return handler;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

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
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(_certificate);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
                head.Append(line).Append('\n');
            if (head.Length == 0)
                return;
            Heads.Enqueue(head.ToString());
            var reply = _answer(head.ToString());
            var body = Encoding.UTF8.GetBytes(reply.Body);
            var headers = string.Concat(reply.Headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
            await stream.WriteAsync((byte[])
                [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {reply.Status} Scripted\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body]);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The caller does not trust this certificate, or went away.
        }
    }

    private static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
