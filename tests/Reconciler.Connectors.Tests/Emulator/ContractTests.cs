using System.Text.Json;
using Reconciler.Emulator.Directory;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class ContractTests
{
    private const string AppId = "0785ef7c-2d7a-4542-b048-95bcab406e0b";

    private static Contract Load() => new(Path.Combine(SharedFactAttribute.Folder!, "contract", "graph-v1.0.openapi.json"));

    [SharedFact]
    public async Task Every_answer_has_the_contracts_form()
    {
        var contract = Load();
        await using var tenant = await TestTenant.SeededAsync(
            $$"""{"type":"application","appId":"{{AppId}}","displayName":"app","appRoles":[{"id":"{{AppId}}","allowedMemberTypes":["User"],"displayName":"User","isEnabled":true,"value":null}]}""",
            $$"""{"type":"servicePrincipal","appId":"{{AppId}}","displayName":"app"}""",
            $$"""{"type":"extensionProperty","application":"{{AppId}}","name":"extension_0785ef7c2d7a4542b04895bcab406e0b_mark","targetObjects":["User","Group"]}""",
            """{"type":"roleDefinition","displayName":"Reader"}""",
            """{"type":"user","userPrincipalName":"boss@contoso.com","employeeOrgData":{"costCenter":"1"},"extension_0785ef7c2d7a4542b04895bcab406e0b_mark":"x"}""",
            """{"type":"user","userPrincipalName":"u@contoso.com","manager":"boss@contoso.com","passwordProfile":{"forceChangePasswordNextSignIn":false}}""",
            """{"type":"roleAssignment","roleDefinitionId":"Reader","principalId":"u@contoso.com"}""",
            """{"type":"group","uniqueName":"g","members":["u@contoso.com","app"],"owners":["boss@contoso.com"]}""",
            """{"type":"group","uniqueName":"team","groupTypes":["Unified"],"members":["u@contoso.com"]}""",
            """{"type":"appRoleAssignment","resource":"app","principal":"u@contoso.com","role":"User"}""",
            """{"type":"deleted","item":{"type":"user","userPrincipalName":"old@contoso.com"}}""",
            """{"type":"deleted","item":{"type":"group","displayName":"old"}}""");
        var user = (await tenant.Get("users/u@contoso.com")).Id;
        var group = (await tenant.Get("groups(uniqueName='g')")).Id;
        var application = (await tenant.Get($"applications(appId='{AppId}')")).Id;
        var deleted = (await tenant.Get("directory/deletedItems/graph.user")).Ids[0];
        var extension = (await tenant.Get($"applications/{application}/extensionProperties")).Ids[0];
        var role = (await tenant.Get("roleManagement/directory/roleAssignments")).Ids[0];
        var principal = (await tenant.Get($"servicePrincipals(appId='{AppId}')")).Id;
        var assignment = (await tenant.Get($"servicePrincipals/{principal}/appRoleAssignedTo")).Ids[0];
        const string Template = "applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621";
        string[] reads =
        [
            "organization", $"organization/{tenant.Emulator.TenantId}", "domains", "domains/contoso.com", "users", "users?$top=1", $"users/{user}",
            $"users/{user}?$expand=manager", $"users/{user}?{AllOf(ObjectKind.User)}", $"groups/{group}?{AllOf(ObjectKind.Group)}", $"users/{user}/manager",
            $"users/{user}/memberOf", $"users/{user}/memberOf/graph.group", $"users/{user}/transitiveMemberOf", $"users/{user}/directReports", $"users/{user}/ownedObjects",
            "users/delta", "users/delta()?$select=displayName,manager", "groups/delta?$select=displayName,members,owners", "groups", "groups?$expand=members",
            $"groups/{group}", "groups(uniqueName='g')", $"groups/{group}/members", $"groups/{group}/members/microsoft.graph.user", $"groups/{group}/members/graph.servicePrincipal",
            $"groups/{group}/owners", $"groups/{group}/transitiveMembers", $"groups/{group}/memberOf", "directory/deletedItems/graph.user", "directory/deletedItems/microsoft.graph.group",
            $"directory/deletedItems/{deleted}", $"directoryObjects/{user}", $"directoryObjects/{group}", "applications", $"applications/{application}",
            $"applications(appId='{AppId}')", $"applications/{application}/extensionProperties", $"applications/{application}/extensionProperties/{extension}",
            "servicePrincipals", $"servicePrincipals(appId='{AppId}')", "roleManagement/directory/roleAssignments",
            "roleManagement/directory/roleAssignments?$expand=principal", $"roleManagement/directory/roleAssignments/{role}", "roleManagement/directory/roleDefinitions",
            "applicationTemplates", Template, $"servicePrincipals/{principal}/appRoleAssignedTo", $"servicePrincipals/{principal}/appRoleAssignedTo/{assignment}",
            $"users/{user}/appRoleAssignments", $"groups/{group}/appRoleAssignments", $"servicePrincipals/{principal}/appRoleAssignments",
            "users/nobody@contoso.com", "users?$select=shoeSize",
        ];
        var faults = new List<string>();
        foreach (var path in reads)
            faults.AddRange(contract.Check("GET", path, await tenant.Get(path)).Select(f => $"GET {path}: {f}"));
        (string Method, string Path, object? Body)[] writes =
        [
            ("POST", "users", TestTenant.UserBody("new")), ("POST", "groups", TestTenant.GroupBody("new")), ("POST", "applications", new { displayName = "new" }),
            ("PATCH", $"users/{user}", new { department = "x" }), ("PATCH", "groups(uniqueName='g')", new { description = "x" }),
            ("POST", $"users/{user}/revokeSignInSessions", null), ("POST", "directoryObjects/getByIds", new { ids = new[] { user, group } }),
            ("POST", $"users/{user}/checkMemberObjects", new { ids = new[] { group } }), ("POST", $"users/{user}/getMemberGroups", new { securityEnabledOnly = false }),
            ("POST", $"applications/{application}/extensionProperties", new { name = "n", dataType = "String", targetObjects = new[] { "User" } }),
            ("POST", "$batch", new { requests = new[] { new { id = "1", method = "GET", url = "users" } } }),
            ("POST", Template + "/instantiate", new { displayName = "made" }),
            ("POST", $"servicePrincipals/{principal}/appRoleAssignedTo", new { principalId = group, resourceId = principal, appRoleId = AppId }),
            ("POST", $"servicePrincipals/{principal}/appRoleAssignedTo", new { principalId = group, resourceId = principal, appRoleId = AppId }),
            ("DELETE", $"servicePrincipals/{principal}/appRoleAssignedTo/{assignment}", null), ("PATCH", $"servicePrincipals/{principal}", new { tags = new[] { "HideApp" } }),
            ("POST", "invitations", new { invitedUserEmailAddress = "alan@example.org", inviteRedirectUrl = "https://a.example" }),
            ("POST", "users", TestTenant.UserBody("new")), ("POST", $"directory/deletedItems/{deleted}/restore", null), ("DELETE", $"users/{user}/manager/$ref", null),
            ("DELETE", $"users/{user}", null), ("DELETE", $"directory/deletedItems/{user}", null),
        ];
        foreach (var (method, path, body) in writes)
            faults.AddRange(contract.Check(method, path, await tenant.Send(new HttpMethod(method), path, body)).Select(f => $"{method} {path}: {f}"));
        Assert.Empty(faults);
    }

    [SharedFact]
    public async Task Lists_of_functions_have_the_contracts_form()
    {
        var contract = Load();
        await using var tenant = await TestTenant.StartAsync();
        var boss = await tenant.User("boss");
        await tenant.User("u", ("manager@odata.bind", tenant.Url(boss)));
        var faults = new List<string>();
        foreach (var item in (await tenant.Get("users/delta")).Value)
            contract.Typed(item, "microsoft.graph.user", "users/delta", faults);
        foreach (var item in (await tenant.Post("directoryObjects/getByIds", new { ids = new[] { boss } })).Value)
            contract.Typed(item, "microsoft.graph.directoryObject", "getByIds", faults);
        Assert.Empty(faults);
    }

    [SharedFact]
    public void The_property_tables_name_and_shape_what_the_contract_does()
    {
        var contract = Load();
        var faults = new List<string>();
        foreach (var kind in ObjectKinds.All)
        {
            var type = ObjectKinds.TypeOf(kind);
            var known = contract.Properties("microsoft.graph." + type.Name);
            faults.AddRange(type.Properties.Where(p => !known.ContainsKey(p.Name)).Select(p => $"{type.Name} has no {p.Name}"));
            foreach (var property in type.Properties.Where(p => known.ContainsKey(p.Name)))
            {
                var isArray = known[property.Name].TryGetProperty("type", out var shape) && shape.GetString() == "array";
                if (isArray != property.IsCollection)
                    faults.Add($"{type.Name}/{property.Name} is {(isArray ? "a" : "no")} collection");
            }
        }

        foreach (var kind in (ObjectKind[])[ObjectKind.User, ObjectKind.Group])
        {
            var type = ObjectKinds.TypeOf(kind);
            faults.AddRange(contract.Properties("microsoft.graph." + type.Name).Keys.Where(n => type.Find(n) is null).Select(n => $"{type.Name} lacks {n}"));
        }

        Assert.Empty(faults);
    }

    private static string AllOf(ObjectKind kind) =>
        "$select=" + string.Join(',', ObjectKinds.TypeOf(kind).Properties.Where(p => !p.Elsewhere).Select(p => p.Name));
}
