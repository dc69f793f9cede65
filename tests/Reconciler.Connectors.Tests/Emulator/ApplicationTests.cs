using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class ApplicationTests
{
    private const string AppId = "0785ef7c-2d7a-4542-b048-95bcab406e0b";
    private const string Name = "extension_0785ef7c2d7a4542b04895bcab406e0b_mark";

    private static Task<TestTenant> Seeded() => TestTenant.SeededAsync(
        $$"""{"type":"application","appId":"{{AppId}}","displayName":"Reconciler","tags":["a"]}""",
        $$"""{"type":"servicePrincipal","appId":"{{AppId}}","displayName":"Reconciler"}""",
        """{"type":"user","userPrincipalName":"adele@contoso.com"}""",
        """{"type":"roleDefinition","displayName":"User Administrator"}""",
        """{"type":"roleDefinition","displayName":"Global Reader"}""",
        """{"type":"roleAssignment","roleDefinitionId":"User Administrator","principalId":"adele@contoso.com"}""");

    [Fact]
    public async Task Applications_and_principals_are_found_by_app_id()
    {
        await using var tenant = await Seeded();
        var application = (await tenant.Get($"applications(appId='{AppId}')")).Is(200);
        Assert.Equal(application.Id, (await tenant.Get($"applications/{application.Id}?$select=id,appId")).Is(200).Id);
        Assert.Equal([application.Id], (await tenant.Get($"applications?$filter=appId eq '{AppId}'")).Ids);
        Assert.Equal([application.Id], (await tenant.Get("applications?$filter=tags/any(t:t eq 'a')")).Ids);
        var principal = (await tenant.Get($"servicePrincipals(appId='{AppId}')")).Is(200);
        Assert.Equal([principal.Id], (await tenant.Get("servicePrincipals?$filter=displayName eq 'Reconciler'&$select=id,appId,displayName,applicationTemplateId,tags")).Ids);
        (await tenant.Get("applications(appId='none')")).Is(404);
        (await tenant.Delete("applications/" + application.Id)).Is(204);
        (await tenant.Get("servicePrincipals/" + principal.Id)).Is(404);
        (await tenant.Post($"directory/deletedItems/{application.Id}/restore", null)).Is(200);
        (await tenant.Get("servicePrincipals/" + principal.Id)).Is(200);
    }

    [Fact]
    public async Task Applications_and_principals_are_created()
    {
        await using var tenant = await Seeded();
        var application = (await tenant.Post("applications", new { displayName = "New" })).Is(201);
        var appId = application.Json.GetProperty("appId").GetString();
        var principal = (await tenant.Post("servicePrincipals", new { appId })).Is(201);
        Assert.Equal("New", principal.Json.GetProperty("displayName").GetString());
        (await tenant.Post("servicePrincipals", new { appId })).Is(409);
        (await tenant.Post("servicePrincipals", new { appId = Guid.Empty.ToString() })).Is(400);
        (await tenant.Patch("servicePrincipals/" + principal.Id, new { notes = "x" })).Is(204);
        Assert.Equal("x", (await tenant.Get("servicePrincipals/" + principal.Id)).Json.GetProperty("notes").GetString());
    }

    [Fact]
    public async Task An_extension_is_a_property_once_registered()
    {
        await using var tenant = await Seeded();
        var extensions = $"applications(appId='{AppId}')/extensionProperties";
        var user = "users/adele@contoso.com";
        Assert.Empty((await tenant.Get(extensions)).Is(200).Value);
        var unknown = $"Parsing OData Select and Expand failed: Could not find a property named '{Name}' on type 'microsoft.graph.user'.";
        (await tenant.Get($"{user}?$select={Name}")).Refuses(400, "BadRequest", unknown);
        (await tenant.Patch(user, new Dictionary<string, string> { [Name] = "x" })).Is(400);
        var registered = (await tenant.Post(extensions, new { name = "mark", dataType = "String", targetObjects = new[] { "User", "Group" } })).Is(201);
        Assert.Equal(Name, registered.Json.GetProperty("name").GetString());
        Assert.Equal("Reconciler", registered.Json.GetProperty("appDisplayName").GetString());
        (await tenant.Post(extensions, new { name = "mark", dataType = "String", targetObjects = new[] { "User" } })).Is(400);
        Assert.Single((await tenant.Get(extensions)).Value);
        var start = await tenant.Get($"users/delta?$deltatoken=latest&$select={Name}");
        (await tenant.Patch(user, new Dictionary<string, string> { [Name] = "x" })).Is(204);
        Assert.Equal("x", (await tenant.Get($"{user}?$select={Name}")).Json.GetProperty(Name).GetString());
        Assert.Single((await tenant.Get($"users?$filter={Name} eq 'x'&$select={Name}")).Is(200).Value);
        Assert.Empty((await tenant.Get($"users?$filter={Name} eq 'y'")).Is(200).Value);
        Assert.Equal("x", Assert.Single((await tenant.Get(start.DeltaLink!)).Is(200).Value).GetProperty(Name).GetString());
        var group = await tenant.Group("g", (Name, "z"));
        Assert.Equal("z", (await tenant.Get($"groups/{group}?$select={Name}")).Json.GetProperty(Name).GetString());
        (await tenant.Patch(user, new Dictionary<string, string?> { [Name] = null })).Is(204);
        Assert.Equal(JsonValueKind.Null, (await tenant.Get($"{user}?$select={Name}")).Json.GetProperty(Name).ValueKind);
        (await tenant.Delete($"{extensions}/{registered.Id}")).Is(204);
        (await tenant.Get($"{user}?$select={Name}")).Refuses(400, "BadRequest", unknown);
        (await tenant.Delete($"{extensions}/{registered.Id}")).Is(404);
    }

    [Theory]
    [InlineData("""{"name":"m","targetObjects":["User"]}""")]
    [InlineData("""{"name":"m","dataType":"Text","targetObjects":["User"]}""")]
    [InlineData("""{"name":"m","dataType":"String","targetObjects":["Planet"]}""")]
    [InlineData("""{"name":"m","dataType":"String"}""")]
    [InlineData("""{"name":"1 m","dataType":"String","targetObjects":["User"]}""")]
    public async Task A_faulty_registration_is_refused(string body)
    {
        await using var tenant = await Seeded();
        Assert.Equal("Request_BadRequest", (await tenant.Post($"applications(appId='{AppId}')/extensionProperties", body)).Is(400).Code);
    }

    [Fact]
    public async Task Roles_and_their_assignments_are_read_and_written()
    {
        await using var tenant = await Seeded();
        var roles = (await tenant.Get("roleManagement/directory/roleDefinitions")).Is(200);
        Assert.Equal(2, roles.Value.Length);
        var adele = (await tenant.Get("users/adele@contoso.com")).Id;
        var path = "roleManagement/directory/roleAssignments";
        var assignment = Assert.Single((await tenant.Get($"{path}?$filter=principalId eq '{adele}'")).Is(200).Value);
        Assert.Equal("/", assignment.GetProperty("directoryScopeId").GetString());
        Assert.Contains(assignment.GetProperty("roleDefinitionId").GetString(), roles.Ids);
        Assert.Single((await tenant.Get($"{path}?$filter=roleDefinitionId eq '{roles.Ids[0]}'")).Value);
        Assert.Empty((await tenant.Get($"{path}?$filter=roleDefinitionId eq '{roles.Ids[1]}'")).Value);
        var expanded = (await tenant.Get($"{path}?$expand=principal")).Is(200).Value[0].GetProperty("principal");
        Assert.Equal("#microsoft.graph.user", expanded.GetProperty("@odata.type").GetString());
        Assert.Equal("User Administrator", (await tenant.Get($"{path}?$expand=roleDefinition($select=displayName)")).Value[0].GetProperty("roleDefinition").GetProperty("displayName").GetString());
        var created = (await tenant.Post(path, new { roleDefinitionId = roles.Ids[1], principalId = adele, directoryScopeId = "/" })).Is(201);
        (await tenant.Post(path, new { roleDefinitionId = roles.Ids[1], principalId = adele, directoryScopeId = "/" })).Is(400);
        (await tenant.Get($"{path}/{created.Id}")).Is(200);
        (await tenant.Delete($"{path}/{created.Id}")).Is(204);
        (await tenant.Get($"{path}/{created.Id}")).Is(404);
    }
}
