using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimFilterTests
{
    private static async Task<ScimTenant> People()
    {
        var scim = await StartAsync();
        await scim.NewUser("Olga", ("externalId", "X1"), ("title", "Boss"), ("active", true), ("name", new { familyName = "Employee", givenName = "O" }),
            ("emails", new object[] { new { value = "olga@example.com", type = "work", primary = true }, new { value = "o@home.org", type = "home" } }),
            (Enterprise, new { employeeNumber = "100", manager = new { value = "m1" } }));
        scim.Clock.Advance(TimeSpan.FromHours(1));
        await scim.NewUser("bob", ("externalId", "x1"), ("active", false), ("name", new { familyName = "Smith" }), ("emails", new[] { new { value = "bob@example.com", type = "home" } }));
        scim.Clock.Advance(TimeSpan.FromHours(1));
        await scim.NewUser("carl \"q\"", ("title", "boss of bosses"), (Enterprise, new { employeeNumber = "200" }));
        return scim;
    }

    [Theory]
    [InlineData("userName eq \"OLGA\"", "Olga")]
    [InlineData("USERNAME Eq \"olga\"", "Olga")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"olga\"", "Olga")]
    [InlineData("userName eq \"carl \\\"q\\\"\"", "carl \"q\"")]
    [InlineData("externalId eq \"X1\"", "Olga")]
    [InlineData("externalId eq \"x1\"", "bob")]
    [InlineData("title co \"BOSS\"", "Olga,carl \"q\"")]
    [InlineData("title sw \"boss of\"", "carl \"q\"")]
    [InlineData("userName ew \"b\"", "bob")]
    [InlineData("title pr", "Olga,carl \"q\"")]
    [InlineData("not (title pr)", "bob")]
    [InlineData("title eq null", "bob")]
    [InlineData("title ne null", "Olga,carl \"q\"")]
    [InlineData("title ne \"Boss\"", "bob,carl \"q\"")]
    [InlineData("userName gt \"bob\"", "Olga,carl \"q\"")]
    [InlineData("userName ge \"bob\" and userName lt \"d\"", "bob,carl \"q\"")]
    [InlineData("userName le \"bob\"", "bob")]
    [InlineData("active eq true", "Olga,carl \"q\"")]
    [InlineData("active eq False", "bob")]
    [InlineData("active eq \"False\"", "bob")]
    [InlineData("active ne false", "Olga,carl \"q\"")]
    [InlineData("name.familyName eq \"smith\"", "bob")]
    [InlineData("name pr", "Olga,bob")]
    [InlineData("emails eq \"bob@example.com\"", "bob")]
    [InlineData("emails co \"example\"", "Olga,bob")]
    [InlineData("emails.value ew \".org\"", "Olga")]
    [InlineData("emails.type eq \"home\" and emails.value co \"olga\"", "Olga")]
    [InlineData("emails[type eq \"home\" and value co \"olga\"]", "")]
    [InlineData("emails[type eq \"home\" and not (value co \"bob\")]", "Olga")]
    [InlineData("emails[type eq \"work\"].value eq \"OLGA@example.com\"", "Olga")]
    [InlineData("emails[primary eq true]", "Olga")]
    [InlineData("emails pr and title pr", "Olga")]
    [InlineData("title pr and emails pr or userName eq \"bob\"", "Olga,bob")]
    [InlineData("title pr and (emails pr or userName eq \"bob\")", "Olga")]
    [InlineData("userName eq \"bob\" or title pr and emails pr", "Olga,bob")]
    [InlineData("not (userName eq \"bob\" or userName eq \"olga\")", "carl \"q\"")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber eq \"200\"", "carl \"q\"")]
    [InlineData("URN:ietf:params:scim:schemas:extension:enterprise:2.0:user:Manager.Value eq \"m1\"", "Olga")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr", "Olga,carl \"q\"")]
    [InlineData("schemas eq \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"", "Olga,carl \"q\"")]
    [InlineData("meta.created gt \"2026-05-14T09:30:00Z\"", "bob,carl \"q\"")]
    [InlineData("meta.lastModified ge \"2026-05-14T12:21:43+02:00\"", "bob,carl \"q\"")]
    [InlineData("meta.resourceType eq \"User\" and meta.created lt \"2026-05-14T10:00:00Z\"", "Olga")]
    // Without quotes, and names in any case, as a public collection asks.
    [InlineData("name.FamilyName eq Employee and (emails.Value co example.com or emails.Value co example.org)", "Olga")]
    [InlineData("userName sw O", "Olga")]
    [InlineData("meta.Created gt 2026-05-14T09:30:00Z", "bob,carl \"q\"")]
    [InlineData("(ActiVe eq true) and meta.lastmodified ge \"2026-05-14T11:00:00Z\"", "carl \"q\"")]
    [InlineData("userName eq \"nobody\"", "")]
    public async Task A_filter_finds(string filter, string found)
    {
        await using var scim = await People();
        Assert.Equal(found, string.Join(',', await scim.Found("Users", filter)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("userName")]
    [InlineData("userName eq")]
    [InlineData("userName ssw \"x\"")]
    [InlineData("userName eq \"x")]
    [InlineData("userName eq \"x\" and")]
    [InlineData("userName eq \"x\" nor title pr")]
    [InlineData("userName eq or title pr")]
    [InlineData("(userName eq \"x\"")]
    [InlineData("userName eq \"x\")")]
    [InlineData("emails[type eq \"x\"")]
    [InlineData("emails[kind eq \"x\"]")]
    [InlineData("not userName eq \"x\"")]
    [InlineData("shoeSize eq \"7\"")]
    [InlineData("name eq \"x\"")]
    [InlineData("name.shoe eq \"x\"")]
    [InlineData("active gt true")]
    [InlineData("active eq 7")]
    [InlineData("meta.created co \"2026\"")]
    [InlineData("meta.created gt \"yesterday\"")]
    [InlineData("password eq \"x\"")]
    [InlineData("userName gt null")]
    [InlineData("urn:example:unknown:User:x eq \"x\"")]
    public async Task A_wrong_filter_is_refused(string filter)
    {
        await using var scim = await People();
        (await scim.Filter("Users", filter)).Fails(400, "invalidFilter");
        (await scim.Post("Users/.search", new { schemas = new[] { Search }, filter })).Fails(400, "invalidFilter");
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_not_followed()
    {
        await using var scim = await StartAsync();
        (await scim.Post(".search", new { schemas = new[] { Search }, filter = new string('(', 20_000) })).Fails(400, "invalidFilter");
    }

    [Fact]
    public async Task The_root_is_searched_over_all_types()
    {
        await using var scim = await People();
        await scim.NewGroup("Doors");
        Assert.Equal(4, (await scim.Get("")).Is(200).Total());
        Assert.Equal(1, (await scim.Filter("", "displayName eq \"doors\"")).Is(200).Total());
        Assert.Equal(3, (await scim.Post(".search", new { schemas = new[] { Search }, filter = "userName pr", count = 1 })).Is(200).Total());
        (await scim.Filter("Groups", "userName pr")).Fails(400, "invalidFilter");
    }

    /// <summary>Random filters over random people against an evaluator that knows nothing of the server's.</summary>
    [Fact]
    public async Task Random_filters_find_what_a_naive_reading_finds()
    {
        await using var scim = await StartAsync();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var people = Enumerable.Range(0, 40).Select(i => new NaivePerson(i, random)).ToList();
        foreach (var person in people)
            await scim.NewUser(person.UserName, [.. person.Body()]);
        for (var round = 0; round < 300; round++)
        {
            var (filter, test) = NaiveFilter.Random(random, 3);
            var found = await scim.Filter("Users", filter, "&count=1000&attributes=userName");
            Assert.True(found.Status == 200, $"seed {seed}: {filter}: {found.Text}");
            var expected = people.Where(test).Select(p => p.UserName).ToArray();
            var actual = found.Resources().Select(r => r.Text("userName")!).ToArray();
            Assert.True(expected.SequenceEqual(actual), $"seed {seed}: {filter} found {string.Join(',', actual)} instead of {string.Join(',', expected)}");
        }
    }
}
