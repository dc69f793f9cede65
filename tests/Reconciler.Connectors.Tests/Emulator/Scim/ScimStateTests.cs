using System.Runtime.CompilerServices;
using System.Text.Json;
using Reconciler.Emulator;
using Reconciler.Emulator.State;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimStateTests
{
    private const string Application = """{"type":"scimApplication","key":"entrust","required":["name.familyName"],"emailDomains":["contoso.com"],"pageSize":2,"extensions":[{"id":"urn:example:badge:1.0:User","attributes":[{"name":"badge"}]}]}""";

    [Theory]
    [InlineData(3)]
    [InlineData(50_000)]
    public async Task State_survives_a_restart(int snapshotAfter)
    {
        using var folder = new TestFolder();
        var seed = folder.Write("seed.jsonl", string.Join('\n',
            """{"type":"scimGroup","application":"entrust","resource":{"displayName":"Outer","members":[{"displayName":"Inner"}]}}""",
            """{"type":"scimGroup","application":"entrust","id":"inner","resource":{"displayName":"Inner","members":[{"userName":"ADA@contoso.com"},"u2"]}}""",
            """{"type":"scimUser","application":"entrust","resource":{"userName":"ada@contoso.com","urn:example:badge:1.0:User":{"badge":"B1"}}}""",
            """{"type":"scimUser","application":"entrust","id":"u2","created":"2025-01-02T03:04:05Z","resource":{"userName":"bob@elsewhere.com","active":false,"password":"seed-secret"}}""",
            """{"type":"user","userPrincipalName":"graph@contoso.com"}""",
            """{"type":"scimUser","application":"onlyseeded","resource":{"userName":"x"}}""",
            Application));
        EmulatorOptions With(EmulatorOptions o) => o with { SeedFiles = [seed], StateDirectory = folder.File("state"), SnapshotAfterChanges = snapshotAfter };
        string users, groups;
        await using (var scim = await StartAsync(null, With))
        {
            Assert.Equal(["entrust", "onlyseeded"], scim.Emulator.Applications);
            Assert.Equal(2, (await scim.Get("Users")).Resources().Length);
            Assert.Equal("2025-01-02T03:04:05.000Z", (await scim.Read("Users/u2")).Text("meta", "created"));
            Assert.Equal("2", (await scim.MembersOf("inner")).Length.ToString());
            Assert.Contains("'name.familyName' is required", (await scim.Post("Users", UserBody("x@contoso.com"))).Fails(400, "invalidValue").Text);
            var carl = await scim.NewUser("carl@contoso.com", ("name", new { familyName = "C" }), ("password", "run-secret"));
            var gone = await scim.NewUser("gone@contoso.com", ("name", new { familyName = "G" }));
            var group = await scim.NewGroup("New", carl);
            for (var i = 0; i < 4; i++)
                (await scim.Patch("Users/" + carl, Op("replace", "title", "t" + i))).Is(200);
            (await scim.Patch("Groups/inner", Op("add", "members", new[] { carl, gone, group }))).Is(204);
            (await scim.Patch("Groups/inner", Op("remove", "members[value eq \"u2\"]", null))).Is(204);
            (await scim.Delete("Users/" + gone)).Is(204);
            (users, groups) = ((await scim.Get("Users?count=100")).Text, (await scim.Get("Groups?count=100")).Text);
        }

        await File.AppendAllTextAsync(folder.File("state/scim-entrust.log.jsonl"), """{"type":"scimUser","torn""");
        File.Delete(seed);
        foreach (var text in Directory.GetFiles(folder.File("state")).Select(File.ReadAllText))
            Assert.DoesNotContain("-secret", text, StringComparison.Ordinal);
        for (var round = 0; round < 2; round++)
        {
            await using var scim = await StartAsync(null, o => With(o) with { SeedFiles = [] });
            string Local(string text, ScimTenant at) => System.Text.RegularExpressions.Regex.Replace(text, @"127\.0\.0\.1:\d+", "host");
            Assert.Equal(Local(users, scim), Local((await scim.Get("Users?count=100")).Text, scim));
            Assert.Equal(Local(groups, scim), Local((await scim.Get("Groups?count=100")).Text, scim));
            Assert.Equal(2, (await scim.Get("Users")).Resources().Length);
            (await scim.Post("Users", UserBody("x@contoso.com"))).Fails(400, "invalidValue");
            Assert.Equal(1, (await scim.Get(scim.Emulator.ScimRoot("onlyseeded") + "Users")).Total());
        }
    }

    [Theory]
    [InlineData("""{"type":"scimUser","resource":{"userName":"a"}}""", "'application' is missing")]
    [InlineData("""{"type":"scimUser","application":"a b","resource":{"userName":"a"}}""", "'a b' is no key")]
    [InlineData("""{"type":"scimUser","application":"entrust"}""", "'resource' is missing")]
    [InlineData("""{"type":"scimUser","application":"entrust","resource":{"title":"a"}}""", "the user has no userName")]
    [InlineData("""{"type":"scimUser","application":"entrust","resource":{"userName":"a","shoeSize":7}}""", "'shoeSize' is not an attribute of User")]
    [InlineData("""{"type":"scimUser","application":"entrust","resource":{"userName":"a","active":7}}""", "The value of 'active' is not a boolean")]
    [InlineData("""{"type":"scimUser","application":"entrust","resource":{"userName":"FIRST"}}""", "described twice")]
    [InlineData("""{"type":"scimUser","application":"entrust","id":"z","resource":{"userName":"FIRST"}}""", "the userName 'FIRST' is used twice")]
    [InlineData("""{"type":"scimGroup","application":"entrust","resource":{"displayName":"g","members":[{"userName":"none"}]}}""", "names nothing")]
    [InlineData("""{"type":"scimApplication","key":"entrust","shoes":7}""", "'shoes' is not a setting")]
    [InlineData("""{"type":"scimApplication","key":"entrust","dialect":"x"}""", "known are: strict")]
    [InlineData("""{"type":"scimApplication","key":"entrust","required":["x"]}""", "'x' among 'required'")]
    [InlineData("""{"type":"scimApplication","key":"entrust","pageSize":0}""", "'pageSize' is not a number above 0")]
    [InlineData("""{"type":"scimApplication","key":"entrust","groups":"x"}""", "'groups' is not true or false")]
    [InlineData("""{"type":"scimApplication","key":"entrust","extensions":[{"id":"x"}]}""", "is not a URN")]
    [InlineData("""{"type":"scimApplication","key":"entrust","extensions":[{"id":"urn:x","attributes":[{"name":"a","type":"colour"}]}]}""", "'colour' is no type for 'a'")]
    [InlineData("""{"type":"scimShoe"}""", "'scimShoe' is not a type")]
    public async Task A_bad_line_is_named(string line, string message)
    {
        var fault = await Assert.ThrowsAsync<StateException>(() => SeededAsync("""{"type":"scimUser","application":"entrust","resource":{"userName":"first"}}""", line));
        Assert.StartsWith("seed.jsonl:2: ", fault.Message);
        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public async Task Every_line_that_is_written_is_described()
    {
        using var folder = new TestFolder();
        await using (var scim = await StartAsync(null, o => o with { StateDirectory = folder.Path, SnapshotAfterChanges = 6 }))
        {
            for (var round = 0; round < 2; round++)
            {
                var user = await scim.NewUser("u" + round, ("password", "x"));
                var group = await scim.NewGroup("g" + round);
                (await scim.Patch("Groups/" + group, Op("add", "members", new[] { user }))).Is(204);
                (await scim.Delete("Users/" + await scim.NewUser("w" + round))).Is(204);
            }
        }

        var described = Schema().GetProperty("$defs");
        var seen = new HashSet<string>();
        foreach (var line in Directory.GetFiles(folder.Path, "scim-*").SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement))
        {
            var type = line.GetProperty("type").GetString()!;
            seen.Add(type);
            var definition = described.GetProperty(type);
            foreach (var required in definition.GetProperty("required").EnumerateArray())
                Assert.True(line.TryGetProperty(required.GetString()!, out _), $"{type} lacks {required}");
            Assert.All(line.EnumerateObject(), m => Assert.True(definition.GetProperty("properties").TryGetProperty(m.Name, out _), $"{type} has {m.Name}"));
        }

        Assert.Superset(new HashSet<string>(["snapshot", "scimApplication", "scimUser", "scimGroup", "scimMembers", "scimDelete"]), seen);
    }

    private static JsonElement Schema([CallerFilePath] string here = "") => JsonDocument.Parse(File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "schemas", "emulator-state.schema.json"))).RootElement;
}
