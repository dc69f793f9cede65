using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class StateFormatTests
{
    private static readonly string[] s_logOnly = ["snapshot", "links", "delete", "restore", "purge", "scimMembers", "scimDelete"];

    private static JsonElement Schema([CallerFilePath] string here = "") => JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "schemas", "emulator-state.schema.json"))).RootElement;

    private static IEnumerable<(string Type, JsonElement Definition)> Lines() => Schema().GetProperty("anyOf").EnumerateArray()
        .Select(r => r.GetProperty("$ref").GetString()!.Split('/')[^1])
        .Select(name => (name, Schema().GetProperty("$defs").GetProperty(name)));

    [Fact]
    public async Task The_examples_of_the_schema_are_a_seed()
    {
        var examples = Lines().Where(l => !s_logOnly.Contains(l.Type)).SelectMany(l => l.Definition.GetProperty("examples").EnumerateArray()).ToList();
        await using var tenant = await TestTenant.SeededAsync([.. examples.Select(e => e.GetRawText())]);
        Assert.Equal(2, (await tenant.Get("users")).Value.Length);
        Assert.Equal(2, (await tenant.Get("groups")).Value.Length);
        Assert.Single((await tenant.Get("roleManagement/directory/roleAssignments")).Value);
        Assert.Single((await tenant.Get("directory/deletedItems/graph.user")).Value);
        Assert.Equal(2, (await tenant.Get("applicationTemplates")).Value.Length);
        Assert.Single((await tenant.Get("users/adele@contoso.com/appRoleAssignments")).Value);
    }

    [Fact]
    public async Task Every_line_that_is_written_is_described()
    {
        var described = Lines().ToDictionary(l => l.Type, l => l.Definition);
        using var folder = new TestFolder();
        await using (var tenant = await TestTenant.StartAsync(o => o with { StateDirectory = folder.Path, SnapshotAfterChanges = 16 }))
        {
            for (var round = 0; round < 2; round++)
            {
                var application = (await tenant.Post("applications", new { displayName = "a" + round })).Is(201);
                await tenant.Post("servicePrincipals", new { appId = application.Json.GetProperty("appId").GetString() });
                await tenant.Post($"applications/{application.Id}/extensionProperties", new { name = "m", dataType = "String", targetObjects = new[] { "User" } });
                var user = await tenant.User("u" + round);
                await tenant.Group("g" + round, ("members@odata.bind", new[] { tenant.Url(user) }));
                var made = (await tenant.Post("applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate", new { displayName = "e" + round })).Is(201);
                var principal = made.Json.GetProperty("servicePrincipal");
                var role = principal.GetProperty("appRoles")[0].GetProperty("id").GetString();
                var resource = principal.GetProperty("id").GetString();
                (await tenant.Post($"users/{user}/appRoleAssignments", new { principalId = user, resourceId = resource, appRoleId = role })).Is(201);
                await tenant.Delete("users/" + user);
                await tenant.Post($"directory/deletedItems/{user}/restore", new { newUserPrincipalName = $"v{round}@contoso.com" });
                await tenant.Delete("users/" + user);
                if (round == 1)
                    await tenant.Delete("directory/deletedItems/" + user);
            }
        }

        var seen = new HashSet<string>();
        foreach (var line in Directory.GetFiles(folder.Path).SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var type = line.GetProperty("type").GetString()!;
            seen.Add(type);
            var definition = described[type];
            foreach (var required in definition.GetProperty("required").EnumerateArray())
                Assert.True(line.TryGetProperty(required.GetString()!, out _), $"{type} lacks {required}");
            if (!definition.GetProperty("additionalProperties").GetBoolean())
                Assert.All(line.EnumerateObject(), m => Assert.True(definition.GetProperty("properties").TryGetProperty(m.Name, out _), $"{type} has {m.Name}"));
        }

        Assert.Superset(new HashSet<string>(["snapshot", "organization", "domain", "deleted", "delete", "restore", "purge", "links", "user", "applicationTemplate", "appRoleAssignment"]), seen);
    }

    [Fact]
    public void The_contract_checker_finds_what_is_wrong()
    {
        using var folder = new TestFolder();
        var file = folder.Write("contract.json", """
            {"paths":{"/things/{id}":{"get":{"responses":{"2XX":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}}}}}}},
             "components":{"schemas":{"base":{"properties":{"id":{"type":"string","x-nullable":false}}},
              "thing":{"x-base":"base","properties":{"size":{"type":"integer"},"colours":{"type":"array","items":{"type":"string"}}}}}}}
            """);
        var contract = new Contract(file);
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" };
        List<string> Check(string method, string path, string body) => contract.Check(method, path, new Reply(200, body, headers));
        Assert.Empty(Check("GET", "things/1", """{"@odata.context":"c","id":"1","size":1,"colours":["red"]}"""));
        Assert.Equal(["/id is null", "/size is String, not integer", "/colours[] is Number, not string", "/shape is no property of thing"],
            Check("GET", "things/1", """{"id":null,"size":"1","colours":[1],"shape":"x"}"""));
        Assert.Equal(["no such path"], Check("GET", "things", "{}"));
        Assert.Equal(["no such verb"], Check("POST", "things/1", "{}"));
    }
}
