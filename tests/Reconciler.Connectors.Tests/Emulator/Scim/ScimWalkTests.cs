using System.Text.Json;
using System.Text.Json.Nodes;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

/// <summary>Walks /ResourceTypes and /Schemas and writes every attribute they call writable in every way, reading back each time.</summary>
public sealed class ScimWalkTests
{
    [Theory]
    [InlineData("User")]
    [InlineData("Group")]
    public async Task Every_writable_attribute_can_be_added_replaced_and_removed(string name)
    {
        await using var scim = await SeededAsync("""
            {"type":"scimApplication","key":"entrust","extensions":[{"id":"urn:example:all:1.0:Thing","resourceTypes":["User","Group"],"attributes":[{"name":"s","type":"string"},{"name":"b","type":"boolean"},{"name":"i","type":"integer"},{"name":"d","type":"decimal"},{"name":"t","type":"dateTime"},{"name":"x","type":"binary"},{"name":"r","type":"reference"},{"name":"many","type":"integer","multiValued":true},{"name":"c","type":"complex","subAttributes":[{"name":"one","type":"string"},{"name":"two","type":"integer"}]},{"name":"cs","type":"complex","multiValued":true,"subAttributes":[{"name":"value","type":"string"},{"name":"flag","type":"boolean"}]}]}]}
            """.Trim());
        var type = (await scim.Get("ResourceTypes")).Resources().Single(t => t.Text("name") == name);
        var endpoint = type.Text("endpoint")!.TrimStart('/');
        string[] members = [await scim.NewUser("member-1"), await scim.NewUser("member-2")];
        var made = (await scim.Post(endpoint, name == "User" ? UserBody("walked") : GroupBody("walked"))).Is(201);
        var path = $"{endpoint}/{made.Id}";
        Assert.Contains((await scim.Get(endpoint)).Resources(), r => r.Text("id") == made.Id);
        var walked = 0;
        var schemas = type.GetProperty("schemaExtensions").EnumerateArray().Select(e => e.Text("schema")!).Prepend(type.Text("schema")!);
        foreach (var urn in schemas)
        {
            foreach (var attribute in (await scim.Read("Schemas/" + urn)).GetProperty("attributes").EnumerateArray())
            {
                if (attribute.Text("mutability") is "readOnly" || attribute.Text("returned") == "never")
                    continue;
                var place = urn == type.Text("schema") ? attribute.Text("name")! : $"{urn}:{attribute.Text("name")}";
                await Walk(scim, path, place, Value(attribute, 0, members), Value(attribute, 1, members), attribute.GetProperty("required").GetBoolean());
                walked++;
                if (attribute.Text("type") != "complex" || attribute.GetProperty("multiValued").GetBoolean())
                    continue;
                foreach (var sub in attribute.GetProperty("subAttributes").EnumerateArray().Where(s => s.Text("mutability") != "readOnly"))
                {
                    await Walk(scim, path, place + "." + sub.Text("name"), Value(sub, 0, members), Value(sub, 1, members), false);
                    walked++;
                }
            }
        }

        Assert.True(walked > 10, $"only {walked} attributes were walked");
        (await scim.Delete(path)).Is(204);
        (await scim.Get(path)).Fails(404);
    }

    private static async Task Walk(ScimTenant scim, string path, string place, JsonNode first, JsonNode second, bool required)
    {
        async Task Write(string op, JsonNode? value)
        {
            var reply = await scim.Patch(path, Op(op, place, value?.DeepClone()));
            Assert.True(reply.Status is 200 or 204, $"{op} {place}: {reply.Text}");
            var read = await scim.Read(path);
            if (reply.Status == 200)
                Assert.Equal(read.GetRawText(), reply.Text);
            Assert.True(value is null ? Find(read, place) is null : Holds(Find(read, place), value), $"{op} {place} of {value?.ToJsonString()} gives {read.GetRawText()}");
            // What is chosen alone is answered alone; what is excluded is not answered.
            var chosen = await scim.Read($"{path}?attributes={place}");
            Assert.Equal(Find(read, place)?.GetRawText(), Find(chosen, place)?.GetRawText());
            Assert.Null(Find(await scim.Read($"{path}?excludedAttributes={place}"), place));
        }

        await Write("add", first);
        await Write("replace", second);
        if (!required)
            await Write("remove", null);
    }

    private static JsonElement? Find(JsonElement resource, string place)
    {
        if (place.StartsWith("urn:", StringComparison.Ordinal))
        {
            var colon = place.LastIndexOf(':');
            if (!resource.TryGetProperty(place[..colon], out resource))
                return null;
            place = place[(colon + 1)..];
        }

        foreach (var name in place.Split('.'))
        {
            if (!resource.TryGetProperty(name, out resource))
                return null;
        }

        return resource;
    }

    /// <summary>Members may come back with more than was written.</summary>
    private static bool Holds(JsonElement? found, JsonNode expected) => (found, expected) switch
    {
        (null, _) => false,
        ({ ValueKind: JsonValueKind.Array } list, JsonArray items) => list.GetArrayLength() == items.Count
            && list.EnumerateArray().Zip(items).All(p => p.Second is not null && Holds(p.First, p.Second)),
        ({ ValueKind: JsonValueKind.Object } complex, JsonObject parts) => parts.All(p => p.Value is null
            || complex.TryGetProperty(p.Key, out var part) && Holds(part, p.Value)),
        ({ } single, _) => JsonNode.DeepEquals(JsonNode.Parse(single.GetRawText()), expected),
    };

    private static JsonNode Value(JsonElement attribute, int variant, string[] members)
    {
        var single = attribute.Text("type") switch
        {
            "boolean" => JsonValue.Create(variant == 0),
            "integer" => JsonValue.Create(7 + variant),
            "decimal" => JsonValue.Create(1.5m + variant),
            "dateTime" => JsonValue.Create($"2026-05-1{variant}T00:00:00Z"),
            "binary" => JsonValue.Create(variant == 0 ? "AQID" : "BAUG"),
            "reference" => JsonValue.Create("https://example.com/" + variant),
            "complex" => Complex(attribute, variant, members),
            _ => (JsonNode)JsonValue.Create("text " + variant),
        };
        return attribute.GetProperty("multiValued").GetBoolean() ? new JsonArray(single) : single;
    }

    private static JsonObject Complex(JsonElement attribute, int variant, string[] members)
    {
        var result = new JsonObject();
        foreach (var sub in attribute.GetProperty("subAttributes").EnumerateArray().Where(s => s.Text("mutability") is "readWrite"))
            result[sub.Text("name")!] = Value(sub, variant, members);
        if (attribute.Text("name") == "members")
            result["value"] = members[variant];
        return result;
    }
}
