using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimListTests
{
    private static async Task<ScimTenant> Seven(Action<Reconciler.Emulator.ScimSwitches>? configure = null)
    {
        var scim = await StartAsync(configure);
        foreach (var name in "gbdacfe")
            await scim.NewUser(name.ToString());
        return scim;
    }

    private static string Names(Reply reply) => string.Concat(reply.Is(200).Resources().Select(r => r.Text("userName")));

    [Theory]
    [InlineData("", "gbdacfe", 1)]
    [InlineData("?startIndex=1&count=3", "gbd", 1)]
    [InlineData("?startIndex=4&count=3", "acf", 4)]
    [InlineData("?startIndex=7&count=3", "e", 7)]
    [InlineData("?startIndex=8", "", 8)]
    [InlineData("?startIndex=0&count=2", "gb", 1)]
    [InlineData("?startIndex=-5&count=2", "gb", 1)]
    [InlineData("?count=0", "", 1)]
    [InlineData("?count=-1", "", 1)]
    [InlineData("?count=5000", "gbdac", 1)]
    [InlineData("?sortBy=userName", "abcde", 1)]
    [InlineData("?sortBy=UserName&sortOrder=descending&count=3", "gfe", 1)]
    public async Task Pages_by_index(string query, string expected, int startIndex)
    {
        await using var scim = await Seven(s => s.MaxPageSize = query.Contains("5000", StringComparison.Ordinal) || query.Contains("sortBy=userName", StringComparison.Ordinal) ? 5 : 1000);
        var page = await scim.Get("Users" + query);
        Assert.Equal(expected, Names(page));
        Assert.Equal((7, expected.Length, startIndex), (page.Total(), page.Json.GetProperty("itemsPerPage").GetInt32(), page.Json.GetProperty("startIndex").GetInt32()));
    }

    [Theory]
    [InlineData("count=x", "invalidValue")]
    [InlineData("startIndex=x", "invalidValue")]
    [InlineData("sortBy=shoeSize", "invalidPath")]
    [InlineData("sortBy=name", "invalidPath")]
    [InlineData("sortBy=password", "invalidPath")]
    [InlineData("sortBy=userName&sortOrder=up", "invalidValue")]
    [InlineData("cursor=&count=x", "invalidCount")]
    [InlineData("cursor=&count=-1", "invalidCount")]
    [InlineData("cursor=garbage", "invalidCursor")]
    [InlineData("cursor=&startIndex=1", "invalidValue")]
    public async Task A_wrong_page_is_refused(string query, string scimType)
    {
        await using var scim = await Seven();
        (await scim.Get("Users?" + query)).Fails(400, scimType);
    }

    [Fact]
    public async Task Pages_by_cursor_stay_whole_while_others_write()
    {
        await using var scim = await Seven();
        var seen = "";
        Reply page = await scim.Get("Users?cursor=&count=3&sortBy=userName");
        Assert.Equal(7, page.Total());
        Assert.Null(page.Json.Text("startIndex"));
        for (; ; page = await scim.Get($"Users?sortBy=userName&count=3&cursor={page.Json.Text("nextCursor")}"))
        {
            seen += Names(page);
            if (seen.Length == 3)
            {
                await scim.NewUser("aa");
                (await scim.Delete("Users/" + (await scim.Filter("Users", "userName eq \"f\"")).Resources()[0].Text("id"))).Is(204);
            }

            if (page.Json.Text("nextCursor") is null)
                break;
        }

        Assert.Equal("abcdeg", seen);
        var first = await scim.Get("Users?cursor=&count=3");
        var second = await scim.Get("Users?count=3&cursor=" + first.Json.Text("nextCursor"));
        Assert.Null(first.Json.Text("previousCursor"));
        Assert.Equal(Names(first), Names(await scim.Get("Users?count=3&cursor=" + second.Json.Text("previousCursor"))));
        var cursor = (await scim.Get("Users?cursor=&count=3")).Json.Text("nextCursor");
        (await scim.Get($"Users?cursor={cursor}&count=3&filter=title%20pr")).Fails(400, "invalidCursor");
        (await scim.Get($"Groups?cursor={cursor}&count=3")).Fails(400, "invalidCursor");
        (await scim.Post("Users/.search", new { schemas = new[] { Search }, cursor, count = 3 })).Is(200);
        scim.Clock.Advance(TimeSpan.FromMinutes(11));
        (await scim.Get($"Users?cursor={cursor}&count=3")).Fails(400, "expiredCursor");
    }

    [Fact]
    public async Task An_application_pages_as_it_says()
    {
        await using var scim = await Seven(s => (s.IndexPaging, s.DefaultPageSize) = (false, 4));
        var first = await scim.Get("Users");
        Assert.Equal("gbda", Names(first));
        Assert.Equal("cfe", Names(await scim.Get("Users?cursor=" + first.Json.Text("nextCursor"))));
        (await scim.Get("Users?startIndex=1")).Fails(400, "invalidValue");
        Assert.Equal("cursor", (await scim.Read("ServiceProviderConfig")).Text("pagination", "defaultPaginationMethod"));
        (scim.Switches.IndexPaging, scim.Switches.CursorPaging) = (true, false);
        (await scim.Get("Users?cursor=")).Fails(400, "invalidCursor");
        Assert.Null((await scim.Read("ServiceProviderConfig")).Text("pagination"));
        Assert.Equal(4, (await scim.Get("Users")).Resources().Length);
    }

    [Fact]
    public async Task A_listing_may_end_early()
    {
        await using var scim = await Seven(s => s.TruncateAfterPage = 2);
        Assert.Equal("gb", Names(await scim.Get("Users?count=2&startIndex=1")));
        Assert.Equal("da", Names(await scim.Get("Users?count=2&startIndex=3")));
        var third = await scim.Get("Users?count=2&startIndex=5");
        Assert.Equal(("", 7), (Names(third), third.Total()));
        var second = await scim.Get("Users?count=2&cursor=" + (await scim.Get("Users?count=2&cursor=")).Json.Text("nextCursor"));
        Assert.Null(second.Json.Text("nextCursor"));
    }

    [Fact]
    public async Task Sorting_goes_by_the_primary_value_and_absent_ones_come_last()
    {
        await using var scim = await StartAsync();
        await scim.NewUser("none");
        await scim.NewUser("b", ("name", new { familyName = "z" }), ("emails", new object[] { new { value = "a@x" }, new { value = "m@x", primary = true } }));
        scim.Clock.Advance(TimeSpan.FromHours(1));
        await scim.NewUser("a", ("name", new { familyName = "Y" }), ("emails", new[] { new { value = "C@x" } }), ("active", false));
        async Task<string> By(string query) => string.Join(' ', (await scim.Get("Users?sortBy=" + query)).Is(200).Resources().Select(r => r.Text("userName")));
        Assert.Equal("a b none", await By("emails"));
        Assert.Equal("none b a", await By("emails.value&sortOrder=descending"));
        Assert.Equal("a b none", await By("name.familyName"));
        Assert.Equal("a none b", await By("meta.created&sortOrder=descending"));
        Assert.Equal("a none b", await By("active"));
        Assert.Equal("a b none", string.Join(' ', (await scim.Post("Users/.search", new { schemas = new[] { Search }, sortBy = "emails" })).Resources().Select(r => r.Text("userName"))));
    }
}
