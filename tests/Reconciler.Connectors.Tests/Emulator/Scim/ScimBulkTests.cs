using System.Text.Json;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimBulkTests
{
    private static object Request(int? failOnErrors, params object[] operations)
    {
        var body = new Dictionary<string, object> { ["schemas"] = new[] { Bulk }, ["Operations"] = operations };
        if (failOnErrors is { } limit)
            body["failOnErrors"] = limit;
        return body;
    }

    private static object Post(string bulkId, string path, object data) => new { method = "POST", path, bulkId, data };

    private static string[] Statuses(Reply reply) => [.. reply.Is(200).Json.GetProperty("Operations").EnumerateArray().Select(o => o.GetProperty("status").GetString()!)];

    [Fact]
    public async Task References_are_resolved_in_any_order()
    {
        await using var scim = await StartAsync();
        var old = await scim.NewUser("old");
        var reply = await scim.Post("Bulk", Request(null,
            Post("g", "/Groups", GroupBody("Doors", "bulkId:a", "bulkId:b")),
            Post("a", "/Users", UserBody("ada", (Enterprise, new { manager = new { value = "bulkId:b" } }))),
            Post("b", "/Users", UserBody("bob", (Enterprise, new { manager = new { value = "bulkId:a" } }))),
            new { method = "PATCH", path = "/Groups/bulkId:g", data = PatchBody(Op("add", "members", new[] { new { value = old } })) },
            new { method = "PUT", path = "/Users/" + old, version = "W/\"1\"", data = UserBody("older") },
            new { method = "DELETE", path = "/Users/none" }));
        Assert.Equal(["201", "201", "201", "204", "200", "404"], Statuses(reply));
        var operations = reply.Json.GetProperty("Operations").EnumerateArray().ToArray();
        Assert.Equal(("POST", "g", "W/\"1\""), (operations[0].Text("method"), operations[0].Text("bulkId"), operations[0].Text("version")));
        string Id(int i) => operations[i].Text("location")!.Split('/')[^1];
        Assert.Equal([Id(1), Id(2), old], await scim.MembersOf(Id(0)));
        Assert.Equal(Id(2), (await scim.Read("Users/" + Id(1))).Text(Enterprise, "manager", "value"));
        Assert.Equal(Id(1), (await scim.Read("Users/" + Id(2))).Text(Enterprise, "manager", "value"));
        Assert.Equal("404", operations[5].Text("response", "status"));
        Assert.Equal(["g", "a", "b"], scim.Emulator.Wire.Last(w => w.Path.EndsWith("Bulk", StringComparison.Ordinal)).Items.Take(3).Select(i => i.Id));
    }

    [Fact]
    public async Task Failures_stay_alone_until_there_are_too_many()
    {
        await using var scim = await StartAsync();
        object[] operations =
        [
            Post("a", "/Users", new { schemas = new[] { User } }),
            Post("g", "/Groups", GroupBody("g", "bulkId:a")),
            Post("h", "/Groups", GroupBody("h", "bulkId:unknown")),
            Post("b", "/Users", UserBody("bob")),
            new { method = "POST", path = "/Users", data = UserBody("carl") },
            new { method = "GET", path = "/Users" },
            new { method = "POST", path = "/Nothing", bulkId = "n", data = UserBody("dora") },
            new { method = "PUT", path = "/Users", data = UserBody("emil") },
        ];
        Assert.Equal(["400", "409", "409", "201", "400", "400", "400", "405"], Statuses(await scim.Post("Bulk", Request(null, operations))));
        Assert.Equal(1, (await scim.Get("Users")).Total());
        Assert.Equal(["400", "409"], Statuses(await scim.Post("Bulk", Request(2, operations))));
        Assert.Equal(0, (await scim.Get("Groups")).Total());
    }

    [Fact]
    public async Task Circles_of_groups_end_in_a_conflict()
    {
        await using var scim = await StartAsync();
        var statuses = Statuses(await scim.Post("Bulk", Request(null, Post("a", "/Groups", GroupBody("a", "bulkId:b")), Post("b", "/Groups", GroupBody("b", "bulkId:a")))));
        Assert.Equal(["409", "400"], statuses);
        Assert.Equal(0, (await scim.Get("Groups")).Total());
    }

    [Fact]
    public async Task Limits_are_held()
    {
        await using var scim = await StartAsync(s => (s.BulkMaxOperations, s.BulkMaxPayloadSize) = (2, 600));
        var one = Post("a", "/Users", UserBody("a"));
        (await scim.Post("Bulk", Request(null, one, Post("b", "/Users", UserBody("b")), Post("c", "/Users", UserBody("c"))))).Fails(413, "tooMany");
        (await scim.Post("Bulk", Request(null, Post("a", "/Users", UserBody("a", ("title", new string('x', 600))))))).Fails(413, "tooMany");
        (await scim.Post("Bulk", Request(null, one, one))).Fails(400, "invalidValue");
        (await scim.Post("Bulk", new { schemas = new[] { Bulk } })).Fails(400, "invalidSyntax");
        (await scim.Get("Bulk")).Fails(405);
        Assert.Equal(0, (await scim.Get("Users")).Total());
    }
}
