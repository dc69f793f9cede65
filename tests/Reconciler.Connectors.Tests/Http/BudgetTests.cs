using System.Collections.Concurrent;
using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Http;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Http;

/// <summary>What keeps one target below its limits: the known quota, what answers say, what refusals ask for. All over real HTTP.</summary>
public sealed class BudgetTests
{
    private readonly FastTime _time = new();

    public static TheoryData<string, double> Wishes => new()
    {
        { "11", 11 },
        { "2.128", 2.128 },
        // FastTime's now is 12:00:00.
        { "Sat, 21 Nov 2026 12:00:30 GMT", 30 },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task A_refusal_is_waited_for_in_every_form_of_the_header(string header, double seconds)
    {
        var first = true;
        using var server = new ScriptedServer(_ => Once(ref first) ? new Reply(429, "{}", ("Retry-After", header)) : Reply.Json("{}"));
        var start = _time.GetUtcNow();

        Assert.Equal(200, (await WireTo(server).ReadAsync(Get(server), default)).Status);

        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, seconds, seconds + 1.01);
    }

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task A_refusal_inside_an_envelope_stops_all_that_goes_to_the_target(string header, double seconds)
    {
        var first = true;
        using var server = new ScriptedServer(seen => Reply.Json(!seen.Path.EndsWith("/$batch", StringComparison.Ordinal) ? "{}"
            : Once(ref first) ? Items((200, ""), (429, $"\"Retry-After\":\"{header}\"")) : Items((200, ""))));
        var wire = WireTo(server);
        var start = _time.GetUtcNow();

        var answers = await new GraphReadClient(wire, new Meter(), CancellationToken.None).GetAsync([GraphPath.Domains, GraphPath.Organization], default);

        Assert.Equal([200, 200], answers.Select(a => a.Status));
        Assert.InRange((_time.GetUtcNow() - start).TotalSeconds, seconds, seconds + 0.01);
        // The rest went in an envelope of its own.
        Assert.Equal(2, server.Requests.Count);
        Assert.InRange(wire.Budget.Traffic.Waited.TotalSeconds, seconds, seconds + 0.01);
    }

    [Fact]
    public async Task A_refusal_of_writes_lets_reads_go_on()
    {
        using var server = new ScriptedServer(seen => seen.Method == "GET" ? Reply.Json("{}")
            : new Reply(429, "{}", ("Retry-After", "40"), ("x-ms-throttle-scope", "Tenant_Application/Write/app/tenant")));
        var wire = WireTo(server);
        await wire.WriteAsync(Post(server), default);
        var refused = _time.GetUtcNow();

        await wire.ReadAsync(Get(server), default);
        Assert.Equal(refused, _time.GetUtcNow());
        await wire.WriteAsync(Post(server), default);
        Assert.Equal(refused + TimeSpan.FromSeconds(40), _time.GetUtcNow());
    }

    [Fact]
    public async Task A_refusal_that_names_no_scope_stops_reads_too()
    {
        using var server = new ScriptedServer(seen => seen.Method == "GET" ? Reply.Json("{}") : new Reply(429, "{}", ("Retry-After", "40")));
        var wire = WireTo(server);
        await wire.WriteAsync(Post(server), default);
        var refused = _time.GetUtcNow();

        await wire.ReadAsync(Get(server), default);

        Assert.Equal(refused + TimeSpan.FromSeconds(40), _time.GetUtcNow());
    }

    [Fact]
    public async Task Another_target_goes_on()
    {
        using var sick = new ScriptedServer(_ => new Reply(429, "{}", ("Retry-After", "60")));
        using var well = new ScriptedServer(_ => Reply.Json("{}"));
        await WireTo(sick).WriteAsync(Post(sick), default);
        var refused = _time.GetUtcNow();

        await WireTo(well).ReadAsync(Get(well), default);

        Assert.Equal(refused, _time.GetUtcNow());
    }

    [Theory]
    [InlineData("0.79", 0)]
    [InlineData("0.8", 0)]
    [InlineData("0.9", 1)]
    [InlineData("1.3", 5)]
    [InlineData("soon", 0)]
    public async Task Near_a_limit_everything_slows_down(string share, double seconds)
    {
        using var server = new ScriptedServer(_ => new Reply(200, "{}", ("x-ms-throttle-limit-percentage", share)));
        var wire = WireTo(server);
        await wire.ReadAsync(Get(server), default);
        var heard = _time.GetUtcNow();

        await wire.ReadAsync(Get(server), default);

        Assert.Equal(seconds, (_time.GetUtcNow() - heard).TotalSeconds, 0.001);
    }

