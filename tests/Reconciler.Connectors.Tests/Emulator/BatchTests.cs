using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class BatchTests
{
    private static readonly Dictionary<string, string> s_json = new() { ["Content-Type"] = "application/json" };

    [Fact]
    public async Task Items_are_requests_of_their_own()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u");
        var group = await tenant.Group("g");
        var answers = await Run(tenant,
            new { id = "1", method = "GET", url = $"/users/{user}?$select=id" },
            new { id = "2", method = "POST", url = $"groups/{group}/members/$ref", headers = s_json, body = tenant.Reference(user) },
            new { id = "3", method = "DELETE", url = $"/groups/{group}/members/{user}/$ref", dependsOn = new[] { "2" } },
            new { id = "4", method = "GET", url = "/users/nobody@contoso.com" },
            new { id = "5", method = "PATCH", url = $"/users/{user}", headers = s_json, body = new { department = "x" }, dependsOn = new[] { "4" } },
            new { id = "6", method = "GET", url = "/users/$count", headers = new { ConsistencyLevel = "eventual" } },
            new { id = "7", method = "GET", url = "/users/$count" });
        Assert.Equal([200, 204, 204, 404, 424, 200, 400], answers.Values.Select(a => a.GetProperty("status").GetInt32()));
        Assert.Equal(user, answers["1"].GetProperty("body").GetProperty("id").GetString());
        Assert.Equal("1", answers["1"].GetProperty("headers").GetProperty("x-ms-resource-unit").GetString());
        Assert.Equal(JsonValueKind.Null, answers["2"].GetProperty("body").ValueKind);
        Assert.Equal("FailedDependency", answers["5"].GetProperty("body").GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("1", answers["6"].GetProperty("body").GetString());
        Assert.Equal(JsonValueKind.Null, (await tenant.Get($"users/{user}?$select=department")).Json.GetProperty("department").ValueKind);
    }

    [Theory]
    [InlineData("""{"requests":[{"id":"a","method":"GET","url":"users"},{"id":"A","method":"GET","url":"users"}]}""")]
    [InlineData("""{"requests":[{"method":"GET","url":"users"}]}""")]
    [InlineData("""{"requests":[{"id":"1","url":"users"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"users","dependsOn":["2"]}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"POST","url":"users","body":{}}]}""")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{}""")]
    public async Task A_malformed_envelope_is_refused(string body)
    {
        await using var tenant = await TestTenant.StartAsync();
        Assert.Equal("BadRequest", (await tenant.Post("$batch", body)).Is(400).Code);
    }

    [Fact]
    public async Task Twenty_items_are_the_limit()
    {
        await using var tenant = await TestTenant.StartAsync();
        object Batch(int count) => new { requests = Enumerable.Range(0, count).Select(n => new { id = n.ToString(), method = "GET", url = "users" }) };
        (await tenant.Post("$batch", Batch(20))).Is(200);
        (await tenant.Post("$batch", Batch(21))).Refuses(400, "BadRequest", "Number of batch request steps exceeds the maximum value of 20.");
        (await tenant.Send(HttpMethod.Get, "$batch", null)).Is(400);
    }

    [Fact]
    public async Task A_batch_is_not_nested_and_items_are_throttled_singly()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ResourceUnitsPer10Seconds = 3;
        var answers = await Run(tenant,
            new { id = "1", method = "POST", url = "$batch", headers = s_json, body = new { requests = Array.Empty<object>() } },
            new { id = "2", method = "GET", url = "users" },
            new { id = "3", method = "GET", url = "users" });
        Assert.Equal([400, 200, 429], answers.Values.Select(a => a.GetProperty("status").GetInt32()));
        Assert.Equal("10", answers["3"].GetProperty("headers").GetProperty("Retry-After").GetString());
        Assert.Equal("TooManyRequests", answers["3"].GetProperty("body").GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Next_links_inside_items_are_absolute()
    {
        await using var tenant = await TestTenant.StartAsync();
        await tenant.User("a");
        await tenant.User("b");
        var answers = await Run(tenant, new { id = "1", method = "GET", url = "/users?$top=1" });
        var next = answers["1"].GetProperty("body").GetProperty("@odata.nextLink").GetString()!;
        Assert.StartsWith(tenant.Emulator.GraphRoot + "users?", next, StringComparison.Ordinal);
        Assert.Single((await tenant.Get(next)).Is(200).Value);
    }

    private static async Task<Dictionary<string, JsonElement>> Run(TestTenant tenant, params object[] requests)
    {
        var answer = (await tenant.Post("$batch", new { requests })).Is(200).Json;
        return answer.GetProperty("responses").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!);
    }
}
