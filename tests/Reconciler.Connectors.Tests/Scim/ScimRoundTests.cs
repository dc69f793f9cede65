using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>The whole way of accounts and groups, against a server that keeps the RFCs.</summary>
public sealed class ScimRoundTests
{
    private static AttributeValue Text(string text) => ScimBench.Text(text);

    [Fact]
    public async Task An_account_is_made_read_changed_closed_opened_and_taken_away()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada", (ScimBench.WorkMail, Text("ada@contoso.com")), ("name.givenName", Text("Ada")), ("name.familyName", Text("Lovelace")),
            ("title", Text("Analyst")), (ScimBench.Department, Text("Engines")), ("roles", AttributeValue.OfTexts(["editor", "reader"])), ("password", new AttributeValue.Generated("password"))));
        var charles = await bench.MakeAsync(bench.NewUser("charles"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.User, ada, ScimBench.Manager, charles));

        var snapshot = await bench.ReadAsync();
        var id = bench.Roster.IdOf(ada)?.Value ?? "";
        Assert.Equal(2, snapshot[Kind.User].Count);
        Assert.True(snapshot.CompletenessOf("user").IsProven);
        Assert.Equal("ada@contoso.com", snapshot.Roster.NameOf(ScimBench.HandleOf(snapshot, id)));
        Assert.Equal("ada@contoso.com", ScimBench.Cell(snapshot, id, ScimBench.WorkMail).ToString());
        Assert.Equal("Lovelace", ScimBench.Cell(snapshot, id, "name.familyName").ToString());
        Assert.Equal("Engines", ScimBench.Cell(snapshot, id, ScimBench.Department).ToString());
        Assert.Equal("editor, reader", ScimBench.Cell(snapshot, id, "roles").ToString());
        Assert.Equal(AttributeValue.Flag.True, ScimBench.Cell(snapshot, id, "active"));
        Assert.Equal(["charles@contoso.com"], ScimBench.Names(snapshot, ScimBench.Manager, id));
        Assert.Null(snapshot.Facts.TenantId);

        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("title", Text("Countess")), ("name.familyName", Text("King")), (ScimBench.Department, Text("Poetry")),
            (ScimBench.WorkMail, Text("king@contoso.com")), ("roles", AttributeValue.OfTexts(["owner", "reader"]))));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.User, ada, ScimBench.Manager, charles));
        await bench.OutcomeAsync<Outcome.AlreadyDone>(bench.Unlink(Kind.User, ada, ScimBench.Manager, charles));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Disable(ada));
        snapshot = await bench.ReadAsync(new ReadScope.Objects(Kind.User, [new RemoteId(id), new RemoteId("gone")]));
        Assert.Equal(1, snapshot[Kind.User].Count);
        Assert.Equal("Countess", ScimBench.Cell(snapshot, id, "title").ToString());
        Assert.Equal("King", ScimBench.Cell(snapshot, id, "name.familyName").ToString());
        Assert.Equal("Ada", ScimBench.Cell(snapshot, id, "name.givenName").ToString());
        Assert.Equal("Poetry", ScimBench.Cell(snapshot, id, ScimBench.Department).ToString());
        Assert.Equal("king@contoso.com", ScimBench.Cell(snapshot, id, ScimBench.WorkMail).ToString());
        Assert.Equal("owner, reader", ScimBench.Cell(snapshot, id, "roles").ToString());
        Assert.Equal(AttributeValue.Flag.False, ScimBench.Cell(snapshot, id, "active"));
        Assert.Empty(snapshot.Links(ScimBench.Manager, ScimBench.HandleOf(snapshot, id)).Ends);

        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("active", AttributeValue.Of(true)), ("title", AttributeValue.None), (ScimBench.Department, AttributeValue.None),
            (ScimBench.WorkMail, AttributeValue.None), ("roles", AttributeValue.None), ("name.givenName", AttributeValue.None)));
        snapshot = await bench.ReadAsync();
        Assert.Equal(AttributeValue.Flag.True, ScimBench.Cell(snapshot, id, "active"));
        foreach (var name in (string[])["title", ScimBench.Department, ScimBench.WorkMail, "roles", "name.givenName"])
            Assert.Equal(AttributeValue.None, ScimBench.Cell(snapshot, id, name));
        Assert.Equal("King", ScimBench.Cell(snapshot, id, "name.familyName").ToString());

        await bench.OutcomeAsync<Outcome.Applied>(bench.Delete(Kind.User, ada));
        await bench.OutcomeAsync<Outcome.AlreadyDone>(bench.Delete(Kind.User, ada));
    }

    [Fact]
    public async Task Groups_bear_members_and_lose_only_those_that_are_named()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        Handle[] people = [await bench.MakeAsync(bench.NewUser("a")), await bench.MakeAsync(bench.NewUser("b")), await bench.MakeAsync(bench.NewUser("c")), await bench.MakeAsync(bench.NewUser("d"))];
        var team = await bench.MakeAsync(bench.NewGroup("Team", people[0], people[1]));
        var id = bench.Roster.IdOf(team)?.Value ?? "";
        Assert.Equal(["a@contoso.com", "b@contoso.com"], ScimBench.Names(await bench.ReadAsync(), "members", id));

        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", people[1], people[2], people[3]));
        await bench.OutcomeAsync<Outcome.AlreadyDone>(bench.Link(Kind.Group, team, "members", people[2]));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.Group, team, "members", people[0], people[3]));
        await bench.OutcomeAsync<Outcome.AlreadyDone>(bench.Unlink(Kind.Group, team, "members", people[0]));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(Kind.Group, team, ("displayName", Text("Crew"))));

        var snapshot = await bench.ReadAsync();
        Assert.Equal(["b@contoso.com", "c@contoso.com"], ScimBench.Names(snapshot, "members", id));
        Assert.Equal("Crew", snapshot.Roster.NameOf(ScimBench.HandleOf(snapshot, id)));
        Assert.True(snapshot.CompletenessOf("group").IsProven);
        Assert.True(snapshot.CompletenessOf("members").IsProven);
        Assert.DoesNotContain(wiki.Wire.Bodies("PATCH"), b => b.Contains("\"remove\"", StringComparison.Ordinal) && !b.Contains("value eq", StringComparison.Ordinal));

        await bench.OutcomeAsync<Outcome.Applied>(bench.Delete(Kind.Group, team));
        Assert.Equal(0, (await bench.ReadAsync())[Kind.Group].Count);
    }

    [Fact]
    public async Task Members_are_read_group_by_group_where_lists_hide_them()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.MembersInLists = false;
        var bench = wiki.Bench;
        var team = await bench.MakeAsync(bench.NewGroup("Team", await bench.MakeAsync(bench.NewUser("a"))));
        var snapshot = await bench.ReadAsync();
        Assert.Equal(["a@contoso.com"], ScimBench.Names(snapshot, "members", bench.Roster.IdOf(team)?.Value ?? ""));
        Assert.Equal("group by group", Assert.IsType<Completeness.Proven>(snapshot.CompletenessOf("members")).How);
    }

    [Theory]
    [InlineData(MemberReading.UserGroups)]
    [InlineData(MemberReading.FilterByUser)]
    [InlineData(MemberReading.FilterByPair)]
    public async Task Members_are_read_from_the_other_side(MemberReading form)
    {
        await using var wiki = await Wiki.StartAsync(ScimBench.Generic with { Members = new ScimProfile.MembersPart { Read = [form] } });
        var bench = wiki.Bench;
        var (a, b) = (await bench.MakeAsync(bench.NewUser("a")), await bench.MakeAsync(bench.NewUser("b")));
        var team = await bench.MakeAsync(bench.NewGroup("Team", a));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", b));
        var snapshot = await bench.ReadAsync();
        Assert.Equal(["a@contoso.com", "b@contoso.com"], ScimBench.Names(snapshot, "members", bench.Roster.IdOf(team)?.Value ?? ""));
        Assert.True(snapshot.CompletenessOf("members").IsProven);
    }

    [Fact]
    public async Task A_limit_of_shown_members_casts_doubt_and_unreadable_ones_are_told()
    {
        await using var wiki = await Wiki.StartAsync(ScimBench.Generic with { Members = new ScimProfile.MembersPart { TruncatedAt = 2 } });
        var bench = wiki.Bench;
        var team = await bench.MakeAsync(bench.NewGroup("Team", await bench.MakeAsync(bench.NewUser("a")), await bench.MakeAsync(bench.NewUser("b"))));
        var snapshot = await bench.ReadAsync();
        var handle = ScimBench.HandleOf(snapshot, bench.Roster.IdOf(team)?.Value ?? "");
        Assert.Contains("no more than 2", Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("members", handle)).Why, StringComparison.Ordinal);
        Assert.Equal(Extent.AtLeast, snapshot.Links("members", handle).Extent);

        var blind = new ScimBench(wiki.Emulator.ScimRoot("wiki"), ScimBench.Generic with { Members = new ScimProfile.MembersPart { Read = [] } });
        Assert.IsType<Completeness.Unproven>((await blind.ReadAsync()).CompletenessOf("members"));
    }

    [Fact]
    public async Task A_value_is_found_by_filter_and_its_absence_is_proven()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewUser("ada", (ScimBench.WorkMail, Text("ada@contoso.com"))));
        for (var i = 0; i < 5; i++)
            await bench.MakeAsync(bench.NewUser($"n{i}", (ScimBench.WorkMail, Text($"n{i}@contoso.com"))));

        foreach (var (attribute, value) in ((string, string)[])[("userName", "ADA@contoso.com"), ("externalId", "ext-ada"), (ScimBench.WorkMail, "ada@contoso.com")])
            Assert.Equal(1, (await bench.FindAsync(attribute, value))[Kind.User].Count);
        wiki.Wire.Sent.Clear();
        var absent = await bench.FindAsync("userName", "nobody@contoso.com");
        Assert.Equal(0, absent[Kind.User].Count);
        Assert.Equal("nothing by a filter that finds what is there", Assert.IsType<Completeness.Proven>(absent.CompletenessOf("user")).How);
        Assert.DoesNotContain(wiki.Wire.Sent, s => s.Path.Contains("startIndex", StringComparison.Ordinal) && s.Path.Contains("count=100", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_strict_dialect_believes_answers()
    {
        var strict = ScimBench.Generic with { Consistency = new ScimProfile.ConsistencyPart { ReadsBack = false, Settle = TimeSpan.Zero }, Filter = new ScimProfile.FilterPart { IgnoresCase = true, TrustsNoMatch = true } };
        await using var wiki = await Wiki.StartAsync(strict);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada", ("title", Text("Analyst"))));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("title", Text("Countess"))));
        Assert.DoesNotContain(wiki.Wire.Sent, s => s.Method == "GET" && s.Path.Contains("/Users/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_without_groups_is_read_without_them()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.GroupsEnabled = false;
        var bench = new ScimBench(wiki.Emulator.ScimRoot("wiki"), groups: false);
        await bench.MakeAsync(bench.NewUser("ada"));
        var snapshot = await bench.ReadAsync();
        Assert.Equal(1, snapshot[Kind.User].Count);
        Assert.Null(snapshot.Schema.Find(Kind.Group));
    }
}
