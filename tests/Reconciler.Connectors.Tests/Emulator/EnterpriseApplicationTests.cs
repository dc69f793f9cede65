using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class EnterpriseApplicationTests
{
    private const string NonGallery = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";
    private const string Instantiate = $"applicationTemplates/{NonGallery}/instantiate";

    private static Dictionary<string, object?> Role(string id, string? value, bool enabled = true) => new()
    {
        ["id"] = id,
        ["value"] = value,
        ["displayName"] = value ?? "no value",
        ["description"] = "of a test",
        ["allowedMemberTypes"] = new[] { "User" },
        ["isEnabled"] = enabled,
    };

    private static string Id(int number) => new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]).ToString();

    private static JsonElement[] Roles(Reply reply) => [.. reply.Is(200).Json.GetProperty("appRoles").EnumerateArray()];

    private static async Task<(string Application, string Principal)> Make(TestTenant tenant, string name = "Tickets")
    {
        var made = (await tenant.Post(Instantiate, new { displayName = name })).Is(201).Json;
        return (made.GetProperty("application").GetProperty("id").GetString()!, made.GetProperty("servicePrincipal").GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task The_gallery_is_read_by_name_and_id()
    {
        await using var tenant = await TestTenant.SeededAsync("""{"type":"applicationTemplate","displayName":"Ticket desk","publisher":"Fabrikam"}""");
        Assert.Equal(2, (await tenant.Get("applicationTemplates")).Is(200).Value.Length);
        var found = Assert.Single((await tenant.Get("applicationTemplates?$filter=displayName eq 'Ticket desk'")).Is(200).Value);
        Assert.Equal("Fabrikam", found.GetProperty("publisher").GetString());
        Assert.Equal([NonGallery], (await tenant.Get($"applicationTemplates?$filter=id eq '{NonGallery}'")).Is(200).Ids);
        Assert.Equal("Custom", (await tenant.Get("applicationTemplates/" + NonGallery)).Is(200).Json.GetProperty("displayName").GetString());
        (await tenant.Get("applicationTemplates/" + Guid.Empty)).Is(404);
        (await tenant.Post($"applicationTemplates/{Guid.Empty}/instantiate", new { displayName = "x" })).Is(404);
        (await tenant.Post(Instantiate, new { })).Is(400);
        (await tenant.Delete("applicationTemplates/" + NonGallery)).Is(405);
    }

    [Fact]
    public async Task A_template_makes_an_application_and_its_principal()
    {
        await using var tenant = await TestTenant.StartAsync();
        var made = (await tenant.Post(Instantiate, new { displayName = "Tickets" })).Is(201).Json;
        var (application, principal) = (made.GetProperty("application"), made.GetProperty("servicePrincipal"));
        Assert.Equal(application.GetProperty("appId").GetString(), principal.GetProperty("appId").GetString());
        Assert.True(principal.GetProperty("appRoleAssignmentRequired").GetBoolean());
        Assert.Equal(["WindowsAzureActiveDirectoryIntegratedApp"], principal.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        var roles = Roles(await tenant.Get("servicePrincipals/" + principal.GetProperty("id").GetString()));
        Assert.Equal(["User", "msiam_access"], roles.Select(r => r.GetProperty("displayName").GetString()));
        Assert.All(roles, r => Assert.Equal(JsonValueKind.Null, r.GetProperty("value").ValueKind));
        // Names are not unique: the same call makes another one.
        Assert.NotEqual(application.GetProperty("id").GetString(), (await Make(tenant)).Application);
        Assert.Equal(2, (await tenant.Get("servicePrincipals?$filter=displayName eq 'Tickets'")).Value.Length);
        Assert.Equal(2, (await tenant.Get("servicePrincipals?$filter=tags/any(t:t eq 'WindowsAzureActiveDirectoryIntegratedApp')")).Value.Length);
        Assert.Single((await tenant.Get($"servicePrincipals?$filter=appId eq '{principal.GetProperty("appId").GetString()}'")).Value);
    }

    [Fact]
    public async Task What_was_made_is_seen_only_after_the_lag()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ReplicationLag = TimeSpan.FromSeconds(30);
        var (application, principal) = await Make(tenant);
        (await tenant.Get("applications/" + application)).Is(404);
        (await tenant.Patch("servicePrincipals/" + principal, new { notes = "x" })).Is(404);
        (await tenant.Get($"servicePrincipals/{principal}/appRoleAssignedTo")).Is(404);
        Assert.Empty((await tenant.Get("servicePrincipals")).Value);
        tenant.Clock.Advance(TimeSpan.FromSeconds(31));
        (await tenant.Get("applications/" + application)).Is(200);
        (await tenant.Patch("servicePrincipals/" + principal, new { notes = "x" })).Is(204);
    }

    [Fact]
    public async Task Roles_are_written_whole_and_removed_only_when_disabled()
    {
        await using var tenant = await TestTenant.StartAsync();
        var (application, principal) = await Make(tenant);
        var path = "applications/" + application;
        var own = Roles(await tenant.Get(path));
        (await tenant.Patch(path, new { appRoles = new object[] { own[0], own[1], Role(Id(1), "Agent"), Role(Id(2), "Boss") } })).Is(204);
        Assert.Equal([null, null, "Agent", "Boss"], Roles(await tenant.Get("servicePrincipals/" + principal)).Select(r => r.GetProperty("value").GetString()));
        const string Text = "Permission (scope or role) cannot be deleted or updated unless disabled first.";
        (await tenant.Patch(path, new { appRoles = new object[] { own[0], own[1], Role(Id(1), "Agent") } })).Refuses(400, "CannotDeleteOrUpdateEnabledEntitlement", Text);
        (await tenant.Patch(path, new { appRoles = new object[] { own[0], own[1], Role(Id(1), "Clerk"), Role(Id(2), "Boss") } })).Refuses(400, "CannotDeleteOrUpdateEnabledEntitlement", Text);
        (await tenant.Patch(path, new { appRoles = new object[] { own[0], own[1], Role(Id(1), "Agent"), Role(Id(2), "Boss", enabled: false) } })).Is(204);
        (await tenant.Patch(path, new { appRoles = new object[] { own[0], own[1], Role(Id(1), "Agent") } })).Is(204);
        Assert.Equal(3, Roles(await tenant.Get("servicePrincipals/" + principal)).Length);
        (await tenant.Patch("servicePrincipals/" + principal, new { appRoles = Array.Empty<object>() })).Is(400);
    }

    [Theory]
    [InlineData("""{"id":"x","displayName":"d","description":"d","allowedMemberTypes":["User"]}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"","allowedMemberTypes":["User"]}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","description":"d","allowedMemberTypes":["User"]}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"d","allowedMemberTypes":[]}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"d","allowedMemberTypes":["Robot"]}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"d","allowedMemberTypes":["User"],"value":"a b"}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"d","allowedMemberTypes":["User"],"value":""}""")]
    [InlineData("""{"id":"11111111-2222-3333-4444-555555555555","displayName":"d","description":"d","allowedMemberTypes":["User"],"colour":"red"}""")]
    public async Task A_faulty_role_is_refused(string role)
    {
        await using var tenant = await TestTenant.StartAsync();
        var created = (await tenant.Post("applications", new { displayName = "a" })).Is(201);
        Assert.Equal("Invalid value specified for property 'appRoles' of resource 'Application'.",
            (await tenant.Patch("applications/" + created.Id, $$"""{"appRoles":[{{role}}]}""")).Is(400).Message);
    }

    [Fact]
    public async Task Ids_and_values_of_roles_are_unique_and_values_short()
    {
        await using var tenant = await TestTenant.StartAsync();
        var path = "applications/" + (await tenant.Post("applications", new { displayName = "a" })).Is(201).Id;
        (await tenant.Patch(path, new { appRoles = new[] { Role(Id(1), "A"), Role(Id(1), "B") } })).Is(400);
        (await tenant.Patch(path, new { appRoles = new[] { Role(Id(1), "A"), Role(Id(2), "A") } })).Is(400);
        (await tenant.Patch(path, new { appRoles = new[] { Role(Id(1), new string('x', 121)) } })).Is(400);
        (await tenant.Patch(path, new { appRoles = new[] { Role(Id(1), new string('x', 120)), Role(Id(2), null), Role(Id(3), null) } })).Is(204);
    }

    [Fact]
    public async Task The_principal_is_written_apart_and_follows_a_new_name()
    {
        await using var tenant = await TestTenant.StartAsync();
        var (application, principal) = await Make(tenant);
        var path = "servicePrincipals/" + principal;
        (await tenant.Patch(path, new { appRoleAssignmentRequired = false, accountEnabled = false, tags = new[] { "HideApp" }, notes = "n" })).Is(204);
        var read = (await tenant.Get(path)).Json;
        Assert.False(read.GetProperty("appRoleAssignmentRequired").GetBoolean());
        Assert.False(read.GetProperty("accountEnabled").GetBoolean());
        Assert.Equal("HideApp", Assert.Single(read.GetProperty("tags").EnumerateArray()).GetString());
        (await tenant.Patch("applications/" + application, new { displayName = "Desk" })).Is(204);
        Assert.Equal("Desk", (await tenant.Get(path)).Json.GetProperty("displayName").GetString());
        (await tenant.Patch(path, new { displayName = "Own" })).Is(204);
        (await tenant.Patch("applications/" + application, new { displayName = "Other" })).Is(204);
        read = (await tenant.Get(path)).Json;
        Assert.Equal(("Own", "Other"), (read.GetProperty("displayName").GetString(), read.GetProperty("appDisplayName").GetString()));
    }
}
