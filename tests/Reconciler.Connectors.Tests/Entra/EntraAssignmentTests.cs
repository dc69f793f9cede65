using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraAssignmentTests
{
    private const string AppId = "6f2f3d6e-8c1b-4f39-9f77-0d3f5f0f5b11";
    private const string Principal = "77777777-0000-4000-8000-000000000001";
    private const string Bare = "77777777-0000-4000-8000-000000000002";
    private const string Robot = "77777777-0000-4000-8000-000000000003";
    private const string Ada = "77777777-0000-4000-8000-000000000004";

    private static readonly string[] s_seed =
    [
        $$"""{"type":"application","appId":"{{AppId}}","displayName":"Tickets","appRoles":[{"value":"Agent"},{"value":"User"},{"displayName":"User"},{"value":"Runner","allowedMemberTypes":["Application"]}]}""",
        $$"""{"type":"servicePrincipal","id":"{{Principal}}","appId":"{{AppId}}","displayName":"Tickets"}""",
        $$"""{"type":"servicePrincipal","id":"{{Bare}}","displayName":"Bare"}""",
        $$"""{"type":"servicePrincipal","id":"{{Robot}}","displayName":"Robot"}""",
        $$"""{"type":"user","id":"{{Ada}}","userPrincipalName":"ada@contoso.com"}""",
        """{"type":"group","uniqueName":"sales","displayName":"Sales"}""",
    ];

    private static Task<EntraTenant> Seeded(params string[] more) => StartAsync([.. s_seed, .. more]);

    private static Handle Application(EntraTenant tenant, string id = Principal) => tenant.Roster.Live(Kind.Application, new RemoteId(id));

    private static Handle User(EntraTenant tenant) => tenant.Roster.Live(Kind.User, new RemoteId(Ada));

    private static Task<Snapshot> Read(EntraTenant tenant, params string[] ids) =>
        tenant.ReadAsync(new ReadScope.Everything([]) { Applications = [.. ids.Select(i => new ApplicationQuery { Id = i })] });

    private static string[] Ends(EntraTenant tenant, Snapshot snapshot, string id = Principal) =>
        [.. snapshot.Links("assignments", tenant.Live(snapshot, Application(tenant, id))).Ends
            .Select(e => $"{snapshot.Roster.KindOf(e.To)} {snapshot.Roster.NameOf(e.To)} {snapshot.Pool[e.Role]}".TrimEnd()).Order(StringComparer.Ordinal)];

    private static int Count(EntraTenant tenant, string method, string part) =>
        tenant.Sent.Requests.Count(r => r.Method == method && r.Path.Contains(part, StringComparison.Ordinal));

    [Fact]
    public async Task Roles_are_given_by_name_and_read_back()
    {
        await using var tenant = await Seeded($$"""{"type":"appRoleAssignment","resource":"Tickets","principal":"Robot","role":"Runner"}""");
        var people = await tenant.GroupAsync("people");
        foreach (var operation in (Operation[])[tenant.Assign(Application(tenant), User(tenant), "Agent"), tenant.Assign(Application(tenant), User(tenant), "User (no value)"),
            tenant.Assign(Application(tenant), people, "User"), tenant.Assign(Application(tenant, Bare), User(tenant), null)])
        {
            var result = await tenant.ApplyAsync(operation);
            Assert.True(result.Outcome is Outcome.Applied, result.ToString());
        }

        Assert.Equal(1, Count(tenant, "GET", $"/servicePrincipals/{Principal}?"));
        var snapshot = await Read(tenant, Principal, Bare);
        Assert.Equal(["group people User", "servicePrincipal Robot Runner", "user ada@contoso.com Agent", "user ada@contoso.com User (no value)"], Ends(tenant, snapshot));
        Assert.Equal(["user ada@contoso.com"], Ends(tenant, snapshot, Bare));
        Assert.True(snapshot.CompletenessOf("assignments").IsProven);
    }

    [Fact]
    public async Task What_is_there_already_or_gone_already_is_done()
    {
        await using var tenant = await Seeded();
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Agent"))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Agent"))).Outcome);
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Unassign(Application(tenant), User(tenant), "Agent"))).Outcome);
        Assert.Equal(0, Count(tenant, "GET", "appRoleAssignments"));
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unassign(Application(tenant), User(tenant), "Agent"))).Outcome);
        Assert.Empty(Ends(tenant, await Read(tenant, Principal)));
    }

    [Fact]
    public async Task An_assignment_that_went_meanwhile_is_gone()
    {
        await using var tenant = await Seeded("""{"type":"appRoleAssignment","resource":"Tickets","principal":"ada@contoso.com","role":"Agent"}""");
        await Read(tenant, Principal);
        tenant.Switches.FailNext(1, (m, p) => m == "DELETE" && p.Contains("appRoleAssignedTo", StringComparison.Ordinal), 400, "Request_BadRequest", "EntitlementGrant being updated or deleted is not found.");
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unassign(Application(tenant), User(tenant), "Agent"))).Outcome);
    }

    [Theory]
    [InlineData("Agent", "ada@contoso.com")]
    [InlineData(null, "sales")]
    public async Task Without_a_read_the_assignment_is_looked_up(string? role, string principal)
    {
        var resource = role is null ? "Bare" : "Tickets";
        await using var tenant = await Seeded(role is null
            ? $$"""{"type":"appRoleAssignment","resource":"{{resource}}","principal":"{{principal}}"}"""
            : $$"""{"type":"appRoleAssignment","resource":"{{resource}}","principal":"{{principal}}","role":"{{role}}"}""");
        var snapshot = await tenant.ReadAsync();
        var id = snapshot.Roster.IdOf(Enumerable.Range(0, snapshot.Roster.Count).Select(i => new Handle(i)).First(h => snapshot.Roster.NameOf(h) == (principal == "sales" ? "Sales" : principal)));
        var end = tenant.Roster.Live(role is null ? Kind.Group : Kind.User, id ?? throw new KeyNotFoundException(principal));
        var application = Application(tenant, role is null ? Bare : Principal);

        var result = await tenant.ApplyAsync(tenant.Unassign(application, end, role));

        Assert.True(result.Outcome is Outcome.Applied, result.ToString());
        Assert.Equal(1, Count(tenant, "GET", "/appRoleAssignments?"));
        Assert.Equal(1, Count(tenant, "DELETE", "/appRoleAssignedTo/"));
    }

    [Fact]
    public async Task A_role_that_the_application_does_not_offer_is_a_failure_of_that_one()
    {
        await using var tenant = await Seeded();
        var unknown = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Pilot"))).Outcome);
        Assert.Contains("Pilot", unknown.Fault.Message, StringComparison.Ordinal);
        var unfit = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Runner"))).Outcome);
        Assert.Contains("default role", unfit.Fault.Advice, StringComparison.Ordinal);
        Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), null))).Outcome);
        Assert.IsType<Outcome.Conflict>((await tenant.ApplyAsync(tenant.Unassign(Application(tenant), User(tenant), "Pilot"))).Outcome);
        tenant.Switches.DeniedWrites = ["POST /servicePrincipals"];
        var denied = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Agent"))).Outcome);
        Assert.Contains("AppRoleAssignment.ReadWrite.All", denied.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_was_just_made_is_waited_for()
    {
        await using var tenant = await Seeded();
        var table = AttributeValue.OfTable([KeyValuePair.Create("Boss", "Boss")]);
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Change(Application(tenant), "roles", ("roles", AttributeValue.None, table)))).Outcome);
        tenant.Switches.FailNext(1, (m, p) => m == "POST" && p.EndsWith("appRoleAssignedTo", StringComparison.Ordinal), 400, "Request_BadRequest", "Permission being assigned was not found on application");
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Boss"))).Outcome);
        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), User(tenant), "Boss"))).Outcome);
    }

    [Fact]
    public async Task A_principal_that_was_just_made_is_waited_for_and_a_missing_one_is_not()
    {
        await using var tenant = await Seeded();
        tenant.Switches.ReplicationLag = TimeSpan.FromHours(1);
        var bob = await tenant.UserAsync("bob");
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), bob, "Agent"))).Outcome);
        var nobody = tenant.Roster.Live(Kind.User, new RemoteId("99999999-2222-3333-4444-555555555555"));
        Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Assign(Application(tenant), nobody, "Agent"))).Outcome);
    }

    [Fact]
    public async Task Long_lists_are_read_to_their_end()
    {
        await using var tenant = await Seeded([.. Enumerable.Range(0, 2500).SelectMany(n => new[]
        {
            $$"""{"type":"user","userPrincipalName":"u{{n}}@contoso.com"}""",
            $$"""{"type":"appRoleAssignment","resource":"{{AppId}}","principal":"u{{n}}@contoso.com","role":"Agent"}""",
        })]);

        var snapshot = await Read(tenant, Principal, Bare);

        Assert.Equal(2500, Ends(tenant, snapshot).Distinct(StringComparer.Ordinal).Count());
        Assert.True(snapshot.CompletenessOf("assignments", tenant.Live(snapshot, Application(tenant))).IsProven);
        Assert.Equal(4, Count(tenant, "GET", "/appRoleAssignedTo?"));
    }

    [Fact]
    public async Task A_list_that_breaks_off_casts_doubt_on_that_application_alone()
    {
        await using var tenant = await Seeded("""{"type":"appRoleAssignment","resource":"Tickets","principal":"ada@contoso.com","role":"Agent"}""");
        tenant.Switches.FailNext(20, (m, p) => p.Contains($"{Principal}/appRoleAssignedTo", StringComparison.Ordinal), 403, "Authorization_RequestDenied", "no");

        var snapshot = await Read(tenant, Principal, Bare);

        Assert.True(snapshot.CompletenessOf("assignments").IsProven);
        Assert.IsType<Completeness.Unproven>(snapshot.CompletenessOf("assignments", tenant.Live(snapshot, Application(tenant))));
        Assert.True(snapshot.CompletenessOf("assignments", tenant.Live(snapshot, Application(tenant, Bare))).IsProven);
    }

    [Fact]
    public async Task Twenty_assignments_travel_in_one_envelope()
    {
        await using var tenant = await Seeded([.. Enumerable.Range(0, 20).Select(n => $$"""{"type":"servicePrincipal","id":"77777777-0000-4000-8000-0000000001{{n:00}}","displayName":"app {{n}}"}""")]);
        var operations = Enumerable.Range(0, 20).Select(n => (Operation)tenant.Assign(Application(tenant, $"77777777-0000-4000-8000-0000000001{n:00}"), User(tenant), null)).ToImmutableArray();

        Assert.All(await tenant.ApplyAsync(operations), r => Assert.IsType<Outcome.Applied>(r.Outcome));

        Assert.Equal("/$batch", tenant.Sent.Requests.First().Path);
        Assert.Equal(1, Count(tenant, "POST", "/$batch"));
    }

    [Fact]
    public async Task A_role_without_its_pool_is_a_fault_of_ours()
    {
        await using var tenant = await Seeded();
        var attempt = new Attempt(tenant.Assign(Application(tenant), User(tenant), "Agent"), 1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.Writer.ApplyAsync([attempt], tenant.Roster, default));
        Assert.Empty(tenant.Sent.Requests);
    }
}
