using System.Text.Json;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimResourceTests
{
    [Fact]
    public async Task A_user_lives_from_POST_to_DELETE()
    {
        await using var scim = await StartAsync();
        var made = (await scim.Post("Users", UserBody("ada@contoso.com", ("externalId", "7"), ("name", new { familyName = "Lund" }), ("password", "kept-nowhere"),
            (Enterprise, new { employeeNumber = "17", manager = new { value = "m" } })))).Is(201);
        Assert.Equal("application/scim+json", made.Headers["Content-Type"]);
        Assert.Equal(scim.Emulator.ScimRoot(Key) + "Users/" + made.Id, made.Headers["Location"]);
        Assert.Equal(made.Headers["Location"], made.Json.Text("meta", "location"));
        Assert.Equal(made.Headers["ETag"], made.Json.Text("meta", "version"));
        Assert.Equal("2026-05-14T09:21:43.000Z", made.Json.Text("meta", "created"));
        Assert.Equal([User, Enterprise], made.Json.GetProperty("schemas").EnumerateArray().Select(s => s.GetString()!));
        Assert.DoesNotContain("password", made.Text, StringComparison.Ordinal);
        Assert.Equal(made.Text, (await scim.Get("Users/" + made.Id)).Is(200).Text);

        scim.Clock.Advance(TimeSpan.FromMinutes(1));
        var put = (await scim.Put("Users/" + made.Id, UserBody("ada@contoso.com", ("nickName", "A"), ("id", "other"), ("groups", new[] { new { value = "x" } })))).Is(200);
        Assert.Equal(made.Id, put.Id);
        Assert.Null(put.Json.Text("name"));
        Assert.Null(put.Json.Text("externalId"));
        Assert.Null(put.Json.Text("groups"));
        Assert.Equal("2026-05-14T09:21:43.000Z", put.Json.Text("meta", "created"));
        Assert.Equal("2026-05-14T09:22:43.000Z", put.Json.Text("meta", "lastModified"));
        (await scim.Delete("Users/" + made.Id)).Is(204);
        (await scim.Get("Users/" + made.Id)).Fails(404);
        (await scim.Delete("Users/" + made.Id)).Fails(404);
        Assert.DoesNotContain(scim.Emulator.Wire, w => w.Request?.Contains("kept-nowhere", StringComparison.Ordinal) == true);
        Assert.Equal(("POST", "/scim/entrust/v2/Users", 201), (scim.Emulator.Wire[0].Method, scim.Emulator.Wire[0].Path, scim.Emulator.Wire[0].Status));
    }

    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","active":"perhaps"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":7}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":null}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":""}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"nickName":"n"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","emails":{"value":"x"}}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","name":"x"}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","x509Certificates":[{"value":"no base64!"}]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","emails":[{"value":"a","primary":true},{"value":"b","primary":true}]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"u","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":"x"}""", "invalidValue")]
    [InlineData("""{"userName":"u"}""", "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"userName":"u"}""", "invalidSyntax")]
    [InlineData("""["x"]""", "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"half \ud800 a character"}""", "invalidSyntax")]
    [InlineData("""{junk""", "invalidSyntax")]
    [InlineData("""7""", "invalidSyntax")]
    public async Task A_wrong_body_is_refused(string body, string scimType)
    {
        await using var scim = await StartAsync();
        (await scim.Post("Users", body)).Fails(400, scimType);
        Assert.Equal(0, (await scim.Get("Users")).Total());
    }

    [Fact]
    public async Task Names_are_unique_without_regard_to_case()
    {
        await using var scim = await StartAsync();
        var (ada, bob) = (await scim.NewUser("ada"), await scim.NewUser("bob"));
        (await scim.Post("Users", UserBody("ADA"))).Fails(409, "uniqueness");
        (await scim.Put("Users/" + bob, UserBody("Ada"))).Fails(409, "uniqueness");
        (await scim.Patch("Users/" + bob, Op("replace", "userName", "aDa"))).Fails(409, "uniqueness");
        (await scim.Patch("Users/" + ada, Op("replace", "userName", "ADA"))).Is(200);
        await scim.NewGroup("Doors");
        (await scim.Post("Groups", GroupBody("doors"))).Fails(409, "uniqueness");
        scim.Switches.UniqueGroupNames = false;
        (await scim.Post("Groups", GroupBody("doors"))).Is(201);
        Assert.Equal(2, (await scim.Filter("Groups", "displayName eq \"DOORS\"")).Total());
    }

    [Fact]
    public async Task Types_and_verbs_are_held()
    {
        await using var scim = await StartAsync();
        (await scim.Post("Users", UserBody("a"), ("Content-Type", "text/plain"))).Fails(415);
        var plain = (await scim.Post("Users", UserBody("a"), ("Content-Type", "application/json"), ("Accept", "application/json"))).Is(201);
        Assert.Equal("application/json", plain.Headers["Content-Type"]);
        Assert.Equal("application/scim+json", (await scim.Get("Users", ("Accept", "application/scim+json, application/json"))).Headers["Content-Type"]);
        Assert.Equal("GET,POST", (await scim.Delete("Users")).Fails(405).Headers["Allow"].Replace(" ", ""));
        (await scim.Post("Users/" + plain.Id, "{}")).Fails(405);
        (await scim.Get("Me")).Fails(501);
        (await scim.Get("Users/a/b")).Fails(404);
        (await scim.Get("Nothing")).Fails(404);
        (await scim.Get("/scim/unknown/v2/Users")).Fails(404);
        (await scim.Get("/scim/entrust/v1/Users")).Fails(404);
        Assert.Throws<KeyNotFoundException>(() => scim.Emulator.ScimRoot("unknown"));
        Assert.Throws<KeyNotFoundException>(() => scim.Emulator.Scim("unknown"));
        Assert.Equal(200, (await scim.Get(scim.Emulator.GraphRoot + "organization")).Status);
    }

    [Fact]
    public async Task Entity_tags_guard_reads_and_writes()
    {
        await using var scim = await StartAsync();
        var path = "Users/" + await scim.NewUser("ada");
        var tag = (await scim.Get(path)).Headers["ETag"];
        Assert.Equal("W/\"1\"", tag);
        Assert.Empty((await scim.Get(path, ("If-None-Match", tag))).Is(304).Text);
        (await scim.Get(path, ("If-None-Match", "W/\"9\""))).Is(200);
        (await scim.Put(path, UserBody("ada", ("title", "x")), ("If-Match", "W/\"9\""))).Fails(412);
        (await scim.Put(path, UserBody("ada", ("title", "x")), ("If-Match", tag))).Is(200);
        (await scim.Delete(path, ("If-Match", tag))).Fails(412);
        (await scim.Send("PATCH", path, PatchBody(Op("replace", "title", "y")), ("If-Match", "W/\"9\", W/\"2\""))).Is(200);
        (await scim.Put(path, UserBody("ada", ("title", "y")))).Is(200);
        Assert.Equal("W/\"3\"", (await scim.Get(path)).Headers["ETag"]);
        (await scim.Delete(path, ("If-Match", "*"))).Is(204);
    }

    [Fact]
    public async Task Attributes_choose_what_is_answered()
    {
        await using var scim = await StartAsync();
        var id = await scim.NewUser("ada", ("name", new { givenName = "Ada", familyName = "Lund" }), ("title", "x"), (Enterprise, new { department = "R", division = "S" }),
            ("emails", new object[] { new { value = "a@x.com", type = "work" }, new { value = "b@x.com", type = "home" } }));
        async Task<JsonElement> With(string query) => await scim.Read($"Users/{id}?{query}");
        static string[] Names(JsonElement e) => [.. e.EnumerateObject().Select(m => m.Name)];

        Assert.Equal(["schemas", "id", "userName"], Names(await With("attributes=UserName")));
        Assert.Equal("""{"givenName":"Ada"}""", (await With("attributes=name.givenName")).Text("name"));
        Assert.Equal("""{"department":"R"}""", (await With("attributes=" + Enterprise + ":department")).Text(Enterprise));
        Assert.Equal("""{"division":"S","department":"R"}""", (await With("attributes=" + Enterprise)).Text(Enterprise));
        Assert.Equal(["schemas", "id", "userName"], Names(await With($"attributes={User}:userName,unknown")));
        Assert.Equal("""[{"value":"a@x.com","type":"work"}]""", (await With("attributes=emails" + Uri.EscapeDataString("[type eq \"work\"]"))).Text("emails"));
        Assert.Equal("""[{"type":"work"},{"type":"home"}]""", (await With("attributes=emails.type")).Text("emails"));
        Assert.DoesNotContain("title", Names(await With("excludedAttributes=title")));
        Assert.Equal("""{"familyName":"Lund"}""", (await With("excludedAttributes=name.givenName,id")).Text("name"));
        Assert.Equal(id, (await With("excludedAttributes=id,schemas")).Text("id"));
        (await scim.Get($"Users/{id}?attributes=title&excludedAttributes=name")).Fails(400, "invalidValue");
        Assert.Equal(["schemas", "id", "title"], Names((await scim.Get("Users?attributes=title")).Resources()[0]));
        Assert.Equal(["schemas", "id", "title"], Names((await scim.Send("PATCH", $"Users/{id}?attributes=title", PatchBody(Op("replace", "title", "x")))).Is(200).Json));
        var search = new { schemas = new[] { Search }, attributes = new[] { "title" }, filter = "userName eq \"ADA\"" };
        Assert.Equal(["schemas", "id", "title"], Names((await scim.Post("Users/.search", search)).Is(200).Resources()[0]));
    }

    [Fact]
    public async Task An_application_may_ask_for_more()
    {
        await using var scim = await StartAsync(s => (s.Required, s.EmailDomains) = (["name.familyName", "emails", "password"], ["contoso.com"]));
        object Mail(string address) => new[] { new { value = address } };
        var good = UserBody("a@contoso.com", ("name", new { familyName = "A" }), ("emails", Mail("a@contoso.com")), ("password", "x"));
        Assert.Contains("name.familyName", (await scim.Post("Users", UserBody("a@contoso.com", ("emails", Mail("a@contoso.com")), ("password", "x")))).Fails(400, "invalidValue").Text);
        Assert.Contains("password", (await scim.Post("Users", UserBody("a@contoso.com", ("emails", Mail("a@contoso.com")), ("name", new { familyName = "A" })))).Fails(400, "invalidValue").Text);
        Assert.Contains("'a@fabrikam.com' is not in an allowed domain", (await scim.Post("Users",
            UserBody("a@contoso.com", ("name", new { familyName = "A" }), ("emails", Mail("a@fabrikam.com")), ("password", "x")))).Fails(400, "invalidValue").Text);
        var id = (await scim.Post("Users", good)).Is(201).Id;
        Assert.Contains("emails", (await scim.Patch("Users/" + id, Op("remove", "emails", null))).Fails(400, "invalidValue").Text);
        (await scim.Patch("Users/" + id, Op("replace", "userName", "a@evil.contoso.com"))).Fails(400, "invalidValue");
        good.Remove("password");
        (await scim.Put("Users/" + id, good)).Is(200);
        scim.Switches.GroupsEnabled = false;
        (await scim.Get("Groups")).Fails(404);
        (await scim.Get("ResourceTypes/Group")).Fails(404);
        Assert.Single((await scim.Get("ResourceTypes")).Resources());
    }
}
