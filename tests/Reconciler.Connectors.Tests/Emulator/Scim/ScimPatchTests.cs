using System.Text.Json;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimPatchTests
{
    private const string Start = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada","active":true,"title":"x","name":{"givenName":"Ada","familyName":"Lund"},
         "emails":[{"value":"w@example.com","type":"work","primary":true},{"value":"h@home.org","type":"home"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R","manager":{"value":"m1"}}}
        """;

    /// <summary>Operations on the user above, the attribute that is looked at, and what it is afterwards (nothing: it is gone).</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        { """{"op":"add","path":"nickName","value":"A"}""", "nickName", "A" },
        { """{"op":"Replace","path":"active","value":"False"}""", "active", "False" },
        { """{"op":"replace","value":{"active":false}}""", "active", "False" },
        { """{"op":"ADD","path":"NICKNAME","value":"A"}""", "nickName", "A" },
        { """{"op":"replace","path":"name.familyName","value":"B"}""", "name", """{"familyName":"B","givenName":"Ada"}""" },
        { """{"op":"replace","path":"name","value":{"familyName":"B"}}""", "name", """{"familyName":"B","givenName":"Ada"}""" },
        { """{"op":"add","path":"name","value":{"middleName":"M"}}""", "name", """{"familyName":"Lund","givenName":"Ada","middleName":"M"}""" },
        { """{"op":"replace","path":"name","value":{"familyName":null}}""", "name", """{"givenName":"Ada"}""" },
        { """{"op":"remove","path":"name.givenName"}""", "name", """{"familyName":"Lund"}""" },
        { """{"op":"remove","path":"name"}""", "name", "" },
        { """{"op":"remove","path":"nickName"}""", "nickName", "" },
        { """{"op":"replace","path":"title","value":null}""", "title", "" },
        { """{"op":"replace","value":{"name.givenName":"X","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"S"}}""", "name", """{"familyName":"Lund","givenName":"X"}""" },
        { """{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:name.givenName","value":"X"}""", "name", """{"familyName":"Lund","givenName":"X"}""" },
        { """{"op":"add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter","value":"7"}""", Enterprise, """{"costCenter":"7","department":"R","manager":{"value":"m1"}}""" },
        { """{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"department":"S"}}""", Enterprise, """{"department":"S","manager":{"value":"m1"}}""" },
        { """{"op":"add","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"division":"D"}}}""", Enterprise, """{"division":"D","department":"R","manager":{"value":"m1"}}""" },
        { """{"op":"remove","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"}""", Enterprise, "" },
        { """{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"m2"}""", Enterprise, """{"department":"R","manager":{"value":"m2"}}""" },
        { """{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":""}""", Enterprise, """{"department":"R"}""" },
        { """{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value","value":"m3"}""", Enterprise, """{"department":"R","manager":{"value":"m3"}}""" },
        { """{"op":"add","path":"emails","value":[{"value":"n@x","type":"other"}]}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@home.org","type":"home"},{"value":"n@x","type":"other"}]""" },
        { """{"op":"add","path":"emails","value":{"value":"h@home.org","type":"home"}}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@home.org","type":"home"}]""" },
        { """{"op":"add","path":"emails","value":[{"value":"n@x","primary":"True"}]}""", "emails", """[{"value":"w@example.com","type":"work","primary":false},{"value":"h@home.org","type":"home"},{"value":"n@x","primary":true}]""" },
        { """{"op":"replace","path":"emails","value":[{"value":"n@x"}]}""", "emails", """[{"value":"n@x"}]""" },
        { """{"op":"replace","path":"emails[type eq \"work\"].value","value":"n@x"}""", "emails", """[{"value":"n@x","type":"work","primary":true},{"value":"h@home.org","type":"home"}]""" },
        { """{"op":"replace","path":"emails[type eq \"home\"]","value":{"value":"n@x","type":"home"}}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"n@x","type":"home"}]""" },
        { """{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""", "emails", """[{"value":"w@example.com","type":"work","primary":false},{"value":"h@home.org","type":"home","primary":true}]""" },
        { """{"op":"add","path":"emails[type eq \"home\"]","value":{"display":"H"}}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@home.org","display":"H","type":"home"}]""" },
        { """{"op":"add","path":"emails[type eq \"other\"].value","value":"n@x"}""", "emails", """[{"value":"w@example.com","type":"work","primary":true},{"value":"h@home.org","type":"home"},{"value":"n@x","type":"other"}]""" },
        { """{"op":"add","path":"phoneNumbers[type eq \"work\"].value","value":"1"}""", "phoneNumbers", """[{"value":"1","type":"work"}]""" },
        { """{"op":"remove","path":"emails[type eq \"work\" and value ew \"example.com\"]"}""", "emails", """[{"value":"h@home.org","type":"home"}]""" },
        { """{"op":"remove","path":"emails[type eq \"work\"].primary"}""", "emails", """[{"value":"w@example.com","type":"work"},{"value":"h@home.org","type":"home"}]""" },
        { """{"op":"remove","path":"emails"}""", "emails", "" },
        { """{"op":"replace","path":"emails.type","value":"other"}""", "emails", """[{"value":"w@example.com","type":"other","primary":true},{"value":"h@home.org","type":"other"}]""" },
        { """{"op":"add","path":"roles","value":[{"value":"r","primary":"True"}]}""", "roles", """[{"value":"r","primary":true}]""" },
        { """{"op":"replace","path":"timezone","value":"Anywhere/At all"}""", "timezone", "Anywhere/At all" },
        { """{"name":"addMember","op":"add","path":"title","value":"y"}""", "title", "y" },
        { """{"op":"remove","path":"title"},{"op":"add","path":"title","value":"y"},{"op":"replace","path":"title","value":"z"}""", "title", "z" },
        { """{"op":"replace","path":"userName","value":"one"},{"op":"replace","path":"userName","value":"two"}""", "userName", "two" },
        { """{"op":"replace","value":{"id":"other","meta":{"version":"7"},"schemas":["x"],"groups":[],"title":"y"}}""", "title", "y" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_patch_changes_exactly_this(string operations, string attribute, string expected)
    {
        await using var scim = await StartAsync();
        var made = (await scim.Post("Users", Start)).Is(201);
        var body = $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{operations}}]}""";
        var answer = await scim.Send("PATCH", "Users/" + made.Id, body);
        var after = await scim.Read("Users/" + made.Id);
        Assert.Equal(expected, after.Text(attribute) ?? "");
        if (after.GetRawText() == made.Text)
            answer.Is(204);
        else
            Assert.Equal(after.GetRawText(), answer.Is(200).Text);
        // The same again changes nothing: additions and replacements are idempotent.
        if (!operations.Contains("remove", StringComparison.Ordinal) && !operations.Contains("one", StringComparison.Ordinal))
        {
            (await scim.Send("PATCH", "Users/" + made.Id, body)).Is(204);
            Assert.Equal(after.GetRawText(), (await scim.Read("Users/" + made.Id)).GetRawText());
        }
    }

    [Theory]
    [InlineData("""{"op":"remove"}""", "noTarget")]
    [InlineData("""{"op":"remove","path":"userName"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"userName","value":null}""", "invalidValue")]
    [InlineData("""{"op":"replace","path":"id","value":"x"}""", "mutability")]
    [InlineData("""{"op":"add","path":"groups","value":[{"value":"x"}]}""", "mutability")]
    [InlineData("""{"op":"replace","path":"meta.created","value":"2026-01-01T00:00:00Z"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"other\"].value","value":"x"}""", "noTarget")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"other\"]","value":{"value":"x"}}""", "noTarget")]
    [InlineData("""{"op":"add","path":"emails[value co \"other\"].value","value":"x"}""", "noTarget")]
    [InlineData("""{"op":"remove","path":"emails[type eq \"other\"]"}""", "noTarget")]
    [InlineData("""{"op":"add","path":"shoeSize","value":7}""", "invalidPath")]
    [InlineData("""{"op":"add","value":{"shoeSize":7}}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]value","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"name[givenName eq \"Ada\"]","value":{}}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":".title","value":"x"}""", "invalidPath")]
    [InlineData("""{"op":"add","path":"emails[type ssw \"work\"].value","value":"x"}""", "invalidFilter")]
    [InlineData("""{"op":"add","path":"title"}""", "invalidValue")]
    [InlineData("""{"op":"add","path":"title","value":7}""", "invalidValue")]
    [InlineData("""{"op":"add","path":"emails[type eq \"work\"]","value":{"shoe":1}}""", "invalidValue")]
    [InlineData("""{"op":"add","path":"active","value":"maybe"}""", "invalidValue")]
    [InlineData("""{"op":"add","value":"x"}""", "invalidSyntax")]
    [InlineData("""{"op":"move","path":"title","value":"x"}""", "invalidSyntax")]
    [InlineData("""{"path":"title","value":"x"}""", "invalidSyntax")]
    [InlineData("""7""", "invalidSyntax")]
    [InlineData("", "invalidSyntax")]
    public async Task A_wrong_patch_changes_nothing(string operation, string scimType)
    {
        await using var scim = await StartAsync();
        var made = (await scim.Post("Users", Start)).Is(201);
        // The first operation would work alone: all or nothing.
        var first = operation.Length == 0 ? "" : """{"op":"add","path":"nickName","value":"A"},""";
        (await scim.Send("PATCH", "Users/" + made.Id, $$"""{"schemas":["{{PatchOp}}"],"Operations":[{{first}}{{operation}}]}""")).Fails(400, scimType);
        Assert.Equal(made.Text, (await scim.Get("Users/" + made.Id)).Text);
        Assert.Equal(0, (await scim.Filter("Users", "nickName pr")).Total());
    }

    [Fact]
    public async Task Answers_follow_the_switches_and_passwords_stay_hidden()
    {
        await using var scim = await StartAsync(s => (s.PatchReturnsBody, s.GroupPatchReturnsBody) = (false, true));
        var user = await scim.NewUser("ada");
        var answer = (await scim.Patch("Users/" + user, Op("replace", "password", "secret-1"))).Is(204);
        Assert.Equal("W/\"2\"", answer.Headers["ETag"]);
        (await scim.Patch("Users/" + user, Op("replace", null, new Dictionary<string, string> { [User + ":password"] = "secret-2" }))).Is(204);
        Assert.Equal("B", (await scim.Patch("Groups/" + await scim.NewGroup("A"), Op("replace", "displayName", "B"))).Is(200).Json.Text("displayName"));
        Assert.DoesNotContain(scim.Emulator.Wire, w => w.Request?.Contains("secret-", StringComparison.Ordinal) == true);
        Assert.Contains(scim.Emulator.Wire, w => w.Request?.Contains("\"***\"", StringComparison.Ordinal) == true);
        (await scim.Send("PATCH", "Users/" + user, new { Operations = new[] { Op("replace", "title", "x") } })).Fails(400, "invalidSyntax");
        (await scim.Patch("Users/none", Op("replace", "title", "x"))).Fails(404);
    }

    [Fact]
    public async Task Attributes_of_an_extension_keep_their_rules()
    {
        await using var scim = await SeededAsync("""
            {"type":"scimApplication","key":"entrust","extensions":[{"id":"urn:example:badge:1.0:User","name":"Badge","attributes":[{"name":"code","type":"string","mutability":"immutable","uniqueness":"server"},{"name":"floor","type":"integer","required":true},{"name":"rate","type":"decimal"},{"name":"until","type":"dateTime"},{"name":"tags","type":"string","multiValued":true},{"name":"seen","type":"string","returned":"request"},{"name":"made","type":"string","mutability":"readOnly"},{"name":"key","type":"binary"}]}]}
            """.Trim());
        const string Badge = "urn:example:badge:1.0:User";
        var id = await scim.NewUser("ada", (Badge, new { code = "B1", floor = 3, rate = 1.5, tags = new[] { "a", "b" }, seen = "s", made = "no" }));
        var path = "Users/" + id;
        Assert.Equal("""{"code":"B1","floor":3,"rate":1.5,"tags":["a","b"]}""", (await scim.Read(path)).Text(Badge));
        Assert.Equal("""{"seen":"s"}""", (await scim.Read($"{path}?attributes={Badge}:seen")).Text(Badge));
        (await scim.Patch(path, Op("replace", Badge + ":code", "B1"))).Is(204);
        (await scim.Patch(path, Op("replace", Badge + ":code", "B2"))).Fails(400, "mutability");
        (await scim.Put(path, UserBody("ada", (Badge, new { code = "B2", floor = 3 })))).Fails(400, "mutability");
        (await scim.Put(path, UserBody("ada"))).Fails(400, "mutability");
        (await scim.Patch(path, Op("remove", Badge + ":floor", null))).Fails(400, "mutability");
        (await scim.Patch(path, Op("replace", Badge + ":floor", 1.5))).Fails(400, "invalidValue");
        (await scim.Patch(path, Op("replace", Badge + ":floor", "1"))).Fails(400, "invalidValue");
        (await scim.Patch(path, Op("replace", Badge + ":rate", "1"))).Fails(400, "invalidValue");
        (await scim.Patch(path, Op("replace", Badge + ":until", "soon"))).Fails(400, "invalidValue");
        (await scim.Patch(path, Op("replace", Badge + ":key", "???"))).Fails(400, "invalidValue");
        (await scim.Patch(path, Op("replace", Badge + ":made", "x"))).Fails(400, "mutability");
        (await scim.Post("Users", UserBody("bob", (Badge, new { code = "b1", floor = 1 })))).Fails(409, "uniqueness");
        (await scim.Patch(path, Op("remove", Badge + ":tags[value eq \"a\"]", null))).Is(200);
        (await scim.Patch(path, Op("add", Badge + ":tags", "c"))).Is(200);
        Assert.Equal("""["b","c"]""", (await scim.Read(path)).Text(Badge, "tags"));
        Assert.Equal(["ada"], await scim.Found("Users", Badge + ":floor ge 3 and " + Badge + ":rate lt 2 and " + Badge + ":tags eq \"c\""));
        (await scim.Filter("Users", Badge + ":floor eq \"3\"")).Fails(400, "invalidFilter");
    }
}
