using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimGroupTests
{
    [Fact]
    public async Task Members_are_completed_and_groups_of_users_follow()
    {
        await using var scim = await StartAsync();
        var ada = await scim.NewUser("ada", ("displayName", "Ada Lund"));
        var inner = await scim.NewGroup("Inner", ada);
        var outer = await scim.NewGroup("Outer", inner);
        var member = (await scim.Read("Groups/" + inner)).GetProperty("members")[0];
        Assert.Equal((ada, scim.Emulator.ScimRoot(Key) + "Users/" + ada, "Ada Lund", "User"), (member.Text("value"), member.Text("$ref"), member.Text("display"), member.Text("type")));
        Assert.Equal("Group", (await scim.Read("Groups/" + outer)).GetProperty("members")[0].Text("type"));
        async Task<string[]> Groups() => (await scim.Read("Users/" + ada)).TryGetProperty("groups", out var groups)
            ? [.. groups.EnumerateArray().Select(g => $"{g.Text("display")} {g.Text("type")}")]
            : [];
        Assert.Equal(["Inner direct", "Outer indirect"], await Groups());
        (await scim.Patch("Groups/" + outer, Op("replace", "displayName", "Renamed"), Op("add", "members", new[] { new { value = ada } }))).Is(204);
        Assert.Equal(["Inner direct", "Renamed direct"], await Groups());
        Assert.Equal(["ada"], await scim.Found("Users", $"groups.value eq \"{outer}\""));
        Assert.Equal(["Inner", "Renamed"], await scim.Found("Groups", $"members.value eq \"{ada}\""));
        Assert.Equal(["Renamed"], await scim.Found("Groups", $"members[type eq \"Group\"]"));
        Assert.Equal(["Inner", "Renamed"], await scim.Found("Groups", "members.display sw \"ada\""));
        Assert.Equal(["Inner"], await scim.Found("Groups", $"id eq \"{inner}\" and members eq \"{ada}\""));
        (await scim.Delete("Users/" + ada)).Is(204);
        Assert.Empty(await scim.MembersOf(inner));
        Assert.Equal([inner], await scim.MembersOf(outer));
        (await scim.Delete("Groups/" + inner)).Is(204);
        Assert.Empty(await scim.MembersOf(outer));
    }

    [Fact]
    public async Task Members_must_exist_and_no_group_contains_itself()
    {
        await using var scim = await StartAsync();
        (await scim.Post("Groups", GroupBody("g", "nobody"))).Fails(400, "invalidValue");
        var a = await scim.NewGroup("a");
        var b = await scim.NewGroup("b", a);
        (await scim.Patch("Groups/" + a, Op("add", "members", new[] { new { value = a } }))).Fails(400, "invalidValue");
        (await scim.Patch("Groups/" + a, Op("add", "members", new[] { new { value = b } }))).Fails(400, "invalidValue");
        Assert.Empty(await scim.MembersOf(a));
    }

    [Fact]
    public async Task Every_way_to_change_members()
    {
        await using var scim = await StartAsync();
        string[] u = [await scim.NewUser("a"), await scim.NewUser("b"), await scim.NewUser("c"), await scim.NewUser("d")];
        var path = "Groups/" + await scim.NewGroup("g");
        async Task Becomes(object operation, params string[] members)
        {
            (await scim.Patch(path, operation)).Is(204);
            Assert.Equal(members, await scim.MembersOf(path[7..]));
        }

        await Becomes(Op("Add", "members", new[] { new Dictionary<string, object?> { ["$ref"] = null, ["value"] = u[0] } }), u[0]);
        await Becomes(Op("add", "members", new[] { u[1], u[0] }), u[0], u[1]);
        await Becomes(Op("add", null, new { members = new[] { new { value = u[2] } } }), u[0], u[1], u[2]);
        await Becomes(Op("add", "members", Array.Empty<object>()), u[0], u[1], u[2]);
        await Becomes(Op("remove", $"members[value eq \"{u[1]}\"]", null), u[0], u[2]);
        await Becomes(Op("remove", $"{Group}:members[value eq \"{u[0]}\"]", null), u[2]);
        await Becomes(Op("replace", "members", new[] { new { value = u[0] }, new { value = u[3] } }), u[0], u[3]);
        (await scim.Patch(path, Op("remove", $"members[value eq \"{u[1]}\"]", null))).Fails(400, "noTarget");
        (await scim.Patch(path, Op("replace", $"members[value eq \"{u[0]}\"].value", u[1]))).Fails(400, "mutability");
        await Becomes(Op("remove", "members", new[] { new { value = u[0] } }));
        await Becomes(Op("add", "members", u), u);
        scim.Switches.RemoveHonoursValue = true;
        await Becomes(Op("Remove", "members", new[] { new { value = u[0] } }), u[1], u[2], u[3]);
        await Becomes(Op("remove", "members", null));
        (await scim.Patch(path, Op("add", "members", u), Op("remove", $"members[value eq \"{u[0]}\"]", null))).Is(204);
        Assert.Equal(u[1..], await scim.MembersOf(path[7..]));
    }

    [Fact]
    public async Task Members_may_be_left_out_of_lists()
    {
        await using var scim = await StartAsync(s => s.MembersInLists = false);
        var group = await scim.NewGroup("g", await scim.NewUser("a"));
        Assert.Null((await scim.Get("Groups")).Resources()[0].Text("members"));
        Assert.Single(await scim.MembersOf(group));
        scim.Switches.MembersInLists = true;
        Assert.NotNull((await scim.Get("Groups")).Resources()[0].Text("members"));
        Assert.Null((await scim.Get("Groups?excludedAttributes=members")).Resources()[0].Text("members"));
    }

    [Fact]
    public async Task Ten_thousand_users_and_members_are_found()
    {
        var lines = Enumerable.Range(0, 10_000).Select(i => $$$"""{"type":"scimUser","application":"entrust","id":"u{{{i}}}","resource":{"userName":"u{{{i}}}@contoso.com","externalId":"{{{i}}}","name":{"familyName":"F{{{i}}}"},"emails":[{"value":"u{{{i}}}@contoso.com","type":"work"}]}}""");
        await using var scim = await SeededAsync([.. lines, """{"type":"scimGroup","application":"entrust","id":"all","resource":{"displayName":"All"}}"""]);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(1, (await scim.Filter("Users", $"userName eq \"U{i * 7}@contoso.com\"")).Total());
            Assert.Equal(1, (await scim.Filter("Users", $"externalId eq \"{i * 7}\"")).Total());
        }

        var seen = new HashSet<string>();
        for (var start = 1; start <= 10_000; start += 1000)
            seen.UnionWith((await scim.Get($"Users?startIndex={start}&count=1000")).Is(200).Resources().Select(r => r.Text("id")!));
        Assert.Equal(10_000, seen.Count);
        for (var i = 0; i < 100; i++)
            (await scim.Patch("Groups/all", Op("add", "members", Enumerable.Range(i * 100, 100).Select(m => new { value = "u" + m }).ToArray()))).Is(204);
        Assert.Equal(10_000, (await scim.MembersOf("all")).Length);
        Assert.Equal(1, (await scim.Filter("Users", "emails[type eq \"work\"].value eq \"u9999@contoso.com\"")).Total());
    }
}
