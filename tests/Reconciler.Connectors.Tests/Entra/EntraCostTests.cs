using System.Collections.Immutable;
using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>What a plan is expected to take, held against what an apply over real HTTP sends and the emulator meters by its own code.</summary>
public sealed class EntraCostTests
{
    [Theory]
    [InlineData("/users", 2)]
    [InlineData("/users?$select=id&$top=999", 1)]
    [InlineData("/users?%24select=id", 1)]
    [InlineData("/users(userPrincipalName='x')?$select=id", 1)]
    [InlineData("/groups/delta?$select=members", 1)]
    [InlineData("/groups/1/members?$select=id&$top=999", 2)]
    [InlineData("/groups/1/members", 3)]
    [InlineData("/groups/1/transitiveMembers?$expand=x", 6)]
    [InlineData("/groups?$expand=members&$top=5", 1)]
    [InlineData("/applications(appId='x')", 2)]
    [InlineData("/applications/1/extensionProperties", 2)]
    [InlineData("/servicePrincipals/1/appRoleAssignments", 2)]
    [InlineData("/servicePrincipals/1/appRoleAssignedTo?$select=id&$top=999", 1)]
    [InlineData("/organization", 1)]
    [InlineData("/subscribedSkus", 3)]
    public void Reads_cost_what_is_published(string path, int units) => Assert.Equal(new Price(1, units, 0), GraphPrices.OfRead(path));

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(3, 1, 2)]
    [InlineData(4, 2, 3)]
    [InlineData(20, 7, 8)]
    public void Ends_bound_at_once_are_metered_by_three(int ends, int bound, int born) =>
        Assert.Equal((bound, born), (GraphPrices.WritesOfBind(ends), GraphPrices.WritesOfCreation(ends)));

    [Fact]
    public async Task Creations_of_every_kind_take_what_was_expected()
    {
        await using var tenant = await StartAsync();
        var people = Enumerable.Range(0, 43).Select(i => tenant.NewUser($"p{i}")).ToArray();
        var guest = tenant.Create(Kind.User, "alan", ("mail", Text("alan@example.org")), ("displayName", Text("Alan")), ("userType", Text("Guest")),
            ("reconcilerOwner", Text("w/alan;c")), ("mobilePhone", Text("+1")));
        var group = tenant.NewGroup("g");
        group = group with { Links = [tenant.Ends(Kind.Group, "owners", people[0].Object), tenant.Ends(Kind.Group, "members", [.. people.Take(19).Select(p => p.Object)])] };
        var desk = tenant.Create(Kind.Application, "Desk", ("displayName", Text("Desk")), ("template", Text("non-gallery")));
        var roles = AttributeValue.OfTable([KeyValuePair.Create("Agent", "Agents")]);

        await CheckAsync(tenant,
        [
            .. people, guest, Later(group), desk,
            tenant.Change(desk.Object, "roles", ("roles", AttributeValue.None, roles)) with { Needs = [desk.Id], Rank = 9 },
            tenant.Change(desk.Object, "servicePrincipal", ("mark", AttributeValue.None, Text("w/desk;c"))) with { Needs = [desk.Id], Rank = 9 },
            tenant.Assign(desk.Object, people[1].Object, "Agent"), tenant.Assign(desk.Object, people[2].Object, "User"),
            tenant.Link(Kind.Group, group.Object, "members", [.. people.Skip(19).Take(20).Select(p => p.Object)]),
            tenant.Link(Kind.User, people[3].Object, "manager", people[4].Object),
        ]);

        static Operation Later(Operation.Create group) => group with { Rank = 2 };
    }

    [Fact]
    public async Task Changes_of_every_kind_take_what_was_expected()
    {
        await using var tenant = await StartAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => tenant.UserAsync($"p{i}")));
        var group = await tenant.GroupAsync("g");
        var gone = await tenant.GroupAsync("gone");
        await tenant.ApplyAsync(tenant.Link(Kind.Group, group, "members", people[25], people[26]));
        await tenant.ApplyAsync(tenant.Link(Kind.User, people[27], "manager", people[28]));
        await tenant.ApplyAsync(tenant.Delete(Kind.User, people[29]));

        await CheckAsync(tenant,
        [
            Open(tenant.Disable(people[0], revoke: true)), Open(tenant.Disable(people[1], revoke: false)),
            .. people.Skip(2).Take(21).Select(p => tenant.Update(Kind.User, p, ("department", Text("Legal")))),
            tenant.Update(Kind.User, people[23], ("employeeOrgData.division", Text("North"))),
            tenant.Update(Kind.Group, group, ("description", Text("now"))) with { Rank = 2 },
            tenant.Restore(Kind.User, people[29]) with { Rank = 3 },
            tenant.Link(Kind.Group, group, "members", people[2], people[3], people[4], people[5]),
            tenant.Link(Kind.Group, group, "owners", people[2]),
            tenant.Link(Kind.User, people[2], "manager", people[3]),
            tenant.Unlink(Kind.Group, group, "members", people[25]),
            tenant.Unlink(Kind.User, people[27], "manager", people[28]),
            tenant.Delete(Kind.Group, gone), tenant.Delete(Kind.User, people[24]),
        ]);

        static Operation Open(Operation.Disable disable) => disable with
        {
            Cells = [.. disable.Cells.Select(c => c.Attribute.Name == "accountEnabled" ? c with { Before = AttributeValue.Of(true) } : c)],
        };
    }

    [Fact]
    public async Task A_thousand_members_are_added_at_a_third_of_a_write_each()
    {
        await using var tenant = await StartAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => tenant.UserAsync($"p{i}")));
        var groups = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => tenant.GroupAsync($"g{i}")));

        var expected = await CheckAsync(tenant, [.. groups.SelectMany(g => people.Chunk(20).Select(p => tenant.Link(Kind.Group, g, "members", p)))]);

        Assert.Equal(new Price(50, 50, 350), expected.Price);
    }

    /// <summary>3,500 writes where 3,000 are allowed in 150 seconds: a server on loopback says so itself, towards Graph we know it before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_over_the_published_limits_waits_and_is_refused_only_where_it_did_not_know_them(bool known)
    {
        var time = new FastTime(TimeSpan.FromMinutes(10));
        var options = new EmulatorOptions { Domains = ["contoso.com"], Clock = time };
        options.Switches.PublishedLimits = true;
        await using var emulator = await DirectoryEmulator.StartAsync(options, default);
        var connection = ConnectorCatalog.Connect(emulator.GraphRoot, "token", MarkPlace.InAttribute("extensionAttribute1"), time, new CountedRandomness()) with
        {
            Policy = WirePolicy.Default with { Timeout = TimeSpan.FromHours(1) },
        };
        if (known)
            connection.Budget.Limit(EntraTariff.QuotaOf(100));
        var schema = ConnectorCatalog.EntraReader(connection).Descriptor.Schema;
        var roster = new Roster(TargetName.Directory);
        var made = new List<Operation>();
        var people = Enumerable.Range(0, 100).Select(i => Make(Kind.User, $"p{i}", ("userPrincipalName", $"p{i}@contoso.com"))).ToArray();
        var groups = Enumerable.Range(0, 100).Select(i => Make(Kind.Group, $"g{i}", ("uniqueName", $"w.g{i}"))).ToArray();
        var members = schema[Kind.Group].FindLink("members") ?? throw new KeyNotFoundException("members");
        var plan = Plan([.. made]);
        await LoopOf(plan).RunAsync(default);
        time.Pass(TimeSpan.FromMinutes(10));
        var (before, start) = (emulator.Metered.Writes, time.GetUtcNow());

        plan = Plan([.. groups.SelectMany(g => people.Chunk(20).Select((p, i) =>
            new Operation.Link(new OperationId($"{g.Index}-{i}"), g, Kind.Group, Phase.Link, new LinkEnds(members, [.. p.Select(e => new LinkEnd(e))])) { Name = "link" }))]);
        var loop = LoopOf(plan);
        var records = await loop.RunAsync(default);

        Assert.All(records, r => Assert.True(r.Outcome is Outcome.Applied, r.Outcome.ToString()));
        Assert.Equal(known, loop.Throttled == 0);
        var expected = Expectation.Of(plan, ConnectorCatalog.EntraReader(connection).Descriptor);
        Assert.Equal((3_500, Metered.Writes), (expected.Price.Writes, expected.BoundBy));
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, 140, 200);
        Assert.InRange(loop.Traffic.Waited.TotalSeconds, 140, 200);
        Assert.InRange(expected.Time.TotalSeconds, 140, 200);
        if (known)
            Assert.Equal(3_500, emulator.Metered.Writes - before);

        Handle Make(Kind kind, string name, (string Name, string Value) unique)
        {
            var handle = roster.Declared(new ResourceKey(kind, name));
            CellChange[] cells = [.. new (string Name, AttributeValue Value)[] { (unique.Name, Text(unique.Value)), ("displayName", Text(name)), ("mailNickname", Text(name)) }
                .Concat(kind == Kind.User ? [("accountEnabled", AttributeValue.Of(true)), ("password", new AttributeValue.Generated("password"))] : [])
                .Select(c => new CellChange(schema[kind].Find(c.Name) ?? throw new KeyNotFoundException(c.Name), AttributeValue.None, c.Value, new Cause.Derived("test", SourceSpan.None)))];
            made.Add(new Operation.Create(new OperationId(name), handle, kind, Phase.Establish, [.. cells], []) { Name = name });
            return handle;
        }

        TargetPlan Plan(ImmutableArray<Operation> operations) =>
            new(TargetName.Directory, new Snapshot(roster, new ValuePool(), schema, time.GetUtcNow()), [], operations);

        ApplyLoop LoopOf(TargetPlan plan) => new(plan, "w",
            new ApplyTools(ConnectorCatalog.EntraWriter(connection), ConnectorCatalog.EntraReader(connection), new NoJournal(), time, new CountedRandomness()));
    }

    private static async Task<Expectation> CheckAsync(EntraTenant tenant, Operation[] operations)
    {
        ImmutableArray<Operation> ordered = [.. operations.OrderBy(o => o.Phase).ThenBy(o => o.Rank)];
        var snapshot = await tenant.Reader.ReadAsync(new ReadRequest(new ReadScope.Everything([]), tenant.Roster, tenant.Pool), default);
        var plan = new TargetPlan(TargetName.Directory, snapshot, [], ordered);
        var expected = Expectation.Of(plan, tenant.Writer.Descriptor);
        var sentBefore = tenant.Sent.Requests.Count;
        var before = tenant.Emulator.Metered;

        var loop = new ApplyLoop(plan, "w",
            new ApplyTools(ConnectorCatalog.EntraWriter(tenant.Connection), tenant.Reader, new NoJournal(), tenant.Time, new CountedRandomness()));
        var records = await loop.RunAsync(default);

        Assert.All(records, r => Assert.True(r.Outcome is Outcome.Applied, $"{r.Operation.Name}: {r.Outcome}"));
        var sent = tenant.Sent.Requests.Skip(sentBefore).ToArray();
        Assert.Equal(sent.Count(s => s.Path != "/$batch"), loop.Traffic.Price.Requests);
        Assert.Equal(expected.Price, loop.Traffic.Price);
        Assert.Equal(expected.Envelopes, loop.Traffic.Envelopes);
        Assert.Equal((before.Units + expected.Price.Units, before.Writes + expected.Price.Writes), tenant.Emulator.Metered);
        return expected;
    }

    private sealed class NoJournal : IJournal
    {
        public void Intend(ImmutableArray<Core.Reconciliation.Intent> intents)
        {
        }

        public void Ended(ImmutableArray<OperationRecord> records)
        {
        }
    }
}
