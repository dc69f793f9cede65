namespace Reconciler.Connectors.Tests.Emulator;

public sealed class QueryTests
{
    private static Task<TestTenant> People() => TestTenant.SeededAsync(
        """{"type":"user","userPrincipalName":"adele@contoso.com","displayName":"Adele Vance","department":"Sales","companyName":"Contoso","city":"Bern","onPremisesExtensionAttributes":{"extensionAttribute1":"x"},"otherMails":["a@x.org"]}""",
        """{"type":"user","userPrincipalName":"alex@contoso.com","displayName":"Alex O'Brien","department":"Sales","accountEnabled":false,"manager":"adele@contoso.com"}""",
        """{"type":"user","userPrincipalName":"bob@contoso.com","displayName":"Bob","department":"IT","userType":"Guest","createdDateTime":"2020-01-01T00:00:00Z","manager":"alex@contoso.com"}""",
        """{"type":"user","userPrincipalName":"carl@contoso.com","displayName":"Carl"}""",
        """{"type":"group","displayName":"Sales","groupTypes":["Unified"],"members":["adele@contoso.com","alex@contoso.com"],"owners":["bob@contoso.com"]}""",
        """{"type":"group","displayName":"Admins","uniqueName":"admins","members":["bob@contoso.com"]}""");

    [Theory]
    [InlineData("department eq 'Sales'", "adele alex")]
    [InlineData("DEPARTMENT eq 'sales'", "adele alex")]
    [InlineData("displayName eq 'Alex O''Brien'", "alex")]
    [InlineData("department eq 'Sales' and accountEnabled eq true", "adele")]
    [InlineData("department eq 'IT' or city eq 'Bern'", "adele bob")]
    [InlineData("(department eq 'IT' or department eq 'Sales') and startswith(displayName,'A')", "adele alex")]
    [InlineData("department in ('IT','HR')", "bob")]
    [InlineData("startswith(userPrincipalName,'AL')", "alex")]
    [InlineData("displayName ge 'Bob'", "bob carl")]
    [InlineData("displayName le 'Alex'", "adele")]
    [InlineData("createdDateTime le 2021-01-01T00:00:00Z", "bob")]
    [InlineData("userType eq 'Guest'", "bob")]
    [InlineData("otherMails/any(m:m eq 'a@x.org')", "adele")]
    [InlineData("otherMails/any(m:startswith(m,'a@'))", "adele")]
    public async Task Plain_filters(string filter, string expected)
    {
        await using var tenant = await People();
        Assert.Equal(expected, await Names(tenant, filter, advanced: false));
        Assert.Equal(expected, await Names(tenant, filter, advanced: true));
    }

    [Theory]
    [InlineData("department ne 'Sales'", "department", "bob carl")]
    [InlineData("not(department eq 'Sales')", "department", "bob carl")]
    [InlineData("not startswith(displayName,'A')", "displayName", "bob carl")]
    [InlineData("department eq null", "department", "carl")]
    [InlineData("department ne null", "department", "adele alex bob")]
    [InlineData("companyName eq 'Contoso'", "companyName", "adele")]
    [InlineData("endswith(userPrincipalName,'b@contoso.com')", "userPrincipalName", "bob")]
    [InlineData("onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", "onPremisesExtensionAttributes", "adele")]
    [InlineData("not(otherMails/any(m:m eq 'a@x.org'))", "otherMails", "alex bob carl")]
    public async Task Advanced_filters_need_header_and_count(string filter, string property, string expected)
    {
        await using var tenant = await People();
        var refusal = $"Unsupported or invalid query filter clause specified for property '{property}' of resource 'User'.";
        var url = "users?$select=userPrincipalName&$filter=" + Uri.EscapeDataString(filter);
        (await tenant.Get(url)).Refuses(400, "Request_UnsupportedQuery", refusal);
        (await tenant.Get(url + "&$count=true")).Refuses(400, "Request_UnsupportedQuery", refusal);
        (await tenant.Get(url, eventual: true)).Refuses(400, "Request_UnsupportedQuery", refusal);
        Assert.Equal(expected, await Names(tenant, filter, advanced: true));
    }

    [Theory]
    [InlineData("shoeSize eq 4", "BadRequest", "Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.")]
    [InlineData("department gt 'A'", "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for property 'department' of resource 'User'.")]
    [InlineData("otherMails eq 'x'", "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified for property 'otherMails' of resource 'User'.")]
    [InlineData("contains(displayName,'x')", "Request_UnsupportedQuery", "Unsupported Query.")]
    [InlineData("department eq", "Request_BadRequest", "Invalid filter clause: There was a syntax error in 'department eq'.")]
    [InlineData("department eq 'a' and", "Request_BadRequest", "Invalid filter clause: There was a syntax error in 'department eq 'a' and'.")]
    [InlineData("accountEnabled eq 'maybe'", "Request_BadRequest", "Invalid filter clause: A binary operator with incompatible types was detected for property 'accountEnabled'.")]
    public async Task Filters_outside_the_language_are_refused(string filter, string code, string message)
    {
        await using var tenant = await People();
        (await tenant.Send(HttpMethod.Get, "users?$count=true&$filter=" + Uri.EscapeDataString(filter), null, eventual: true)).Refuses(400, code, message);
    }

