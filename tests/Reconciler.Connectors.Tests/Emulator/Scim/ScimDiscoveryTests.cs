using System.Text.Json;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimDiscoveryTests
{
    [Fact]
    public async Task The_service_describes_itself()
    {
        await using var scim = await StartAsync();
        var config = await scim.Read("ServiceProviderConfig");
        foreach (var feature in new[] { "patch", "bulk", "filter", "changePassword", "sort", "etag" })
            Assert.Equal("True", config.Text(feature, "supported"));
        Assert.Equal("""{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,"maxPageSize":1000,"cursorTimeout":600}""", config.Text("pagination"));
        Assert.Equal("oauthbearertoken", config.GetProperty("authenticationSchemes")[0].Text("type"));
        var types = (await scim.Get("ResourceTypes")).Is(200);
        Assert.Equal(["User", "Group"], types.Resources().Select(t => t.Text("name")));
        var schemas = (await scim.Get("Schemas")).Is(200);
        Assert.Equal(schemas.Total(), schemas.Resources().Length);
        foreach (var type in types.Resources())
        {
            Assert.Equal(type.GetRawText(), (await scim.Get("ResourceTypes/" + type.Text("id"))).Is(200).Text);
            var named = type.GetProperty("schemaExtensions").EnumerateArray().Select(e => e.Text("schema")).Prepend(type.Text("schema"));
            Assert.All(named, n => Assert.Contains(schemas.Resources(), s => s.Text("id") == n));
        }

        foreach (var schema in schemas.Resources())
        {
            Assert.Equal(schema.GetRawText(), (await scim.Get("Schemas/" + schema.Text("id"))).Is(200).Text);
            Assert.Equal((await scim.Get("Schemas/" + schema.Text("id"))).Json.Text("meta", "location"), scim.Emulator.ScimRoot(Key) + "Schemas/" + schema.Text("id"));
        }

        foreach (var core in new[] { "Schema", "ResourceType", "ServiceProviderConfig" })
            Assert.Contains(schemas.Resources(), s => s.Text("id") == "urn:ietf:params:scim:schemas:core:2.0:" + core);
        foreach (var path in new[] { "ServiceProviderConfig", "ResourceTypes", "Schemas", "ResourceTypes/User", "Schemas/" + User })
        {
            foreach (var verb in new[] { "POST", "PUT", "PATCH", "DELETE" })
                Assert.Equal("GET", (await scim.Send(verb, path, "{}")).Fails(405).Headers["Allow"]);
        }

        (await scim.Get("ResourceTypes/Shoe")).Fails(404);
        (await scim.Get("Schemas/urn:shoe")).Fails(404);
        (await scim.Get("ServiceProviderConfig/x")).Fails(404);
        (await scim.Get("Schemas?filter=id%20pr")).Fails(403);
    }

    /// <summary>Everything the discovery documents and resources hold is described by the schema they name.</summary>
    [Fact]
    public async Task Nothing_is_answered_that_no_schema_describes()
    {
        await using var scim = await StartAsync();
        var schemas = (await scim.Get("Schemas")).Resources().ToDictionary(s => s.Text("id")!);
        string[] common = ["schemas", "id", "externalId", "meta"];
        void Check(JsonElement resource)
        {
            var schema = schemas[resource.GetProperty("schemas")[0].GetString()!];
            foreach (var member in resource.EnumerateObject().Where(m => !common.Contains(m.Name)))
            {
                if (schemas.TryGetValue(member.Name, out var extension))
                {
                    Assert.All(member.Value.EnumerateObject(), m => Described(extension.GetProperty("attributes"), m));
                    continue;
                }

                Described(schema.GetProperty("attributes"), member);
            }
        }

        static void Described(JsonElement attributes, JsonProperty member)
        {
            var attribute = attributes.EnumerateArray().FirstOrDefault(a => a.Text("name") == member.Name);
            Assert.True(attribute.ValueKind == JsonValueKind.Object, $"{member.Name} is not described");
            Assert.Equal(attribute.GetProperty("multiValued").GetBoolean(), member.Value.ValueKind == JsonValueKind.Array);
            if (attribute.Text("type") != "complex")
                return;
            foreach (var item in member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().ToArray() : [member.Value])
                Assert.All(item.EnumerateObject(), m => Described(attribute.GetProperty("subAttributes"), m));
        }

        Check(await scim.Read("ServiceProviderConfig"));
        foreach (var type in (await scim.Get("ResourceTypes")).Resources())
            Check(type);
        var ada = await scim.NewUser("ada", ("emails", new[] { new { value = "a@x", type = "work", primary = true } }), (Enterprise, new { manager = new { value = "m" } }));
        var group = await scim.NewGroup("g", ada);
        Check(await scim.Read("Users/" + ada));
        Check(await scim.Read("Groups/" + group));
    }
}
