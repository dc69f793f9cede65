using Reconciler.Emulator.Faults;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class FaultTests
{
    [Fact]
    public async Task New_objects_replicate_late()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("old");
        var oldGroup = await tenant.Group("old");
        tenant.Switches.ReplicationLag = TimeSpan.FromSeconds(30);
        var fresh = await tenant.User("fresh");
        var group = await tenant.Group("g");
        (await tenant.Get("users/" + fresh)).Is(404);
        (await tenant.Get("users/fresh@contoso.com")).Is(404);
        (await tenant.Patch("users/" + fresh, new { department = "x" })).Is(404);
        Assert.Equal([user], (await tenant.Get("users?$select=id")).Ids);
        Assert.Equal([user], (await tenant.Get("users/delta?$select=id")).Ids);
        (await tenant.Post($"groups/{group}/members/$ref", tenant.Reference(user))).Refuses(400, "Request_BadRequest",
            "The source resource object or one of the objects being referenced don't exist.");
        (await tenant.Post($"groups/{oldGroup}/members/$ref", tenant.Reference(fresh))).Is(404);
        (await tenant.Post("users", TestTenant.UserBody("fresh"))).Is(400);
        tenant.Clock.Advance(TimeSpan.FromSeconds(31));
        (await tenant.Get("users/" + fresh)).Is(200);
        (await tenant.Post($"groups/{group}/members/$ref", tenant.Reference(fresh))).Is(204);
        Assert.Equal(2, (await tenant.Get("users/delta?$select=id")).Ids.Length);
    }

    [Fact]
    public async Task Replication_can_be_counted_in_requests()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ReplicationLagRequests = 2;
        var user = await tenant.User("u");
        (await tenant.Get("users/" + user)).Is(404);
        (await tenant.Get("users/" + user)).Is(404);
        (await tenant.Get("users/" + user)).Is(200);
    }

    [Fact]
    public async Task Reads_can_lag_behind_updates()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u", ("department", "old"));
        tenant.Switches.UpdateLag = TimeSpan.FromSeconds(10);
        await tenant.Patch("users/" + user, new { department = "new" });
        async Task<string?> Read() => (await tenant.Get($"users/{user}?$select=department")).Json.GetProperty("department").GetString();
        Assert.Equal("old", await Read());
        tenant.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("new", await Read());
    }

    [Fact]
    public async Task Reads_are_throttled_by_resource_units()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ResourceUnitsPer10Seconds = 5;
        (await tenant.Get("users")).Is(200);
        tenant.Clock.Advance(TimeSpan.FromMilliseconds(2500));
        var near = (await tenant.Get("users")).Is(200);
        Assert.Equal("0.8", near.Headers["x-ms-throttle-limit-percentage"]);
        var refused = (await tenant.Get("users")).Refuses(429, "TooManyRequests", "Please retry again later.");
        Assert.Equal("7.5", refused.Headers["Retry-After"]);
        Assert.Equal("ResourceUnitLimitExceeded", refused.Headers["x-ms-throttle-information"]);
        Assert.StartsWith("Tenant_Application/ReadWrite/", refused.Headers["x-ms-throttle-scope"], StringComparison.Ordinal);
        tenant.Clock.Advance(TimeSpan.FromSeconds(11));
        (await tenant.Get("users")).Is(200);
    }

    [Fact]
    public async Task Writes_are_throttled_and_refusals_cost_nothing()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.WritesPer150Seconds = 2;
        tenant.Switches.ResourceUnitsPer10Seconds = 3;
        for (var n = 0; n < 5; n++)
            (await tenant.Get("users?$select=shoeSize")).Is(400);
        await tenant.User("a");
        await tenant.User("b");
        tenant.Switches.ResourceUnitsPer10Seconds = null;
        var refused = (await tenant.Post("users", TestTenant.UserBody("c"))).Is(429);
        Assert.Equal("WriteLimitExceeded", refused.Headers["x-ms-throttle-information"]);
        Assert.Equal("150", refused.Headers["Retry-After"]);
        Assert.Equal(2, (await tenant.Get("users")).Is(200).Value.Length);
    }

    [Fact]
    public async Task The_next_requests_fail_as_told()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.FailNext(2, (method, path) => method == "GET" && path.StartsWith("/v1.0/users", StringComparison.Ordinal), 503, "ServiceUnavailable", "Busy.");
        (await tenant.Get("groups")).Is(200);
        (await tenant.Get("users")).Refuses(503, "ServiceUnavailable", "Busy.");
        var inBatch = await tenant.Post("$batch", new { requests = new[] { new { id = "1", method = "GET", url = "users" } } });
        Assert.Equal(503, inBatch.Json.GetProperty("responses")[0].GetProperty("status").GetInt32());
        (await tenant.Get("users")).Is(200);
    }

    [Fact]
    public async Task An_answer_can_be_lost_after_the_effect()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.DropAfterExecuting(1, (method, _) => method == "POST");
        await Assert.ThrowsAsync<HttpRequestException>(() => tenant.Post("users", TestTenant.UserBody("a")));
        Assert.Single((await tenant.Get("users")).Value);
        tenant.Switches.Arm(new RequestFault { Matches = (method, _) => method == "POST" });
        await Assert.ThrowsAsync<HttpRequestException>(() => tenant.Post("users", TestTenant.UserBody("b")));
        Assert.Single((await tenant.Get("users")).Value);
        tenant.Switches.Arm(new RequestFault { Matches = (method, _) => method == "POST", Executes = true, Status = 504, Code = "GatewayTimeout", Headers = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("Retry-After", "3") });
        Assert.Equal("3", (await tenant.Post("users", TestTenant.UserBody("b"))).Is(504).Headers["Retry-After"]);
        Assert.Equal(2, (await tenant.Get("users")).Value.Length);
        Assert.Equal([0, 200, 0, 200, 504, 200], tenant.Emulator.Wire.Select(w => w.Status));
    }

    [Fact]
    public async Task Denied_paths_answer_403()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.DeniedPaths = ["/roleManagement"];
        tenant.Switches.DeniedWrites = ["DELETE /users"];
        var user = await tenant.User("u");
        (await tenant.Get("roleManagement/directory/roleAssignments")).Refuses(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        (await tenant.Delete("users/" + user)).Is(403);
        (await tenant.Get("users/" + user)).Is(200);
    }

    [Fact]
    public async Task Parallel_writers_lose_nothing()
    {
        await using var tenant = await TestTenant.StartAsync();
        var group = await tenant.Group("g");
        var ids = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => tenant.User("u" + n)));
        var added = await Task.WhenAll(ids.Select(id => tenant.Post($"groups/{group}/members/$ref", tenant.Reference(id))));
        Assert.All(added, a => a.Is(204));
        var same = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => tenant.Post("users", TestTenant.UserBody("same"))));
        Assert.Equal(1, same.Count(s => s.Status == 201));
        Assert.Equal(60, (await tenant.Get($"groups/{group}/members?$select=id")).Ids.Distinct().Count());
        Assert.Equal(61, (await tenant.Get("users?$select=id")).Ids.Distinct().Count());
    }

    [Fact]
    public async Task A_fault_strikes_the_nth_request_and_can_let_its_own_answer_through_cut()
    {
        await using var tenant = await TestTenant.StartAsync();
        var struck = 0;
        tenant.Switches.Arm(new RequestFault { Matches = (m, p) => m == "POST" && p.EndsWith("/users", StringComparison.Ordinal), After = 1, Answers = true, Cuts = true, Struck = () => struck++ });
        await tenant.User("first");
        await Assert.ThrowsAsync<HttpRequestException>(() => tenant.Post("users", TestTenant.UserBody("second")));
        await tenant.User("third");
        Assert.Equal(1, struck);
        Assert.Equal(3, (await tenant.Get("users?$select=id")).Ids.Length);
    }
}