    [Fact]
    public async Task Fifteen_values_are_allowed_and_sixteen_are_not()
    {
        await using var tenant = await People();
        string In(int count) => $"users?$filter=department in ({string.Join(',', Enumerable.Range(0, count).Select(n => $"'{n}'"))})";
        string Or(int count) => $"users?$filter={string.Join(" or ", Enumerable.Range(0, count).Select(n => $"department eq '{n}'"))}";
        (await tenant.Get(In(15))).Is(200);
        (await tenant.Get(Or(15))).Is(200);
        Assert.Equal("Request_UnsupportedQuery", (await tenant.Get(In(16))).Is(400).Code);
        Assert.Equal("Request_UnsupportedQuery", (await tenant.Get(Or(16))).Is(400).Code);
    }

    [Fact]
    public async Task Select_shows_exactly_what_is_named()
    {
        await using var tenant = await People();
        var answer = (await tenant.Get("users?$select=id,DEPARTMENT,accountEnabled&$top=1")).Is(200);
        Assert.Equal(["id", "department", "accountEnabled"], answer.Value[0].EnumerateObject().Select(p => p.Name));
        Assert.EndsWith("$metadata#users(id,DEPARTMENT,accountEnabled)", answer.Json.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        (await tenant.Get("users?$select=shoeSize")).Refuses(400, "BadRequest",
            "Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.");
        (await tenant.Get("users?$select=skills")).Refuses(501, "NotImplemented", "This operation target is not yet supported.");
        (await tenant.Get("groups?$select=department")).Is(400);
    }

    [Fact]
    public async Task Pages_follow_next_links_and_count_stands_on_the_first()
    {
        await using var tenant = await People();
        var pages = await tenant.Pages("users?$select=id&$top=3&$count=true", eventual: true);
        Assert.Equal([3, 1], pages.Select(p => p.Value.Length));
        Assert.Equal(4, pages.SelectMany(p => p.Ids).Distinct().Count());
        Assert.Equal(4, pages[0].Json.GetProperty("@odata.count").GetInt32());
        Assert.False(pages[1].Json.TryGetProperty("@odata.count", out _));
        Assert.StartsWith(tenant.Emulator.GraphRoot + "users?$select=id&$top=3&$count=true&$skiptoken=", pages[0].NextLink, StringComparison.Ordinal);
        Assert.False((await tenant.Get("users?$count=true")).Json.TryGetProperty("@odata.count", out _));
    }

    [Theory]
    [InlineData("users?$top=0")]
    [InlineData("users?$top=1000")]
    [InlineData("users?$top=x")]
    public async Task Top_is_between_1_and_999(string path)
    {
        await using var tenant = await People();
        Assert.Equal("Request_BadRequest", (await tenant.Get(path)).Is(400).Code);
    }

    [Fact]
    public async Task The_page_is_a_hundred_unless_asked()
    {
        await using var tenant = await TestTenant.SeededAsync(
            [.. Enumerable.Range(0, 1001).Select(n => $$"""{"type":"user","userPrincipalName":"u{{n}}@contoso.com"}""")]);
        Assert.Equal(100, (await tenant.Get("users")).Value.Length);
        Assert.Equal([999, 2], (await tenant.Pages("users?$top=999&$select=id")).Select(p => p.Value.Length));
        tenant.Switches.PageSize = 400;
        Assert.Equal([400, 400, 201], (await tenant.Pages("users?$top=999&$select=id")).Select(p => p.Value.Length));
    }

    [Fact]
    public async Task Objects_created_and_deleted_between_pages_do_not_disturb_the_others()
    {
        await using var tenant = await People();
        var first = await tenant.Get("users?$top=2&$select=id");
        await tenant.Delete("users/" + first.Ids[0]);
        var added = await tenant.User("new");
        var second = await tenant.Get(first.NextLink!);
        var third = await tenant.Get(second.NextLink!);
        Assert.Equal(5, first.Ids.Concat(second.Ids).Concat(third.Ids).Distinct().Count());
        Assert.Equal([added], third.Ids);
    }

    [Fact]
    public async Task A_foreign_page_token_has_expired()
    {
        await using var tenant = await People();
        Assert.Equal("Directory_ExpiredPageToken", (await tenant.Get("users?$skiptoken=abc")).Is(400).Code);
    }

    [Fact]
    public async Task Count_segment_needs_the_header()
    {
        await using var tenant = await People();
        (await tenant.Get("users/$count")).Refuses(400, "Request_BadRequest", "$count is not currently supported.");
        var answer = (await tenant.Get("users/$count", eventual: true)).Is(200);
        Assert.Equal("4", answer.Text);
        Assert.Equal("text/plain", answer.Headers["Content-Type"]);
        Assert.Equal("2", (await tenant.Get("users/$count?$filter=department eq 'Sales'", eventual: true)).Text);
    }

    [Fact]
    public async Task Search_needs_the_header_and_finds_words()
    {
        await using var tenant = await People();
        (await tenant.Get("users?$search=\"displayName:vance\"")).Refuses(400, "Request_UnsupportedQuery",
            "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
        var found = (await tenant.Get("users?$select=userPrincipalName&$search=\"displayName:vance\"", eventual: true)).Is(200);
        Assert.Equal("adele@contoso.com", Assert.Single(found.Value).GetProperty("userPrincipalName").GetString());
        Assert.Equal(2, (await tenant.Get("users?$search=\"displayName:adele\" OR \"displayName:carl\"", eventual: true)).Value.Length);
        (await tenant.Get("users?$search=adele", eventual: true)).Is(400);
    }

    [Fact]
    public async Task Order_is_kept_over_pages()
    {
        await using var tenant = await People();
        var pages = await tenant.Pages("users?$orderby=displayName desc&$top=3&$select=displayName");
        Assert.Equal(["Carl", "Bob", "Alex O'Brien", "Adele Vance"], pages.SelectMany(p => p.Value).Select(v => v.GetProperty("displayName").GetString()));
        (await tenant.Get("users?$orderby=department")).Refuses(400, "Request_UnsupportedQuery", "Sorting not supported for current query.");
        (await tenant.Get("users?$orderby=displayName&$filter=department eq 'Sales'")).Refuses(400, "Request_UnsupportedQuery", "Sorting not supported for current query.");
        (await tenant.Get("users?$orderby=displayName&$filter=department eq 'Sales'&$count=true", eventual: true)).Is(200);
    }

    [Fact]
    public async Task Manager_is_expanded()
    {
        await using var tenant = await People();
        var bob = (await tenant.Get("users/bob@contoso.com?$select=id&$expand=manager($select=displayName)")).Is(200).Json;
        Assert.Equal("Alex O'Brien", bob.GetProperty("manager").GetProperty("displayName").GetString());
        Assert.False((await tenant.Get("users/carl@contoso.com?$expand=manager")).Is(200).Json.TryGetProperty("manager", out _));
        Assert.Equal("Request_UnsupportedQuery", (await tenant.Get("users?$expand=manager")).Is(400).Code);
        var all = (await tenant.Get("users?$expand=manager($levels=max;$select=displayName)&$select=displayName&$count=true", eventual: true)).Is(200);
        var chain = all.Value.Single(v => v.GetProperty("displayName").GetString() == "Bob").GetProperty("manager");
        Assert.Equal("Adele Vance", chain.GetProperty("manager").GetProperty("displayName").GetString());
        Assert.False(chain.GetProperty("manager").TryGetProperty("manager", out _));
        tenant.Switches.ExpandManagerNeedsAdvancedQuery = false;
        (await tenant.Get("users?$expand=manager($select=id)")).Is(200);
        (await tenant.Get("users?$expand=nonsense")).Is(400);
    }

    [Fact]
    public async Task Group_filters_and_expansion()
    {
        await using var tenant = await People();
        Assert.Equal("Sales", Name(await tenant.Get("groups?$filter=groupTypes/any(c:c eq 'Unified')")));
        Assert.Equal("Admins", Name(await tenant.Get("groups?$filter=uniqueName eq 'admins'")));
        Assert.Equal("Admins", Name(await tenant.Get("groups?$filter=NOT groupTypes/any(c:c eq 'Unified')&$count=true", eventual: true)));
        Assert.Equal("Sales", Name(await tenant.Get("groups?$filter=mailEnabled eq true&$expand=members($select=id)")));
        var expanded = (await tenant.Get("groups?$filter=mailEnabled eq true&$expand=members($select=id)")).Value[0].GetProperty("members");
        Assert.Equal(2, expanded.GetArrayLength());
        Assert.Equal(["@odata.type", "id"], expanded[0].EnumerateObject().Select(p => p.Name));

        static string? Name(Reply reply) => Assert.Single(reply.Is(200).Value).GetProperty("displayName").GetString();
    }

    [Fact]
    public async Task A_truncating_proxy_drops_the_next_link()
    {
        await using var tenant = await People();
        tenant.Switches.TruncateAfterPage = 2;
        Assert.Equal([1, 1], (await tenant.Pages("users?$top=1")).Select(p => p.Value.Length));
    }

    private static async Task<string> Names(TestTenant tenant, string filter, bool advanced)
    {
        var url = "users?$select=userPrincipalName&$filter=" + Uri.EscapeDataString(filter) + (advanced ? "&$count=true" : "");
        var answer = (await tenant.Get(url, eventual: advanced)).Is(200);
        return string.Join(' ', answer.Value.Select(v => v.GetProperty("userPrincipalName").GetString()!.Split('@')[0]).Order(StringComparer.Ordinal));
    }
}
