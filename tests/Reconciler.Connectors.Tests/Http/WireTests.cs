using System.Text;
using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Http;

public sealed class WireTests
{
    private readonly FastTime _time = new();

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        using var elsewhere = new ScriptedServer(_ => Reply.Json("{}"));
        using var server = new ScriptedServer(_ => new Reply(302, "", ("Location", elsewhere.Root.AbsoluteUri)));

        var answer = await WireTo(server).ReadAsync(Get(server), default);

        Assert.Equal(302, answer.Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_throttled_read_waits_a_decimal_wish_and_comes_back()
    {
        var first = true;
        using var server = new ScriptedServer(_ => Once(ref first) ? new Reply(429, "{}", ("Retry-After", "2.128")) : Reply.Json("{}"));

        var answer = await WireTo(server).ReadAsync(Get(server), default);

        Assert.Equal(200, answer.Status);
        Assert.Contains(_time.Waits, w => w >= TimeSpan.FromSeconds(2.128) && w < TimeSpan.FromSeconds(3.2));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_write_is_sent_once_whatever_the_answer(int status)
    {
        using var server = new ScriptedServer(_ => new Reply(status, "{}", ("Retry-After", "1")));

        Assert.Equal(status, (await WireTo(server).WriteAsync(Post(server), default)).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_read_outlives_passing_faults_and_dropped_connections()
    {
        var turn = 0;
        using var server = new ScriptedServer(_ => turn++ switch { 0 => new Reply(503, "{}"), 1 => null, 2 => new Reply(504), _ => Reply.Json("{}") });

        Assert.Equal(200, (await WireTo(server).ReadAsync(Get(server), default)).Status);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_has_sent_nothing()
    {
        using var handler = new GivesUp();
        using var client = new HttpClient(handler);
        var wire = new Wire(new Origin(new Uri("http://127.0.0.1:9")), new FixedToken(null), new Budget(_time), new Chance(new CountedRandomness()), _time, WirePolicy.Default, client);

        var e = await Assert.ThrowsAsync<WireException>(async () => await wire.WriteAsync(new WireRequest(HttpMethod.Post, new Uri("http://127.0.0.1:9/x")), default));

        Assert.False(e.Sent);
    }

    [Fact]
    public async Task A_lost_answer_of_a_write_is_told_as_sent()
    {
        using var server = new ScriptedServer(_ => null);

        var e = await Assert.ThrowsAsync<WireException>(async () => await WireTo(server).WriteAsync(Post(server), default));

        Assert.True(e.Sent);
        Assert.DoesNotContain("geheim", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("skiptoken", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_connection_is_told_as_not_sent()
    {
        var root = new Uri($"http://127.0.0.1:{ScriptedServer.FreePort()}/v1.0");

        var e = await Assert.ThrowsAsync<WireException>(async () => await WireTo(root).WriteAsync(new WireRequest(HttpMethod.Post, new Uri(root + "/users")), default));

        Assert.False(e.Sent);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        using var server = new ScriptedServer(s => s.Authorization == "Bearer token-2" ? new Reply(204) : new Reply(401, "{}"));

        Assert.Equal(204, (await WireTo(server).WriteAsync(Post(server), default)).Status);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Requests.Select(r => r.Authorization));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_not_asked_for_ever()
    {
        using var server = new ScriptedServer(_ => new Reply(401, "{}"));

        Assert.Equal(401, (await WireTo(server).ReadAsync(Get(server), default)).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_without_bound_is_cut_off()
    {
        using var server = new ScriptedServer(_ => Reply.Json(new string(' ', 5000)));
        var wire = WireTo(server.Root, WirePolicy.Default with { LargestBody = 4096 });

        await Assert.ThrowsAsync<WireException>(async () => await wire.ReadAsync(Get(server), default));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Every_try_bears_an_id_of_its_own_and_the_service_s_id_is_kept()
    {
        var first = true;
        using var server = new ScriptedServer(_ => Once(ref first) ? new Reply(503) : new Reply(200, "{}", ("request-id", "theirs")));

        var answer = await WireTo(server).ReadAsync(Get(server), default);

        Assert.Equal("theirs", answer.RequestId);
        Assert.Equal(2, server.Requests.Select(r => r.ClientRequestId).Where(i => Guid.TryParse(i, out _)).Distinct().Count());
    }

    [Fact]
    public async Task No_address_outside_the_root_is_sent_to()
    {
        using var elsewhere = new ScriptedServer(_ => Reply.Json("{}"));
        using var server = new ScriptedServer(_ => Reply.Json("{}"));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await WireTo(server).ReadAsync(Get(elsewhere), default));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_wish_longer_than_patience_is_handed_back()
    {
        using var server = new ScriptedServer(_ => new Reply(429, "{}", ("Retry-After", "4000")));

        var answer = await WireTo(server).WriteAsync(Post(server), default);

        Assert.Equal(TimeSpan.FromSeconds(4000), answer.RetryAfter);
        Assert.Single(server.Requests);
    }

    private static bool Once(ref bool first)
    {
        var was = first;
        first = false;
        return was;
    }

    private static WireRequest Get(ScriptedServer server) => new(HttpMethod.Get, new Uri(server.Root + "/users?$skiptoken=x"));

    private static WireRequest Post(ScriptedServer server) => new(HttpMethod.Post, new Uri(server.Root + "/users?$skiptoken=x")) { Body = Encoding.UTF8.GetBytes("{\"password\":\"geheim\"}") };

    private Wire WireTo(ScriptedServer server) => WireTo(server.Root);

    private Wire WireTo(Uri root, WirePolicy? policy = null) =>
        new(new Origin(root), new CountedTokens(), new Budget(_time), new Chance(new CountedRandomness()), _time, policy ?? WirePolicy.Default, Wire.NewClient(null));

    private sealed class GivesUp : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new TaskCanceledException("connect timeout", new TimeoutException());
    }
}
