using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraApplicationTests
{
    private const string AppId = "6f2f3d6e-8c1b-4f39-9f77-0d3f5f0f5b11";
    private const string Principal = "77777777-0000-4000-8000-000000000001";
    private const string Registration = "77777777-0000-4000-8000-000000000002";

    private static readonly string[] s_tickets =
    [
        $$"""{"type":"application","id":"{{Registration}}","appId":"{{AppId}}","displayName":"Tickets","appRoles":[{"id":"77777777-0000-4000-8000-00000000000a","value":"Theirs","description":"of theirs"},{"id":"77777777-0000-4000-8000-00000000000b","displayName":"User"},{"id":"77777777-0000-4000-8000-00000000000c","value":"Gone","isEnabled":false}]}""",
        $$"""{"type":"servicePrincipal","id":"{{Principal}}","appId":"{{AppId}}","displayName":"Tickets","tags":["HideApp","reconciler:w/tickets;c"]}""",
    ];

    private static AttributeValue Table(params (string, string)[] rows) => AttributeValue.OfTable(rows.Select(r => KeyValuePair.Create(r.Item1, r.Item2)));

    private static AttributeValue Texts(params string[] texts) => AttributeValue.OfTexts(texts);

    private static Operation.Create New(EntraTenant tenant, string name) => tenant.Create(Kind.Application, name, ("displayName", Text(name)), ("template", Text("non-gallery")));

    private static Task<Snapshot> Read(EntraTenant tenant, params ApplicationQuery[] queries) => tenant.ReadAsync(new ReadScope.Everything([]) { Applications = [.. queries] });

    private static Handle Known(EntraTenant tenant) => tenant.Roster.Live(Kind.Application, new RemoteId(Principal));

    private static async Task Done(EntraTenant tenant, Operation operation)
    {
        var result = await tenant.ApplyAsync(operation);
        Assert.True(result.Outcome is Outcome.Applied, result.ToString());
    }

    private static int Count(EntraTenant tenant, string method, string part) =>
        tenant.Sent.Requests.Count(r => r.Method == method && r.Path.Contains(part, StringComparison.Ordinal));

    [Fact]
    public async Task An_application_is_made_marked_given_roles_and_read_back()
    {
        await using var tenant = await StartAsync();
        var desk = await tenant.MakeAsync(New(tenant, "Desk"));
        await Done(tenant, tenant.Change(desk, "servicePrincipal", ("mark", AttributeValue.None, Text("w/desk;c")), ("assignmentRequired", Text("x"), AttributeValue.Of(false))));
        await Done(tenant, tenant.Change(desk, "roles", ("roles", AttributeValue.None, Table(("Agent", "Agents"), ("Boss", "The boss"))), ("roleDescriptions", AttributeValue.None, Table(("Boss", "decides")))));
        await Done(tenant, tenant.Change(desk, "application", ("displayName", Text("Desk"), Text("Help desk"))));

        foreach (var query in (ApplicationQuery[])[new() { Mark = "W/desk" }, new() { DisplayName = "help DESK" }, new() { Id = tenant.Roster.IdOf(desk)?.Value }])
        {
            var snapshot = await Read(tenant, query);
            AttributeValue Cell(string attribute) => tenant.Cell(snapshot, Kind.Application, desk, attribute);
            Assert.True(snapshot.CompletenessOf("application").IsProven);
            Assert.True(snapshot.CompletenessOf("assignments").IsProven);
            Assert.Equal(Text("Help desk"), Cell("displayName"));
            Assert.Equal(Text("non-gallery"), Cell("template"));
            Assert.Equal(Text("w/desk;c"), Cell("mark"));
            Assert.Equal(AttributeValue.Of(false), Cell("assignmentRequired"));
            Assert.Equal(Table(("Agent", "Agents"), ("Boss", "The boss")), Cell("roles"));
            Assert.Equal(Table(("Boss", "decides")), Cell("roleDescriptions"));
            Assert.Equal(AttributeValue.None, Cell("otherRoles"));
            Assert.Equal(Texts("User", "msiam_access"), Cell("unnamedRoles"));
            Assert.Equal(Text("Application"), Cell("principalType"));
        }
    }

    [Fact]
    public async Task What_was_just_made_is_waited_for()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.ReplicationLag = TimeSpan.FromHours(1);
        var desk = await tenant.MakeAsync(New(tenant, "Desk"));
        ImmutableArray<Operation> early =
        [
            tenant.Change(desk, "servicePrincipal", ("mark", AttributeValue.None, Text("w/desk;c"))),
            tenant.Change(desk, "roles", ("roles", AttributeValue.None, Table(("Agent", "Agents")))),
            tenant.Change(desk, "application", ("displayName", Text("Desk"), Text("Help desk"))),
            tenant.Assign(desk, ada, "User"),
        ];

        foreach (var operation in early)
            Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(operation)).Outcome);
    }

    [Fact]
    public async Task An_application_whose_answer_was_lost_is_not_made_again()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "POST" && p.Contains("/instantiate", StringComparison.Ordinal));

        var desk = New(tenant, "Desk");
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(desk)).Outcome);
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(desk)).Outcome);
        tenant.Switches.FailNext(1, (m, p) => p.Contains("/instantiate", StringComparison.Ordinal), 503, "ServiceUnavailable", "later");
        var other = New(tenant, "Other");
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(other)).Outcome);
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(other)).Outcome);

        Assert.Equal(2, Count(tenant, "POST", "/instantiate"));
        Assert.Equal(1, (await Read(tenant, new ApplicationQuery { DisplayName = "Desk" }))[Kind.Application].Count);
    }

    [Fact]
    public async Task A_creation_carries_its_name_and_nothing_that_has_to_wait()
    {
        await using var tenant = await StartAsync();
        var create = tenant.Create(Kind.Application, "Desk", ("displayName", Text("Desk")), ("assignmentRequired", AttributeValue.Of(true)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.ApplyAsync(create));

        Assert.Equal(0, Count(tenant, "POST", "/instantiate"));
    }

    [Fact]
    public async Task A_mark_keeps_the_tags_of_others()
    {
        await using var tenant = await StartAsync(s_tickets);
        await Done(tenant, tenant.Change(Known(tenant), "servicePrincipal", ("mark", Text("w/tickets;c"), Text("w/desk"))));
        Assert.Contains("\"tags\":[\"HideApp\",\"reconciler:w/desk\"]", tenant.Sent.Requests.Single(r => r.Method == "PATCH").Body, StringComparison.Ordinal);
        await Done(tenant, tenant.Change(Known(tenant), "servicePrincipal", ("mark", Text("w/desk"), AttributeValue.None)));
        Assert.Equal(AttributeValue.None, tenant.Cell(await Read(tenant, new ApplicationQuery { AppId = AppId.ToUpperInvariant() }), Kind.Application, Known(tenant), "mark"));
    }

    [Fact]
    public async Task Our_roles_come_change_and_go_in_two_steps_and_those_of_others_stay()
    {
        await using var tenant = await StartAsync(s_tickets);
        var before = await Roles(tenant);
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Agent", "Agents"), ("Boss", "The boss")))));
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roleDescriptions", AttributeValue.None, Table(("Boss", "decides")))));
        var patches = Count(tenant, "PATCH", "/applications/");

        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", Table(("Agent", "Agents"), ("Boss", "The boss")), Table(("Boss", "Head")))));

        Assert.Equal(2, Count(tenant, "PATCH", "/applications/") - patches);
        var after = await Roles(tenant);
        Assert.Equal(before.Select(r => r.ToString()), after[..3].Select(r => r.ToString()));
        Assert.Equal(("Boss", "Head", "decides"), (after[3].GetProperty("value").GetString(), after[3].GetProperty("displayName").GetString(), after[3].GetProperty("description").GetString()));
        Assert.Equal(4, after.Length);
        var snapshot = await Read(tenant, new ApplicationQuery { Id = Principal });
        Assert.Equal(Table(("Boss", "Head")), tenant.Cell(snapshot, Kind.Application, Known(tenant), "roles"));
        Assert.Equal(Texts("Theirs"), tenant.Cell(snapshot, Kind.Application, Known(tenant), "otherRoles"));
        Assert.Equal(Texts("User"), tenant.Cell(snapshot, Kind.Application, Known(tenant), "unnamedRoles"));
        // The same again changes nothing and sends nothing.
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Boss", "Head")))))).Outcome);
    }

    [Fact]
    public async Task A_removal_that_broke_off_is_seen_and_finished()
    {
        await using var tenant = await StartAsync(s_tickets);
        var both = Table(("Agent", "Agents"), ("Boss", "Boss"));
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, both)));
        var seen = 0;
        tenant.Switches.FailNext(1, (m, p) => m == "PATCH" && p.Contains("/applications/", StringComparison.Ordinal) && seen++ == 1, 403, "Authorization_RequestDenied", "no");
        var remove = tenant.Change(Known(tenant), "roles", ("roles", both, Table(("Boss", "Boss"))));

        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(remove)).Outcome);

        Assert.Contains("Application.ReadWrite.OwnedBy", failed.Fault.Advice, StringComparison.Ordinal);
        var half = Table(("Agent", "Agents (disabled)"), ("Boss", "Boss"));
        Assert.Equal(half, tenant.Cell(await Read(tenant, new ApplicationQuery { Id = Principal }), Kind.Application, Known(tenant), "roles"));
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", half, both)));
        Assert.Equal(both, tenant.Cell(await Read(tenant, new ApplicationQuery { Id = Principal }), Kind.Application, Known(tenant), "roles"));
        await Done(tenant, remove);
        Assert.Equal(4, (await Roles(tenant)).Length);
    }

    [Fact]
    public async Task A_role_of_others_is_not_overwritten_and_one_nobody_named_not_removed()
    {
        await using var tenant = await StartAsync(s_tickets);
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Agent", "Agents")))));

        var taken = Assert.IsType<Outcome.Conflict>((await tenant.ApplyAsync(tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Theirs", "Ours")))))).Outcome);

        Assert.Contains("Theirs", taken.Fault.Message, StringComparison.Ordinal);
        // Planned before the agents came: they are not among what stood there.
        await Done(tenant, tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Boss", "Boss")))));
        Assert.Equal(5, (await Roles(tenant)).Length);
    }

    [Fact]
    public async Task An_application_of_another_tenant_keeps_its_roles()
    {
        await using var tenant = await StartAsync($$"""{"type":"servicePrincipal","id":"{{Principal}}","appId":"{{AppId}}","displayName":"Tickets"}""");

        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Change(Known(tenant), "roles", ("roles", AttributeValue.None, Table(("Agent", "Agents")))))).Outcome);

        Assert.Contains("another tenant", failed.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_query_nothing_of_applications_is_asked()
    {
        await using var tenant = await StartAsync(s_tickets);
        var snapshot = await tenant.ReadAsync();
        Assert.Equal(0, Count(tenant, "GET", "/servicePrincipals"));
        Assert.IsType<Completeness.NotRead>(snapshot.CompletenessOf("application"));
        Assert.IsType<Completeness.NotRead>(snapshot.CompletenessOf("assignments"));
    }

    [Fact]
    public async Task The_cost_follows_the_pages_and_the_asked_ones_alone()
    {
        await using var tenant = await StartAsync([.. s_tickets, .. Enumerable.Range(0, 2100).Select(n => $$"""{"type":"servicePrincipal","displayName":"other {{n}}"}""")]);
        await Read(tenant, new ApplicationQuery { AppId = AppId }, new ApplicationQuery { DisplayName = "other 7" });
        Assert.Equal(3, Count(tenant, "GET", "/servicePrincipals?"));
        Assert.Equal(4, Count(tenant, "GET", "/servicePrincipals/"));
        Assert.Equal(0, Count(tenant, "GET", "/applications?"));
    }

    [Fact]
    public async Task A_list_that_is_refused_or_broken_off_is_not_proven()
    {
        await using var tenant = await StartAsync([.. s_tickets, .. Enumerable.Range(0, 1100).Select(n => $$"""{"type":"servicePrincipal","displayName":"other {{n}}"}""")]);
        tenant.Switches.TruncateAfterPage = null;
        tenant.Switches.DeniedPaths = ["/servicePrincipals"];
        var refused = await Read(tenant, new ApplicationQuery { AppId = AppId });
        Assert.Contains("Application.Read.All", Assert.IsType<Completeness.Unproven>(refused.CompletenessOf("application")).Why, StringComparison.Ordinal);
        Assert.False(refused.CompletenessOf("assignments").IsProven);
        tenant.Switches.DeniedPaths = [];
        tenant.Switches.FailNext(20, (m, p) => p.Contains("/servicePrincipals?", StringComparison.Ordinal) && p.Contains("skiptoken", StringComparison.Ordinal), 404, "Gone", "gone");
        var broken = await Read(tenant, new ApplicationQuery { AppId = AppId });
        Assert.False(broken.CompletenessOf("application").IsProven);
        Assert.Equal(1, broken[Kind.Application].Count);
    }

    [Fact]
    public async Task An_application_that_is_listed_and_cannot_be_read_is_not_taken_for_gone()
    {
        await using var tenant = await StartAsync(s_tickets);
        tenant.Switches.FailNext(20, (m, p) => p.Contains($"/servicePrincipals/{Principal}?", StringComparison.Ordinal), 404, "Request_ResourceNotFound", "not yet");
        var snapshot = await Read(tenant, new ApplicationQuery { AppId = AppId });
        Assert.Equal(0, snapshot[Kind.Application].Count);
        Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("application"));
    }

    [Theory]
    [InlineData("appId", AppId)]
    [InlineData("displayName", "Tickets")]
    [InlineData("mark", "w/tickets;c")]
    public async Task One_is_found_by_a_value(string attribute, string value)
    {
        await using var tenant = await StartAsync(s_tickets);
        var found = await tenant.ReadAsync(new ReadScope.Find(Kind.Application, attribute, value));
        Assert.Equal(Text("Tickets"), tenant.Cell(found, Kind.Application, Known(tenant), "displayName"));
        var some = await tenant.ReadAsync(new ReadScope.Objects(Kind.Application, [new RemoteId(Principal), new RemoteId("77777777-0000-4000-8000-0000000000ff")]));
        Assert.Equal(1, some[Kind.Application].Count);
        Assert.True(some.CompletenessOf("application").IsProven);
    }

    private static async Task<JsonElement[]> Roles(EntraTenant tenant)
    {
        using var http = new HttpClient { BaseAddress = tenant.Emulator.GraphRoot };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        return [.. JsonDocument.Parse(await http.GetStringAsync($"applications/{Registration}")).RootElement.GetProperty("appRoles").EnumerateArray()];
    }
}