    [Fact]
    public async Task An_item_near_a_limit_slows_down_too()
    {
        using var server = new ScriptedServer(_ => Reply.Json(Items((200, ""), (200, "\"x-ms-throttle-limit-percentage\":\"0.95\""))));
        var client = new GraphReadClient(WireTo(server), new Meter(), CancellationToken.None);
        await client.GetAsync([GraphPath.Domains, GraphPath.Organization], default);
        var heard = _time.GetUtcNow();

        await client.GetAsync([GraphPath.Domains, GraphPath.Organization], default);

        Assert.Equal(1.5, (_time.GetUtcNow() - heard).TotalSeconds, 0.001);
    }

    [Fact]
    public async Task A_known_quota_is_never_exceeded_and_what_answers_really_cost_counts()
    {
        var sent = new ConcurrentQueue<DateTimeOffset>();
        using var server = new ScriptedServer(_ =>
        {
            sent.Enqueue(_time.GetUtcNow());
            // Twice what the table says of a list of users.
            return new Reply(200, "{}", ("x-ms-resource-unit", "2"));
        });
        var wire = WireTo(server);
        wire.Budget.Limit(new Quota([new QuotaLimit(Metered.Units, 40, TimeSpan.FromSeconds(10))]));

        for (var i = 0; i < 60; i++)
            await wire.ReadAsync(Get(server) with { Price = new Price(1, 1, 0) }, default);

        var times = sent.ToArray();
        for (var i = 0; i < times.Length; i++)
            Assert.True(times.Skip(i).Count(t => t < times[i] + TimeSpan.FromSeconds(10)) * 2 <= 40, $"from request {i} on");
        Assert.Equal((new Price(60, 120, 0), 60), (wire.Budget.Traffic.Price, wire.Budget.Traffic.Envelopes));
        Assert.InRange(wire.Budget.Traffic.Waited.TotalSeconds, 20, 31);
    }

    [Fact]
    public async Task What_waits_side_by_side_has_waited_once()
    {
        using var server = new ScriptedServer(_ => Reply.Json("{}"));
        var wire = WireTo(server);
        wire.Budget.Limit(new Quota([new QuotaLimit(Metered.Units, 2, TimeSpan.FromSeconds(10))]));
        await wire.ReadAsync(Get(server) with { Price = new Price(1, 1, 0) }, default);
        var start = _time.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => wire.ReadAsync(Get(server) with { Price = new Price(1, 1, 0) }, default).AsTask()));

        Assert.InRange(wire.Budget.Traffic.Waited, TimeSpan.FromSeconds(10), _time.GetUtcNow() - start);
    }

    [Fact]
    public void Graph_is_paced_by_the_published_limits_and_a_server_on_loopback_by_what_it_says()
    {
        Assert.Equal([3_500, 3_000, 18_000], EntraTariff.QuotaOf(49).Limits.Select(l => l.Most));
        Assert.Equal([5_000, 5_000, 8_000], new[] { 50, 500, 501 }.Select(u => EntraTariff.QuotaOf(u).Limits[0].Most));
        Assert.True(Waits("https://graph.microsoft.com/v1.0"));
        Assert.False(Waits("http://127.0.0.1:9/v1.0"));

        // Two spans full of writes: the second one's wait is longer than those that FastTime ends at once.
        static bool Waits(string root)
        {
            var budget = ConnectorCatalog.Connect(new Uri(root), "token", MarkPlace.InAttribute("extensionAttribute1"), new FastTime(), new CountedRandomness()).Budget;
            Assert.True(budget.WaitAsync(new Price(1, 1, 2_850), default).IsCompletedSuccessfully);
            return !budget.WaitAsync(new Price(1, 1, 2_850), default).IsCompleted;
        }
    }

    private static string Items(params (int Status, string Header)[] items) =>
        "{\"responses\":[" + string.Join(',', items.Select((item, i) => $$"""{"id":"{{i + 1}}","body":{},"status":{{item.Status}},"headers":{ {{item.Header}} } }""")) + "]}";

    private static bool Once(ref bool first) => first && !(first = false);

    private static WireRequest Get(ScriptedServer server) => new(HttpMethod.Get, new Uri(server.Root + "/users"));

    private static WireRequest Post(ScriptedServer server) => new(HttpMethod.Post, new Uri(server.Root + "/users")) { Body = "{}"u8.ToArray(), Price = new Price(1, 1, 1) };

    private Wire WireTo(ScriptedServer server) =>
        new(new Origin(server.Root), new CountedTokens(), new Budget(_time), new Chance(new CountedRandomness()), _time, WirePolicy.Default, Wire.NewClient(null));
}
