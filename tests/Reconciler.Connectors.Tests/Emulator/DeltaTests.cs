using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class DeltaTests
{
    [Fact]
    public async Task The_first_round_enumerates_and_leaves_out_what_was_never_set()
    {
        await using var tenant = await TestTenant.StartAsync();
        var id = await tenant.User("adele", ("department", "x"));
        await tenant.Patch("users/" + id, new { department = (string?)null });
        var page = (await tenant.Get("users/delta()?$select=displayName,department,jobTitle")).Is(200);
        Assert.EndsWith("$metadata#users(displayName,department,jobTitle)", page.Json.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal(["id", "displayName", "department"], Assert.Single(page.Value).EnumerateObject().Select(p => p.Name));
        Assert.StartsWith(tenant.Emulator.GraphRoot + "users/delta?$deltatoken=", page.DeltaLink, StringComparison.Ordinal);
        Assert.Empty((await tenant.Get(page.DeltaLink!)).Is(200).Value);
    }

    [Fact]
    public async Task Rounds_tell_changes_deletions_and_returns()
    {
        await using var tenant = await TestTenant.StartAsync();
        var a = await tenant.User("a", ("department", "x"));
        var b = await tenant.User("b");
        var link = (await tenant.Get("users/delta?$select=displayName,department")).DeltaLink!;
        async Task<JsonElement[]> Round()
        {
            var page = (await tenant.Get(link)).Is(200);
            link = page.DeltaLink!;
            return page.Value;
        }

        await tenant.Patch("users/" + a, new { jobTitle = "not selected" });
        Assert.Empty(await Round());
        await tenant.Patch("users/" + a, new { department = "y" });
        Assert.Equal($$"""{"id":"{{a}}","displayName":"a","department":"y"}""", Assert.Single(await Round()).GetRawText());
        await tenant.Patch("users/" + a, new { department = (string?)null });
        Assert.Equal($$"""{"id":"{{a}}","displayName":"a","department":null}""", Assert.Single(await Round()).GetRawText());
        await tenant.Delete("users/" + b);
        Assert.Equal($$$"""{"id":"{{{b}}}","@removed":{"reason":"changed"}}""", Assert.Single(await Round()).GetRawText());
        await tenant.Post($"directory/deletedItems/{b}/restore", null);
        Assert.Equal($$"""{"id":"{{b}}","displayName":"b"}""", Assert.Single(await Round()).GetRawText());
        await tenant.Delete("users/" + b);
        await tenant.Delete("directory/deletedItems/" + b);
        Assert.Equal($$$"""{"id":"{{{b}}}","@removed":{"reason":"deleted"}}""", Assert.Single(await Round()).GetRawText());
        var c = await tenant.User("c");
        Assert.Equal(c, Assert.Single(await Round()).GetProperty("id").GetString());
        Assert.Empty(await Round());
    }

    [Fact]
    public async Task Minimal_answers_tell_only_what_changed()
    {
        await using var tenant = await TestTenant.StartAsync();
        var a = await tenant.User("a");
        var link = (await tenant.Get("users/delta?$select=displayName,department,jobTitle", prefer: "return=minimal")).DeltaLink!;
        await tenant.Patch("users/" + a, new { department = "y" });
        Assert.Equal(["id", "department"], Assert.Single((await tenant.Get(link)).Value).EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Latest_starts_from_now_and_managers_are_links()
    {
        await using var tenant = await TestTenant.StartAsync();
        var boss = await tenant.User("boss");
        var a = await tenant.User("a");
        var latest = (await tenant.Get("users/delta?$deltatoken=latest&$select=displayName,manager")).Is(200);
        Assert.Empty(latest.Value);
        await tenant.Put($"users/{a}/manager/$ref", tenant.Reference(boss));
        var round = await tenant.Get(latest.DeltaLink!);
        Assert.Equal($$"""[{"@odata.type":"#microsoft.graph.user","id":"{{boss}}"}]""", Assert.Single(round.Value).GetProperty("manager@delta").GetRawText());
        await tenant.Delete($"users/{a}/manager/$ref");
        round = await tenant.Get(round.DeltaLink!);
        Assert.Equal($$$"""[{"@odata.type":"#microsoft.graph.user","id":"{{{boss}}}","@removed":{"reason":"deleted"}}]""",
            Assert.Single(round.Value).GetProperty("manager@delta").GetRawText());
        await tenant.Put($"users/{a}/manager/$ref", tenant.Reference(boss));
        var whole = await tenant.Get("users/delta?$select=manager");
        Assert.Single(whole.Value, v => v.TryGetProperty("manager@delta", out _));
    }

    [Fact]
    public async Task Group_links_are_told_and_follow_the_members()
    {
        await using var tenant = await TestTenant.StartAsync();
        var u = await tenant.User("u");
        var v = await tenant.User("v");
        var g = await tenant.Group("g", ("members@odata.bind", new[] { tenant.Url(u) }), ("owners@odata.bind", new[] { tenant.Url(v) }));
        var page = await tenant.Get("groups/delta?$select=displayName,members,owners");
        Assert.Equal(u, Assert.Single(page.Value[0].GetProperty("members@delta").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(v, Assert.Single(page.Value[0].GetProperty("owners@delta").EnumerateArray()).GetProperty("id").GetString());
        Assert.True((await tenant.Get("groups/delta")).Value[0].TryGetProperty("members@delta", out _));
        Assert.False((await tenant.Get("groups/delta?$select=displayName")).Value[0].TryGetProperty("members@delta", out _));
        await tenant.Post($"groups/{g}/members/$ref", tenant.Reference(v));
        await tenant.Delete($"groups/{g}/members/{u}/$ref");
        var round = await tenant.Get(page.DeltaLink!);
        var links = Assert.Single(round.Value).GetProperty("members@delta").EnumerateArray().ToDictionary(l => l.GetProperty("id").GetString()!, l => l.TryGetProperty("@removed", out _));
        Assert.Equal(new Dictionary<string, bool> { [u] = true, [v] = false }, links);
        await tenant.Delete("users/" + v);
        round = await tenant.Get(round.DeltaLink!);
        Assert.True(Assert.Single(Assert.Single(round.Value).GetProperty("members@delta").EnumerateArray()).TryGetProperty("@removed", out _));
        await tenant.Post($"directory/deletedItems/{v}/restore", null);
        round = await tenant.Get(round.DeltaLink!);
        Assert.False(Assert.Single(Assert.Single(round.Value).GetProperty("members@delta").EnumerateArray()).TryGetProperty("@removed", out _));
    }

    [Fact]
    public async Task Pages_hold_200_objects_or_500_links()
    {
        var users = Enumerable.Range(0, 1210).Select(n => $"u{n}@contoso.com").ToList();
        await using var tenant = await TestTenant.SeededAsync(
            [.. users.Select(u => $$"""{"type":"user","userPrincipalName":"{{u}}"}"""),
                $$"""{"type":"group","uniqueName":"big","members":[{{string.Join(',', users.Select(u => $"\"{u}\""))}}],"owners":["u1@contoso.com"]}""",
                """{"type":"group","uniqueName":"small","members":["u1@contoso.com"]}"""]);
        var pages = await tenant.Pages("users/delta?$select=id");
        Assert.Equal([200, 200, 200, 200, 200, 200, 10], pages.Select(p => p.Value.Length));
        Assert.Equal(1210, pages.SelectMany(p => p.Ids).Distinct().Count());
        var groups = await tenant.Pages("groups/delta?$select=uniqueName,members,owners");
        int Links(JsonElement group, string name) => group.TryGetProperty(name, out var links) ? links.GetArrayLength() : 0;
        Assert.Equal([500, 500, 213], groups.Select(p => p.Value.Sum(g => Links(g, "members@delta") + Links(g, "owners@delta")) + (p == groups[^1] ? 1 : 0)));
        Assert.Equal(1211, groups.SelectMany(p => p.Value).Where(g => g.TryGetProperty("members@delta", out _))
            .SelectMany(g => g.GetProperty("members@delta").EnumerateArray().Select(m => (g.GetProperty("id").GetString(), m.GetProperty("id").GetString()))).Distinct().Count());
        Assert.NotNull(groups[^1].DeltaLink);
    }

    [Fact]
    public async Task Later_rounds_are_paged_too()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.DeltaPageObjects = 3;
        tenant.Switches.DeltaPageLinks = 4;
        var groupLink = (await tenant.Get("groups/delta?$select=members")).DeltaLink!;
        var userLink = (await tenant.Get("users/delta?$select=displayName")).DeltaLink!;
        var users = new List<string>();
        for (var n = 0; n < 10; n++)
            users.Add(await tenant.User("u" + n));
        var group = await tenant.Group("g", ("members@odata.bind", users.Select(tenant.Url).ToArray()));
        Assert.Equal([3, 3, 3, 1], (await tenant.Pages(userLink)).Select(p => p.Value.Length));
        var pages = await tenant.Pages(groupLink);
        Assert.Equal([4, 4, 2], pages.Select(p => p.Value.Sum(g => g.GetProperty("members@delta").GetArrayLength())));
        Assert.Equal(users.Order(), pages.SelectMany(p => p.Value[0].GetProperty("members@delta").EnumerateArray().Select(m => m.GetProperty("id").GetString()!)).Order());
        Assert.Empty((await tenant.Get(pages[^1].DeltaLink!)).Value);
        Assert.All(pages, p => Assert.Equal(group, p.Ids[0]));
    }

    [Fact]
    public async Task Filters_follow_single_objects()
    {
        await using var tenant = await TestTenant.StartAsync();
        var a = await tenant.User("a");
        var b = await tenant.User("b");
        var page = await tenant.Get($"users/delta?$filter=id eq '{a}' or id eq '{Guid.Empty}'&$select=department");
        Assert.Equal([a], page.Ids);
        await tenant.Patch("users/" + b, new { department = "x" });
        Assert.Empty((await tenant.Get(page.DeltaLink!)).Value);
        (await tenant.Get("users/delta?$filter=department eq 'x'")).Is(400);
    }

    [Theory]
    [InlineData("$top=5")]
    [InlineData("$orderby=displayName")]
    [InlineData("$search=\"displayName:x\"")]
    [InlineData("$expand=manager")]
    [InlineData("$count=true")]
    [InlineData("$select=shoeSize")]
    public async Task Options_that_delta_lacks_are_refused(string option)
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Get("users/delta?" + option)).Is(400);
    }

    [Fact]
    public async Task Stale_tokens_are_gone_with_a_fresh_start()
    {
        await using var tenant = await TestTenant.StartAsync();
        await tenant.User("a");
        var link = (await tenant.Get("users/delta?$select=displayName")).DeltaLink!;
        tenant.Clock.Advance(TimeSpan.FromDays(6));
        link = (await tenant.Get(link)).Is(200).DeltaLink!;
        tenant.Clock.Advance(TimeSpan.FromDays(7.5));
        var gone = (await tenant.Get(link)).Is(410);
        Assert.Equal("resyncRequired", gone.Code);
        Assert.Equal(tenant.Emulator.GraphRoot + "users/delta?$deltatoken=&$select=displayName", gone.Headers["Location"]);
        Assert.Single((await tenant.Get(gone.Headers["Location"])).Is(200).Value);
        Assert.Equal("syncStateNotFound", (await tenant.Get("users/delta?$deltatoken=nonsense")).Is(410).Code);
        Assert.Equal("syncStateNotFound", (await tenant.Get("groups/delta?" + link.Split('?')[1])).Is(410).Code);
    }

    [Fact]
    public async Task Changes_during_the_first_round_are_told_by_the_next()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.DeltaPageObjects = 2;
        var users = new List<string>();
        for (var n = 0; n < 4; n++)
            users.Add(await tenant.User("u" + n));
        var first = await tenant.Get("users/delta?$select=department");
        await tenant.Patch("users/" + users[0], new { department = "x" });
        var second = await tenant.Get(first.NextLink!);
        Assert.Equal(users, first.Ids.Concat(second.Ids));
        Assert.Equal([users[0]], (await tenant.Get(second.DeltaLink!)).Ids);
    }

    [Fact]
    public async Task Delta_lags_behind()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.DeltaLag = TimeSpan.FromMinutes(1);
        var old = await tenant.User("old");
        tenant.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await tenant.User("late");
        var page = await tenant.Get("users/delta?$select=displayName");
        Assert.Equal([old], page.Ids);
        Assert.Empty((await tenant.Get(page.DeltaLink!)).Ids);
        tenant.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([late], (await tenant.Get(page.DeltaLink!)).Ids);
    }

    [Fact]
    public async Task A_client_that_follows_delta_always_ends_with_the_true_members()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var tenant = await TestTenant.StartAsync();
        (tenant.Switches.DeltaPageObjects, tenant.Switches.DeltaPageLinks) = (2, 3);
        var users = new List<string>();
        for (var n = 0; n < 6; n++)
            users.Add(await tenant.User("u" + n));
        var groups = new List<string>();
        for (var n = 0; n < 4; n++)
            groups.Add(await tenant.Group("g" + n));
        var known = new Dictionary<string, HashSet<string>>();
        var next = "groups/delta?$select=displayName,members";
        for (var step = 0; step < 120; step++)
        {
            var (user, group) = (users[random.Next(users.Count)], groups[random.Next(groups.Count)]);
            switch (random.Next(8))
            {
                case 0:
                    await tenant.Delete("users/" + user);
                    break;
                case 1:
                    await tenant.Post($"directory/deletedItems/{user}/restore", null);
                    break;
                case 2:
                    await tenant.Delete("groups/" + group);
                    break;
                case 3:
                    await tenant.Post($"directory/deletedItems/{group}/restore", null);
                    break;
                case 4 or 5:
                    await tenant.Delete($"groups/{group}/members/{user}/$ref");
                    break;
                default:
                    await tenant.Post($"groups/{group}/members/$ref", tenant.Reference(user));
                    break;
            }

            if (random.Next(3) == 0)
                next = Take(await tenant.Get(next), known);
        }

        for (var page = await tenant.Get(next); ; page = await tenant.Get(page.NextLink!))
        {
            Take(page, known);
            if (page.NextLink is null)
                break;
        }

        foreach (var group in (await tenant.Get("groups?$select=id")).Ids)
        {
            var truth = (await tenant.Get($"groups/{group}/members?$select=id")).Ids;
            Assert.True(known.TryGetValue(group, out var members) && members.SetEquals(truth), $"seed {seed}, group {group}");
        }

        Assert.True(known.Count == (await tenant.Get("groups?$select=id")).Ids.Length, $"seed {seed}");
    }

    private static string Take(Reply page, Dictionary<string, HashSet<string>> known)
    {
        foreach (var entry in page.Is(200).Value)
        {
            var id = entry.GetProperty("id").GetString()!;
            if (entry.TryGetProperty("@removed", out _))
            {
                known.Remove(id);
                continue;
            }

            if (!known.TryGetValue(id, out var members))
                known[id] = members = [];
            foreach (var link in entry.TryGetProperty("members@delta", out var links) ? links.EnumerateArray() : default)
            {
                if (link.TryGetProperty("@removed", out _))
                    members.Remove(link.GetProperty("id").GetString()!);
                else
                    members.Add(link.GetProperty("id").GetString()!);
            }
        }

        return page.NextLink ?? page.DeltaLink!;
    }
}
