using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraGroupTests
{
    [Theory]
    [InlineData("security")]
    [InlineData("microsoft365")]
    public async Task A_group_is_created_with_its_people_changed_and_read_back(string kind)
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var bob = await tenant.UserAsync("bob");
        var create = tenant.NewGroup("team", ("kind", Text(kind)), ("description", Text("who builds")), ("visibility", Text("Private"))) with
        {
            Links = [tenant.Ends(Kind.Group, "members", ada, bob), tenant.Ends(Kind.Group, "owners", ada)],
        };
        var team = await tenant.MakeAsync(create);

        var snapshot = await tenant.ReadAsync();
        Assert.Equal(Text(kind), tenant.Cell(snapshot, Kind.Group, team, "kind"));
        Assert.Equal(Text("who builds"), tenant.Cell(snapshot, Kind.Group, team, "description"));
        Assert.Equal(Text("w/team;c"), tenant.Cell(snapshot, Kind.Group, team, "reconcilerOwner"));
        Assert.Equal(Text("w.team.0a1b2c3d"), tenant.Cell(snapshot, Kind.Group, team, "uniqueName"));
        Assert.Equal(["ada@contoso.com", "bob@contoso.com"], tenant.Names(snapshot, "members", team));
        Assert.Equal(["ada@contoso.com"], tenant.Names(snapshot, "owners", team));
        Assert.True(snapshot.CompletenessOf("members").IsProven);

        await tenant.ApplyAsync(tenant.Update(Kind.Group, team, ("description", AttributeValue.None), ("displayName", Text("Team")), ("classification", Text("low"))));
        var changed = await tenant.ReadAsync();
        Assert.Equal(AttributeValue.None, tenant.Cell(changed, Kind.Group, team, "description"));
        Assert.Equal(Text("Team"), tenant.Cell(changed, Kind.Group, team, "displayName"));
        Assert.Equal(Text("low"), tenant.Cell(changed, Kind.Group, team, "classification"));
    }

    [Fact]
    public async Task A_rule_comes_with_the_creation_and_can_come_and_go()
    {
        await using var tenant = await StartAsync();
        await tenant.UserAsync("ada", ("department", Text("Eng")));
        const string rule = "(user.department -eq \"Eng\")";
        var all = await tenant.GroupAsync("all", ("membershipRule", Text(rule)));
        var plain = await tenant.GroupAsync("plain");
        Assert.Equal(["ada@contoso.com"], tenant.Names(await tenant.ReadAsync(), "members", all));

        await tenant.ApplyAsync(tenant.Update(Kind.Group, plain, ("membershipRule", Text(rule))));
        Assert.Equal(Text(rule), tenant.Cell(await tenant.ReadAsync(), Kind.Group, plain, "membershipRule"));

        var clear = tenant.Update(Kind.Group, all, ("membershipRule", AttributeValue.None));
        await tenant.ApplyAsync(clear with { Cells = [clear.Cells[0] with { Before = Text(rule) }] });
        Assert.Equal(AttributeValue.None, tenant.Cell(await tenant.ReadAsync(), Kind.Group, all, "membershipRule"));
    }

    [Fact]
    public async Task Twenty_members_go_in_one_call_and_one_that_is_there_already_spoils_nothing()
    {
        await using var tenant = await StartAsync();
        var people = new List<Handle>();
        foreach (var some in Enumerable.Range(0, 20).Chunk(20))
        {
            var creates = some.Select(i => (Operation)tenant.NewUser($"u{i:00}")).ToImmutableArray();
            Assert.All(await tenant.ApplyAsync(creates), r => Assert.IsType<Outcome.Applied>(r.Outcome));
            people.AddRange(creates.Select(c => c.Object));
        }

        var team = await tenant.GroupAsync("team");
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "members", people[3]))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "members", people[3]))).Outcome);

        var all = await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "members", [.. people]));

        Assert.IsType<Outcome.Applied>(all.Outcome);
        Assert.Equal(20, tenant.Names(await tenant.ReadAsync(), "members", team).Length);
    }

    [Fact]
    public async Task Members_leave_one_by_one_and_nobody_is_deleted()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var inner = await tenant.GroupAsync("inner");
        var team = await tenant.GroupAsync("team");
        await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "members", ada, inner));

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Unlink(Kind.Group, team, "members", ada))).Outcome);
        tenant.Switches.MissingReferenceIsBadRequest = true;
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unlink(Kind.Group, team, "members", ada))).Outcome);
        tenant.Switches.MissingReferenceIsBadRequest = false;
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unlink(Kind.Group, team, "members", ada))).Outcome);

        var snapshot = await tenant.ReadAsync();
        Assert.Equal(["inner"], tenant.Names(snapshot, "members", team));
        Assert.False(snapshot[Kind.User].IsDeleted(snapshot[Kind.User].RowOf(tenant.Live(snapshot, ada))));
        Assert.All(tenant.Sent.Requests.Where(r => r.Method == "DELETE" && r.Path.Contains("/members", StringComparison.Ordinal)), r => Assert.EndsWith("/$ref", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Owners_come_singly_and_the_last_one_stays()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var team = await tenant.GroupAsync("team");

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "owners", ada))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Link(Kind.Group, team, "owners", ada))).Outcome);
        var last = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Unlink(Kind.Group, team, "owners", ada))).Outcome);

        Assert.Contains("another owner", last.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_whose_answer_was_lost_is_found_by_the_same_call()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var create = tenant.NewGroup("team") with { Links = [tenant.Ends(Kind.Group, "members", ada)] };
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "PATCH" && p.Contains("/groups(", StringComparison.Ordinal));

        Assert.IsType<Outcome.Unknown>((await tenant.ApplyAsync(create)).Outcome);
        await tenant.MakeAsync(create);
        await tenant.MakeAsync(create with { Links = [] });

        Assert.Equal(1, (await tenant.ReadAsync())[Kind.Group].Count);
    }

    [Fact]
    public async Task A_unique_name_that_another_group_bears_is_a_conflict()
    {
        await using var tenant = await StartAsync("""{"type":"user","id":"33333333-2222-3333-4444-555555555555","userPrincipalName":"ada@contoso.com"}""",
            $$"""{"type":"group","displayName":"Theirs","uniqueName":"w.team.0a1b2c3d","{{MarkProperty}}":"other/x;c","members":["33333333-2222-3333-4444-555555555555"]}""");
        var ada = tenant.Roster.Live(Kind.User, new RemoteId("33333333-2222-3333-4444-555555555555"));

        var result = await tenant.ApplyAsync(tenant.NewGroup("team") with { Links = [tenant.Ends(Kind.Group, "members", ada)] });

        Assert.Equal("uniqueNameTaken", Assert.IsType<Outcome.Conflict>(result.Outcome).Fault.Code);
        Assert.Null(result.CreatedId);
    }

    [Fact]
    public async Task A_group_is_deleted_restored_and_found_by_its_unique_name()
    {
        await using var tenant = await StartAsync();
        var team = await tenant.GroupAsync("team");
        await tenant.ApplyAsync(tenant.Delete(Kind.Group, team));
        var gone = await tenant.ReadAsync();
        Assert.True(gone[Kind.Group].IsDeleted(gone[Kind.Group].RowOf(tenant.Live(gone, team))));

        await tenant.ApplyAsync(tenant.Restore(Kind.Group, team));

        var found = await tenant.ReadAsync(new ReadScope.Find(Kind.Group, "uniqueName", "w.team.0a1b2c3d"));
        Assert.Equal(tenant.Roster.IdOf(team), found.Roster.IdOf(Assert.Single(found[Kind.Group].Rows)));
        Assert.True(found.CompletenessOf("group").IsProven);
    }

    [Fact]
    public async Task Hidden_membership_that_reads_as_empty_is_doubted()
    {
        await using var tenant = await StartAsync("""{"type":"group","id":"44444444-2222-3333-4444-555555555555","displayName":"H","groupTypes":["Unified"],"visibility":"HiddenMembership"}""");

        var snapshot = await tenant.ReadAsync();

        var hidden = snapshot.Roster.Find(new RemoteId("44444444-2222-3333-4444-555555555555")) ?? default;
        Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("members", hidden));
        Assert.True(snapshot.CompletenessOf("members").IsProven);
    }
}
