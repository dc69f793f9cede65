namespace Reconciler.Connectors.Tests.Emulator;

public sealed class DeletedItemTests
{
    [Fact]
    public async Task A_deleted_user_comes_back_with_its_links()
    {
        await using var tenant = await TestTenant.StartAsync();
        var boss = await tenant.User("boss");
        var id = await tenant.User("adele", ("manager@odata.bind", tenant.Url(boss)));
        var report = await tenant.User("report", ("manager@odata.bind", tenant.Url(id)));
        var group = await tenant.Group("g", ("members@odata.bind", new[] { tenant.Url(id) }), ("owners@odata.bind", new[] { tenant.Url(id) }));
        (await tenant.Delete("users/" + id)).Is(204);
        (await tenant.Get("users/" + id)).Is(404);
        Assert.Empty((await tenant.Get($"groups/{group}/members")).Value);
        (await tenant.Get($"users/{report}/manager")).Is(404);
        var deleted = (await tenant.Get("directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime")).Is(200);
        var item = Assert.Single(deleted.Value);
        Assert.Equal(id.Replace("-", "", StringComparison.Ordinal) + "adele@contoso.com", item.GetProperty("userPrincipalName").GetString());
        Assert.Equal("2026-05-14T09:21:43Z", item.GetProperty("deletedDateTime").GetString());
        Assert.Equal("#microsoft.graph.user", (await tenant.Get("directory/deletedItems/" + id)).Is(200).Json.GetProperty("@odata.type").GetString());
        Assert.Empty((await tenant.Get("directory/deletedItems/graph.group")).Is(200).Value);
        var restored = (await tenant.Post($"directory/deletedItems/{id}/restore", null)).Is(200);
        Assert.Equal("adele@contoso.com", restored.Json.GetProperty("userPrincipalName").GetString());
        Assert.Equal([id], (await tenant.Get($"groups/{group}/members")).Ids);
        Assert.Equal([id], (await tenant.Get($"groups/{group}/owners")).Ids);
        Assert.Equal(boss, (await tenant.Get($"users/{id}/manager")).Id);
        Assert.Equal(id, (await tenant.Get($"users/{report}/manager")).Id);
        (await tenant.Get("directory/deletedItems/" + id)).Is(404);
    }

    [Fact]
    public async Task A_taken_name_needs_a_new_one_on_restore()
    {
        await using var tenant = await TestTenant.StartAsync();
        var old = await tenant.User("adele");
        await tenant.Delete("users/" + old);
        await tenant.User("adele");
        (await tenant.Post($"directory/deletedItems/{old}/restore", null)).Refuses(400, "Request_BadRequest",
            "Another object with the same value for property userPrincipalName already exists.");
        (await tenant.Post($"directory/deletedItems/{old}/restore", new { newUserPrincipalName = "adele2@contoso.com", autoReconcileProxyConflict = true })).Is(200);
        Assert.Equal(old, (await tenant.Get("users/adele2@contoso.com")).Id);
    }

    [Fact]
    public async Task Purged_objects_are_gone()
    {
        await using var tenant = await TestTenant.StartAsync();
        var id = await tenant.User("adele");
        (await tenant.Delete("directory/deletedItems/" + id)).Is(404);
        await tenant.Delete("users/" + id);
        (await tenant.Delete("directory/deletedItems/" + id)).Is(204);
        (await tenant.Get("directory/deletedItems/" + id)).Is(404);
        (await tenant.Post($"directory/deletedItems/{id}/restore", null)).Is(404);
        (await tenant.Get("directory/deletedItems")).Is(400);
    }

    [Fact]
    public async Task Security_groups_are_soft_deleted_unless_switched_off()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u");
        var first = await tenant.Group("first", ("uniqueName", "n"), ("members@odata.bind", new[] { tenant.Url(user) }));
        await tenant.Delete("groups/" + first);
        var second = await tenant.Group("second", ("uniqueName", "n"));
        (await tenant.Post($"directory/deletedItems/{first}/restore", null)).Is(400);
        tenant.Switches.SoftDeleteSecurityGroups = false;
        await tenant.Delete("groups/" + second);
        Assert.Equal([first], (await tenant.Get("directory/deletedItems/microsoft.graph.group")).Ids);
        (await tenant.Post($"directory/deletedItems/{first}/restore", null)).Is(200);
        Assert.Equal([user], (await tenant.Get($"groups/{first}/members")).Ids);
    }

    [Fact]
    public async Task A_membership_of_two_deleted_ends_returns_with_the_second()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u");
        var group = await tenant.Group("g", ("members@odata.bind", new[] { tenant.Url(user) }));
        await tenant.Delete("users/" + user);
        await tenant.Delete("groups/" + group);
        await tenant.Post($"directory/deletedItems/{user}/restore", null);
        Assert.Empty((await tenant.Get($"users/{user}/memberOf")).Value);
        await tenant.Post($"directory/deletedItems/{group}/restore", null);
        Assert.Equal([group], (await tenant.Get($"users/{user}/memberOf")).Ids);
    }

    [Fact]
    public async Task Objects_by_id_of_any_type()
    {
        await using var tenant = await TestTenant.StartAsync();
        var user = await tenant.User("u");
        var group = await tenant.Group("g");
        var found = (await tenant.Post("directoryObjects/getByIds", new { ids = new[] { user, group, Guid.Empty.ToString() } })).Is(200);
        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.group"], found.Value.Select(v => v.GetProperty("@odata.type").GetString()));
        Assert.Equal([group], (await tenant.Post("directoryObjects/getByIds?$select=id", new { ids = new[] { user, group }, types = new[] { "group" } })).Ids);
        (await tenant.Post("directoryObjects/getByIds", new { ids = Enumerable.Repeat(user, 1001) })).Is(400);
        Assert.Equal("#microsoft.graph.group", (await tenant.Get("directoryObjects/" + group)).Is(200).Json.GetProperty("@odata.type").GetString());
    }
}
