using System.Buffers.Text;
using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class AssignmentTests
{
    private const string AppId = "6f2f3d6e-8c1b-4f39-9f77-0d3f5f0f5b11";
    private const string Agent = "aaaaaaaa-0000-4000-8000-000000000001";
    private const string Robot = "aaaaaaaa-0000-4000-8000-000000000002";
    private const string Off = "aaaaaaaa-0000-4000-8000-000000000003";
    private static readonly string s_default = Guid.Empty.ToString();

    private static readonly string[] s_seed =
    [
        $$"""{"type":"application","appId":"{{AppId}}","displayName":"Tickets","appRoles":[{"id":"{{Agent}}","value":"Agent"},{"id":"{{Robot}}","value":"Robot","allowedMemberTypes":["Application"]},{"id":"{{Off}}","value":"Off","isEnabled":false},{"displayName":"User"}]}""",
        $$"""{"type":"servicePrincipal","appId":"{{AppId}}","displayName":"Tickets"}""",
        """{"type":"servicePrincipal","displayName":"Bare"}""",
        """{"type":"user","userPrincipalName":"adele@contoso.com","displayName":"Adele"}""",
        """{"type":"group","uniqueName":"sales","displayName":"Sales"}""",
        """{"type":"group","uniqueName":"team","groupTypes":["Unified"]}""",
    ];

    private static Task<TestTenant> Seeded(params string[] more) => TestTenant.SeededAsync([.. s_seed, .. more]);

    private static async Task<string> Principal(TestTenant tenant, string name = "Tickets") =>
        (await tenant.Get($"servicePrincipals?$filter=displayName eq '{name}'")).Is(200).Ids[0];

    private static async Task<string> User(TestTenant tenant) => (await tenant.Get("users/adele@contoso.com")).Is(200).Id;

    private static object Body(string principal, string resource, string role) => new { principalId = principal, resourceId = resource, appRoleId = role };

    [Fact]
    public async Task A_role_is_given_read_from_both_ends_and_taken()
    {
        await using var tenant = await Seeded();
        var (app, user) = (await Principal(tenant), await User(tenant));
        var path = $"servicePrincipals/{app}/appRoleAssignedTo";
        var given = (await tenant.Post(path, Body(user, app, Agent))).Is(201);
        Assert.Equal(("User", "Adele", "Tickets"), (given.Json.GetProperty("principalType").GetString(), given.Json.GetProperty("principalDisplayName").GetString(), given.Json.GetProperty("resourceDisplayName").GetString()));
        Assert.EndsWith($"servicePrincipals('{app}')/appRoleAssignedTo/{given.Id}", given.Headers["Location"], StringComparison.Ordinal);
        var bytes = Base64Url.DecodeFromChars(given.Id);
        Assert.Equal((32, user), (bytes.Length, new Guid(bytes.AsSpan(0, 16)).ToString()));
        Assert.Equal([given.Id], (await tenant.Get(path)).Is(200).Ids);
        Assert.Equal([given.Id], (await tenant.Get($"users/{user}/appRoleAssignments")).Is(200).Ids);
        Assert.Equal([given.Id], (await tenant.Get($"users/{user}/appRoleAssignments?$filter=resourceId eq {app}")).Is(200).Ids);
        Assert.Empty((await tenant.Get($"users/{user}/appRoleAssignments?$filter=resourceId eq {user}")).Is(200).Value);
        Assert.Equal([given.Id], (await tenant.Get($"{path}?$filter=startswith(principalDisplayName,'Ad')&$select=id")).Is(200).Ids);
        (await tenant.Get($"{path}?$filter=principalType eq 'User'")).Is(400);
        Assert.Equal(given.Id, (await tenant.Get($"{path}/{given.Id}")).Is(200).Id);
        (await tenant.Patch($"{path}/{given.Id}", new { appRoleId = Robot })).Is(405);
        (await tenant.Delete($"{path}/{given.Id.ToUpperInvariant()}")).Is(404);
        (await tenant.Delete($"{path}/{given.Id}")).Is(204);
        (await tenant.Delete($"{path}/{given.Id}")).Refuses(404, "Request_ResourceNotFound",
            $"Resource '{given.Id}' does not exist or one of its queried reference-property objects are not present.");
        Assert.Empty((await tenant.Get(path)).Value);
    }

    [Fact]
    public async Task Every_kind_of_principal_holds_roles_by_its_mirror()
    {
        await using var tenant = await Seeded();
        var (app, bare, user) = (await Principal(tenant), await Principal(tenant, "Bare"), await User(tenant));
        var sales = (await tenant.Get("groups(uniqueName='sales')")).Id;
        (await tenant.Post($"users/{user}/appRoleAssignments", Body(user, app, Agent))).Is(201);
        (await tenant.Post($"groups/{sales}/appRoleAssignments", Body(sales, app, Agent))).Is(201);
        var robot = (await tenant.Post($"servicePrincipals/{bare}/appRoleAssignments", Body(bare, app, Robot))).Is(201);
        var all = (await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo")).Is(200).Value;
        Assert.Equal(["User", "Group", "ServicePrincipal"], all.Select(a => a.GetProperty("principalType").GetString()));
        (await tenant.Delete($"servicePrincipals/{bare}/appRoleAssignments/{robot.Id}")).Is(204);
        Assert.Single((await tenant.Get($"groups/{sales}/appRoleAssignments")).Value);
        Assert.Equal("2", (await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo/$count", eventual: true)).Is(200).Text);
    }

    [Fact]
    public async Task Faulty_assignments_are_refused()
    {
        await using var tenant = await Seeded();
        var (app, bare, user) = (await Principal(tenant), await Principal(tenant, "Bare"), await User(tenant));
        var team = (await tenant.Get("groups(uniqueName='team')")).Id;
        var path = $"servicePrincipals/{app}/appRoleAssignedTo";
        (await tenant.Post(path, Body(user, app, Agent))).Is(201);
        const string Twice = "Permission being assigned already exists on the object";
        var refused = (await tenant.Post(path, Body(user, app, Agent))).Refuses(400, "Request_BadRequest", Twice);
        Assert.Equal("InvalidUpdate", refused.Json.GetProperty("error").GetProperty("details")[0].GetProperty("code").GetString());
        const string Unknown = "Permission being assigned was not found on application";
        foreach (var role in (string[])[Robot, Off, s_default, Guid.NewGuid().ToString()])
            (await tenant.Post(path, Body(user, app, role))).Refuses(400, "Request_BadRequest", Unknown);
        (await tenant.Post($"servicePrincipals/{bare}/appRoleAssignedTo", Body(user, bare, s_default))).Is(201);
        (await tenant.Post(path, Body(Guid.NewGuid().ToString(), app, Agent))).Is(404);
        (await tenant.Post(path, Body(team, app, Agent))).Refuses(400, "Request_BadRequest", "Not a valid reference update.");
        (await tenant.Post(path, Body(user, bare, Agent))).Refuses(400, "Request_BadRequest", "Not a valid reference update.");
        (await tenant.Post(path, new { principalId = user, resourceId = app })).Is(400);
        tenant.Switches.ReplicationLag = TimeSpan.FromMinutes(1);
        var late = await tenant.User("late");
        (await tenant.Post(path, Body(late, app, Agent))).Refuses(400, "Request_BadRequest", "Not a valid reference update.");
        tenant.Clock.Advance(TimeSpan.FromMinutes(2));
        (await tenant.Post(path, Body(late, app, Agent))).Is(201);
    }

    [Fact]
    public async Task A_principal_holds_only_so_many_roles()
    {
        await using var tenant = await Seeded();
        tenant.Switches.AssignmentsPerPrincipal = 1;
        var (app, bare, user) = (await Principal(tenant), await Principal(tenant, "Bare"), await User(tenant));
        (await tenant.Post($"servicePrincipals/{app}/appRoleAssignedTo", Body(user, app, Agent))).Is(201);
        Assert.Equal("Directory_QuotaExceeded", (await tenant.Post($"servicePrincipals/{bare}/appRoleAssignedTo", Body(user, bare, s_default))).Is(403).Code);
    }

    [Fact]
    public async Task Long_lists_are_paged()
    {
        await using var tenant = await Seeded([.. Enumerable.Range(0, 2500).SelectMany(n => new[]
        {
            $$"""{"type":"user","userPrincipalName":"u{{n}}@contoso.com"}""",
            $$"""{"type":"appRoleAssignment","resource":"{{AppId}}","principal":"u{{n}}@contoso.com","role":"Agent"}""",
        })]);
        var pages = await tenant.Pages($"servicePrincipals/{await Principal(tenant)}/appRoleAssignedTo?$top=999");
        Assert.Equal([999, 999, 502], pages.Select(p => p.Value.Length));
        Assert.Equal(2500, pages.SelectMany(p => p.Ids).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleted_principals_hold_nothing_and_restored_ones_as_the_switch_says(bool returns)
    {
        await using var tenant = await Seeded("""{"type":"appRoleAssignment","resource":"Tickets","principal":"adele@contoso.com","role":"User"}""");
        tenant.Switches.RestoreReturnsAssignments = returns;
        var (app, user) = (await Principal(tenant), await User(tenant));
        var path = $"servicePrincipals/{app}/appRoleAssignedTo";
        Assert.Single((await tenant.Get(path)).Value);
        (await tenant.Delete("users/" + user)).Is(204);
        Assert.Empty((await tenant.Get(path)).Value);
        (await tenant.Post($"directory/deletedItems/{user}/restore", null)).Is(200);
        Assert.Equal(returns ? 1 : 0, (await tenant.Get(path)).Value.Length);
        (await tenant.Delete("users/" + user)).Is(204);
        (await tenant.Delete("directory/deletedItems/" + user)).Is(204);
        Assert.Empty((await tenant.Get(path)).Value);
    }

    [Fact]
    public async Task A_role_that_goes_takes_its_assignments_with_it()
    {
        await using var tenant = await Seeded(
            """{"type":"appRoleAssignment","resource":"Tickets","principal":"adele@contoso.com","role":"Agent"}""",
            """{"type":"appRoleAssignment","resource":"Tickets","principal":"sales","role":"User"}""");
        var app = await Principal(tenant);
        var application = (await tenant.Get($"applications(appId='{AppId}')")).Is(200);
        var roles = application.Json.GetProperty("appRoles").EnumerateArray().ToList();
        var disabled = new Dictionary<string, object>(roles[0].EnumerateObject().Select(m => KeyValuePair.Create(m.Name, (object)m.Value))) { ["isEnabled"] = false };
        (await tenant.Patch("applications/" + application.Id, new { appRoles = new object[] { disabled, roles[1], roles[2], roles[3] } })).Is(204);
        Assert.Equal(2, (await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo")).Value.Length);
        (await tenant.Patch("applications/" + application.Id, new { appRoles = new[] { roles[1], roles[2], roles[3] } })).Is(204);
        Assert.Equal("Group", Assert.Single((await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo")).Value).GetProperty("principalType").GetString());
    }

    [Fact]
    public async Task The_state_keeps_assignments_through_log_and_snapshot()
    {
        using var folder = new TestFolder();
        var seed = folder.Write("seed.jsonl", string.Join('\n', [.. s_seed, """{"type":"appRoleAssignment","resource":"Tickets","principal":"sales"}"""]));
        string[] before;
        await using (var tenant = await TestTenant.StartAsync(o => o with { SeedFiles = [seed], StateDirectory = folder.File("state") }))
        {
            var (app, user) = (await Principal(tenant), await User(tenant));
            var taken = (await tenant.Post($"servicePrincipals/{app}/appRoleAssignedTo", Body(user, app, Agent))).Is(201);
            (await tenant.Delete($"servicePrincipals/{app}/appRoleAssignedTo/{taken.Id}")).Is(204);
            (await tenant.Post($"servicePrincipals/{app}/appRoleAssignedTo", Body(user, app, Agent))).Is(201);
            before = (await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo")).Value.Select(v => v.ToString()).ToArray();
        }

        for (var round = 0; round < 2; round++)
        {
            await using var tenant = await TestTenant.StartAsync(o => o with { StateDirectory = folder.File("state"), SnapshotAfterChanges = 1 });
            var app = await Principal(tenant);
            Assert.Equal(before, (await tenant.Get($"servicePrincipals/{app}/appRoleAssignedTo")).Value.Select(v => v.ToString()));
            (await tenant.Patch("servicePrincipals/" + app, new { notes = "round " + round })).Is(204);
        }
    }

    [Theory]
    [InlineData("""{"type":"appRoleAssignment","resource":"Tickets","principal":"adele@contoso.com","role":"Pilot"}""", "'Tickets' offers no role 'Pilot'")]
    [InlineData("""{"type":"appRoleAssignment","resource":"Nothing","principal":"adele@contoso.com"}""", "'Nothing' names nothing, or more than one object")]
    [InlineData("""{"type":"appRoleAssignment","principal":"adele@contoso.com"}""", "an assignment needs its 'resource'")]
    [InlineData("""{"type":"appRoleAssignment","resource":"sales","principal":"adele@contoso.com"}""", "'Sales' has no service principal")]
    public async Task A_line_that_cannot_be_joined_says_where(string line, string fault)
    {
        var thrown = await Assert.ThrowsAsync<Reconciler.Emulator.State.StateException>(() => Seeded(line));
        Assert.Equal("seed.jsonl:7: " + fault, thrown.Message);
    }
}
