using System.Net;
using System.Net.Sockets;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Scim;

public sealed class ScimFaultTests
{
    private const string Token = "tok-9f27c1-geheim";

    [Theory]
    [InlineData(200, "<html><title>Sign in</title></html>", "notScim", "/scim/v2")]
    [InlineData(404, "<html><title>Not Found</title></html>", "notScim", "/scim/v2")]
    [InlineData(404, "{\"detail\":\"no route\"}", "notScim", "/scim/v2")]
    [InlineData(200, "welcome", "unreadable", "/scim/v2")]
    [InlineData(200, "{\"hello\":1}", "unreadable", "/scim/v2")]
    [InlineData(401, "{\"detail\":\"bad token tok-9f27c1-geheim\"}", "notSignedIn", "check auth")]
    [InlineData(401, "{\"Errors\":[{\"description\":\"The access token expired\"}]}", "tokenExpired", "new token")]
    [InlineData(403, "{\"title\":\"Forbidden\",\"detail\":\"no\"}", "forbidden", "right to provision")]
    [InlineData(500, "boom tok-9f27c1-geheim", "serverFault", "later")]
    public async Task A_fault_says_what_is_wrong_and_what_to_do(int status, string body, string code, string advice)
    {
        using var server = new ScriptedServer(_ => new Reply(status, body));
        var fault = await Bench(server).FaultAsync();

        Assert.Equal(code, fault.Code);
        Assert.Contains(advice, fault.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, fault.ToString(), StringComparison.Ordinal);
        if (code is "notScim" or "unreadable")
            Assert.Contains($"nothing answers SCIM at {server.Root}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_told_by_the_challenge_too()
    {
        using var server = new ScriptedServer(_ => new Reply(401, "", ("WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"The access token expired\"")));
        Assert.Equal("tokenExpired", (await Bench(server).FaultAsync()).Code);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_named()
    {
        using var elsewhere = new ScriptedServer(_ => Pages.List([]));
        using var server = new ScriptedServer(_ => new Reply(302, "", ("Location", $"{elsewhere.Root}/Users?secret=1")));
        var fault = await Bench(server).FaultAsync();

        Assert.Equal("redirect", fault.Code);
        Assert.Contains(elsewhere.Root.AbsoluteUri, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_throttled_read_that_stays_so_and_a_refused_connection_are_faults()
    {
        using (var server = new ScriptedServer(_ => new Reply(429, "{}", ("Retry-After", "1"))))
            Assert.Equal("throttled", (await Bench(server).FaultAsync()).Code);
        var fault = await new ScimBench(new Uri($"http://127.0.0.1:{ScriptedServer.FreePort()}/scim/v2")).FaultAsync();
        Assert.Equal("unreachable", fault.Code);
        Assert.Contains("scim.baseUrl", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_TLS_behind_https_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talking = TalkAsync();
        var fault = await new ScimBench(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/scim/v2")).FaultAsync();
        listener.Stop();
        await talking;
        Assert.Equal("unreachable", fault.Code);
        Assert.Contains("certificate", fault.Advice, StringComparison.Ordinal);

        async Task TalkAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The listener was stopped, or the caller was quicker.
            }
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read()
    {
        using var server = new ScriptedServer(s => Pages.Is(s, "GET", "/Users") ? new Reply(200, new string(' ', 20_000)) : new Reply(404));
        var bench = Bench(server);
        var small = new ScimBench(bench.Connection with { Policy = WirePolicy.Default with { LargestBody = 10_000 } });
        var fault = await small.FaultAsync();
        Assert.Equal("tooLarge", fault.Code);
        Assert.Contains("pageSize", fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_say_who_asks_and_what_is_understood()
    {
        using var server = new ScriptedServer(_ => Pages.List([]));
        await Bench(server).ReadAsync();
        var head = server.Requests.First(s => Pages.Is(s, "GET", "/Users")).Head;

        Assert.Contains($"Authorization: Bearer {Token}", head, StringComparison.Ordinal);
        Assert.Contains("Accept: application/scim+json, application/json", head, StringComparison.Ordinal);
        Assert.Contains("User-Agent: Reconciler", head, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_unsafe_is_refused_before_anything_is_sent()
    {
        var secrets = new Words();
        Assert.Throws<ArgumentException>(() => Connect("http://wiki.example/scim/v2", new ScimAuthentication.Bearer("env:RECONCILER_T")));
        Assert.Throws<ArgumentException>(() => Connect("https://wiki.example/scim/v2", new ScimAuthentication.Anonymous()));
        Assert.Throws<ArgumentException>(() => Connect("https://wiki.example/scim/v2", new ScimAuthentication.Header("X Key", "env:RECONCILER_T")));
        Assert.Throws<ArgumentException>(() => Connect("https://wiki.example/scim/v2", new ScimAuthentication.OAuth2(new Uri("http://login.example/token"), "id", "env:RECONCILER_T", null)));
        Connect("https://wiki.example/scim/v2", new ScimAuthentication.OAuth2(new Uri("https://login.example/token"), "id", "env:RECONCILER_T", null));
        Assert.Empty(secrets.Asked);

        void Connect(string url, ScimAuthentication authentication) =>
            ConnectorCatalog.Connect(ScimBench.Wiki, ScimBench.SettingsOf(new Uri(url), ScimBench.Generic, authentication: authentication), secrets, new FastTime(), new CountedRandomness());
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_an_access_fault()
    {
        using var server = new ScriptedServer(_ => Pages.List([]));
        var bench = new ScimBench(ConnectorCatalog.Connect(ScimBench.Wiki, ScimBench.SettingsOf(server.Root, ScimBench.Generic, authentication: new ScimAuthentication.Bearer("env:RECONCILER_MISSING")),
            new Words(), new FastTime(), new CountedRandomness()));
        var e = await Assert.ThrowsAsync<TargetException>(() => bench.ReadAsync());
        Assert.True(e.IsAccess);
        Assert.Contains("env:RECONCILER_MISSING", e.Fault.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static ScimBench Bench(ScriptedServer server) => new(server.Root, bearer: Token);
}
