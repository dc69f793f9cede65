using Reconciler.Connectors.Entra;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraReadTests
{
    private static readonly string[] All = ["manager", "servicePrincipal", "directoryRoles"];

    [Fact]
    public async Task Two_and_a_half_thousand_people_are_read_to_the_end_by_reading_only()
    {
        var people = Enumerable.Range(0, 2500).Select(i => Person(i, i == 0 ? null : i / 10)).ToArray();
        var groups = Enumerable.Range(0, 60).Select(g =>
            $$"""{"type":"group","id":"{{Id(9000 + g)}}","displayName":"G{{g}}","members":[{{string.Join(',', Enumerable.Range(0, 40).Select(m => $"\"{Id((g * 40) + m)}\""))}}],"owners":["{{Id(g)}}"]}""");
        await using var tenant = await StartAsync([.. people, .. groups]);

        var snapshot = await tenant.ReadAsync(All);

        Assert.Equal(2500, snapshot[Kind.User].Count);
        Assert.Equal(60, snapshot[Kind.Group].Count);
        Assert.Equal(2400, snapshot.AllLinks.Where(l => l.Key.Link == "members").Sum(l => l.Value.Ends.Length));
        Assert.Equal(60, snapshot.AllLinks.Where(l => l.Key.Link == "owners").Sum(l => l.Value.Ends.Length));
        Assert.Equal(2499, snapshot.AllLinks.Where(l => l.Key.Link == "manager").Sum(l => l.Value.Ends.Length));
        Assert.All(snapshot.AllCompleteness, c => Assert.True(c.Value.IsProven, c.ToString()));
        Assert.Equal(["deleted group", "deleted user", "directoryRoles", "extension", "group", "manager", "members", "owners", "servicePrincipal", "user"],
            snapshot.AllCompleteness.Select(c => c.Key));
        var items = tenant.Sent.Requests.Where(r => r.Path != "/$batch").ToArray();
        Assert.All(items, r => Assert.Equal("GET", r.Method));
        Assert.Equal(items.Length, snapshot.Cost.Requests);

        // As many as the longest chain has pages: 13 of managers, all else travels with them.
        Assert.Equal(13, snapshot.Cost.Envelopes);
        Assert.True(snapshot.Cost.ResourceUnits >= snapshot.Cost.Requests / 2);
        Assert.Equal("p7@contoso.com", snapshot.Roster.NameOf(snapshot.Roster.Find(new RemoteId(Id(7))) ?? default));
        Assert.Equal(["contoso.com", "contoso.onmicrosoft.com"], snapshot.Facts.VerifiedDomains.ToArray());
        Assert.Equal(tenant.Emulator.TenantId.ToString(), snapshot.Facts.TenantId);
    }

    [Fact]
    public async Task Objects_are_read_by_batches_of_gets_and_a_missing_one_is_known_to_be()
    {
        await using var tenant = await StartAsync([.. Enumerable.Range(0, 45).Select(i => Person(i, null))]);

        var snapshot = await tenant.ReadAsync(new ReadScope.Objects(Kind.User, [.. Enumerable.Range(0, 50).Select(i => new RemoteId(Id(i)))]));

        Assert.Equal(45, snapshot[Kind.User].Count);
        Assert.True(snapshot.CompletenessOf("user").IsProven);
        Assert.Equal(3, tenant.Sent.Requests.Count(r => r.Path == "/$batch"));
        Assert.All(tenant.Sent.Requests.Where(r => r.Path != "/$batch"), r => Assert.Equal("GET", r.Method));
    }

    [Theory]
    [InlineData("userPrincipalName", "P3@contoso.com")]
    [InlineData("employeeId", "E'3")]
    [InlineData("reconcilerOwner", "w/p3;c")]
    public async Task One_person_is_found_by_a_value(string attribute, string value)
    {
        await using var tenant = await StartAsync(Person(3, null), Person(4, null));

        var found = await tenant.ReadAsync(new ReadScope.Find(Kind.User, attribute, value));

        Assert.Equal(Id(3), found.Roster.IdOf(Assert.Single(found[Kind.User].Rows))?.Value);
        Assert.Equal(0, (await tenant.ReadAsync(new ReadScope.Find(Kind.User, attribute, "nobody@contoso.com")))[Kind.User].Count);
    }

    [Fact]
    public async Task A_role_marks_its_holder_and_the_direct_members_of_a_group_that_holds_it()
    {
        const string role = "62e90394-69f5-4237-9190-012177145e10";
        await using var tenant = await StartAsync(Person(1, null), Person(2, null), Person(3, null),
            $$"""{"type":"group","id":"{{Id(900)}}","displayName":"Admins","isAssignableToRole":true,"visibility":"Private","members":["{{Id(2)}}"]}""",
            $$"""{"type":"roleDefinition","id":"{{role}}","displayName":"Global Administrator"}""",
            $$"""{"type":"roleAssignment","principalId":"{{Id(1)}}","roleDefinitionId":"{{role}}","directoryScopeId":"/"}""",
            $$"""{"type":"roleAssignment","principalId":"{{Id(900)}}","roleDefinitionId":"{{role}}","directoryScopeId":"/"}""");

        var snapshot = await tenant.ReadAsync(All);

        Assert.Equal(["Global Administrator", "Global Administrator", ""], Enumerable.Range(1, 3).Select(i => Roles(snapshot, i)));
        tenant.Switches.DeniedPaths = ["/roleManagement"];
        var denied = await tenant.ReadAsync(All);
        Assert.IsType<Completeness.Unproven>(denied.CompletenessOf("directoryRoles"));
        Assert.True(denied.CompletenessOf("user").IsProven);
    }

    [Fact]
    public async Task A_part_that_is_refused_is_unproven_and_the_rest_goes_on()
    {
        await using var tenant = await StartAsync(Person(1, null));
        tenant.Switches.DeniedPaths = ["/groups", "/directory/deletedItems", "/servicePrincipals"];

        var snapshot = await tenant.ReadAsync(All);

        Assert.All((string[])["group", "members", "owners", "deleted user", "deleted group", "servicePrincipal"],
            n => Assert.Contains("403", Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf(n)).Why, StringComparison.Ordinal));
        Assert.True(snapshot.CompletenessOf("user").IsProven);
    }

    [Fact]
    public async Task A_list_that_lost_its_end_is_betrayed_by_those_who_are_missing()
    {
        await using var tenant = await StartAsync([.. Enumerable.Range(0, 30).Select(i => Person(i, null))]);
        tenant.Switches.PageSize = 10;
        tenant.Switches.TruncateAfterPage = 2;

        var snapshot = await tenant.ReadAsync("manager");

        Assert.Equal(20, snapshot[Kind.User].Count);
        Assert.False(snapshot.CompletenessOf("user").IsProven);
    }

    [Fact]
    public async Task A_throttled_read_comes_to_its_end()
    {
        await using var tenant = await StartAsync([.. Enumerable.Range(0, 30).Select(i => Person(i, null))]);
        tenant.Switches.Arm(new Reconciler.Emulator.Faults.RequestFault
        {
            Matches = (_, p) => p.Contains("/users", StringComparison.Ordinal), Times = 3, Status = 429, Code = "TooManyRequests",
            Headers = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("Retry-After", "2.128"),
        });

        var snapshot = await tenant.ReadAsync();

        Assert.Equal(30, snapshot[Kind.User].Count);
        Assert.True(snapshot.CompletenessOf("user").IsProven);
        Assert.True(tenant.Time.Waits.Count(w => w > TimeSpan.FromSeconds(2)) >= 3);
    }

    [Fact]
    public async Task The_mark_s_extension_is_missing_created_and_then_read()
    {
        await using var tenant = await StartAsync(MarkPlace.InExtensionOf(App), withMark: false, Person(1, null).Replace($",\"{MarkProperty}\":\"w/p1;c\"", "", StringComparison.Ordinal));
        var before = await tenant.ReadAsync();
        Assert.Equal(0, before[Kind.Extension].Count);
        Assert.True(before.CompletenessOf("extension").IsProven);

        var create = tenant.Create(Kind.Extension, "reconcilerOwner", ("name", Text("reconcilerOwner"))) with { Phase = Phase.Prepare };
        await tenant.MakeAsync(create);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(create)).Outcome);
        var user = tenant.Roster.Live(Kind.User, new RemoteId(Id(1)));
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Update(Kind.User, user, ("reconcilerOwner", Text("w/p1"))))).Outcome);

        var after = await tenant.ReadAsync();
        Assert.Equal("reconcilerOwner", after.Pool[after[Kind.Extension].Cell(0, 0)].ToString());
        Assert.Equal(Text("w/p1"), tenant.Cell(after, Kind.User, user, "reconcilerOwner"));
        Assert.Equal(1, (await tenant.ReadAsync(new ReadScope.Find(Kind.Extension, "name", "reconcilerOwner")))[Kind.Extension].Count);
        Assert.Equal(0, (await tenant.ReadAsync(new ReadScope.Find(Kind.Extension, "name", "other")))[Kind.Extension].Count);
    }

    [Fact]
    public async Task Without_the_right_to_read_apps_the_mark_is_still_read()
    {
        await using var tenant = await StartAsync(Person(1, null));
        tenant.Switches.DeniedPaths = ["/applications"];

        var snapshot = await tenant.ReadAsync();

        Assert.False(snapshot.CompletenessOf("extension").IsProven);
        Assert.Equal("w/p1;c", snapshot.Pool[snapshot[Kind.User].Cell(0, snapshot[Kind.User].Schema.IndexOf("reconcilerOwner"))].ToString());
    }

    [Fact]
    public void The_reader_is_made_of_types_that_cannot_write()
    {
        var seen = new HashSet<Type>();
        Walk(typeof(EntraReader));
        Assert.DoesNotContain(seen, t => t.Name is "GraphWrite" or "GraphWriteClient" or "BatchLane" or "WriteSteps" or "EntraWriter");

        void Walk(Type type)
        {
            if (type.Assembly != typeof(EntraReader).Assembly || !seen.Add(type))
                return;
            const System.Reflection.BindingFlags everything = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public;
            foreach (var field in type.GetFields(everything))
                Walk(field.FieldType);
        }
    }

    private static string Roles(Snapshot snapshot, int person) =>
        snapshot.Pool[snapshot[Kind.User].Cell(snapshot.Roster.Find(new RemoteId(Id(person))) ?? default, "directoryRoles")].ToString();

    private static string Id(int number) => $"aaaaaaaa-0000-4000-8000-{number:000000000000}";

    private static string Person(int number, int? manager) =>
        $$"""{"type":"user","id":"{{Id(number)}}","userPrincipalName":"p{{number}}@contoso.com","employeeId":"E'{{number}}","{{MarkProperty}}":"w/p{{number}};c"{{(manager is { } m ? $",\"manager\":\"{Id(m)}\"" : "")}}}""";
}
