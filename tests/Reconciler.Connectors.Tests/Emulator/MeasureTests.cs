using System.Diagnostics;
using System.Text.Json;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class MeasureTests
{
    private static readonly Dictionary<string, string> s_json = new() { ["Content-Type"] = "application/json" };

    [Fact]
    public async Task A_batch_is_one_envelope_and_as_many_operations_as_it_has_items()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u");
        await BeginAsync(tenant);
        (await tenant.Post("$batch", new
        {
            requests = new object[]
            {
                new { id = "1", method = "GET", url = "/users" },
                new { id = "2", method = "PATCH", url = $"/users/{user}", headers = s_json, body = new { department = "x" } },
                new { id = "3", method = "PATCH", url = $"/users/{user}", headers = s_json, body = new { displayName = "" } },
            },
        })).Is(200);
        (await tenant.Get("users?$select=id")).Is(200);

        var counted = await CountedAsync(tenant);

        Assert.Equal((2, 4, 2), (Number(counted, "envelopes"), Number(counted, "operations"), Number(counted, "writes")));
        // Two for the list of users, one for the list of ids, one for the write; the refused one is free.
        Assert.Equal(4, Number(counted, "resourceUnits"));
        Assert.True(Number(counted, "bytes") > 0);
    }

    [Fact]
    public async Task A_new_measurement_begins_at_nothing_and_measuring_counts_nothing()
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Get("users")).Is(200);
        Assert.Equal(1, Number(await CountedAsync(tenant), "envelopes"));
        Assert.Equal(1, Number(await CountedAsync(tenant), "envelopes"));
        await BeginAsync(tenant);
        Assert.All((await CountedAsync(tenant)).EnumerateObject(), c => Assert.Equal(0, c.Value.GetInt64()));
    }

    [Fact]
    public async Task A_throttled_operation_counts_as_it_does_at_the_service()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ResourceUnitsPer10Seconds = 1;
        (await tenant.Get("groups")).Is(200);
        (await tenant.Get("groups")).Is(429);
        var counted = await CountedAsync(tenant);
        Assert.Equal((2, 2), (Number(counted, "operations"), Number(counted, "resourceUnits")));
    }

    [Fact]
    public async Task Scim_requests_are_counted_apart()
    {
        await using var tenant = await TestTenant.StartAsync(o => o with { Applications = [new ScimApplicationOptions("wiki")] });
        using var answer = await tenant.Http.GetAsync(new Uri(tenant.Emulator.ScimRoot("wiki"), "Users"));
        var counted = await CountedAsync(tenant);
        Assert.Equal((0, 1), (Number(counted, "envelopes"), Number(counted, "scimRequests")));
    }

    [Fact]
    public async Task Latency_holds_back_every_answer_but_those_of_the_measurement()
    {
        await using var tenant = await TestTenant.StartAsync();
        await BeginAsync(tenant, """{"latencyMilliseconds":200}""");
        Assert.Equal(200, Number(await CountedAsync(tenant), "latencyMilliseconds"));
        var clock = Stopwatch.StartNew();
        (await tenant.Get("users")).Is(200);
        // A timer may strike a tick early.
        Assert.InRange(clock.ElapsedMilliseconds, 180, long.MaxValue);
    }

    [Theory]
    [InlineData("""{"latencyMilliseconds":-1}""")]
    [InlineData("""{"latencyMilliseconds":"long"}""")]
    [InlineData("""{}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public async Task Settings_that_are_none_are_refused_and_change_nothing(string body)
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Get("users")).Is(200);
        using var content = new StringContent(body);
        using var answer = await tenant.Http.PutAsync(Address(tenant), content);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(1, Number(await CountedAsync(tenant), "envelopes"));
        Assert.Equal(TimeSpan.Zero, tenant.Switches.Latency);
    }

    private static Uri Address(TestTenant tenant) => new(tenant.Emulator.GraphRoot, "/measures");

    private static async Task BeginAsync(TestTenant tenant, string body = "")
    {
        using var content = new StringContent(body);
        using var answer = await tenant.Http.PutAsync(Address(tenant), content);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    private static async Task<JsonElement> CountedAsync(TestTenant tenant)
    {
        using var answer = JsonDocument.Parse(await tenant.Http.GetStringAsync(Address(tenant)));
        return answer.RootElement.Clone();
    }

    private static long Number(JsonElement counted, string name) => counted.GetProperty(name).GetInt64();
}
