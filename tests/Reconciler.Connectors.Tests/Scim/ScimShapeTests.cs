using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Connectors.Scim;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Connectors.Scim.Writing;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Paths to JSON and back, and the spellings of a change, without a server.</summary>
public sealed class ScimShapeTests
{
    private readonly ScimBench _bench = new(new Uri("http://127.0.0.1:9/scim/v2"));

    private ResourceShape Users => new ScimShapes(_bench.Connection)[Kind.User];

    [Theory]
    [InlineData("userName", """{"USERNAME":"Ada"}""", "Ada")]
    [InlineData("title", """{"title":12}""", "12")]
    [InlineData("title", """{"title":null}""", "")]
    [InlineData("title", """{"title":["a","b"]}""", "a")]
    [InlineData("active", """{"active":"False"}""", "false")]
    [InlineData("active", """{"active":"true"}""", "true")]
    [InlineData("active", """{"active":false}""", "false")]
    [InlineData("active", """{}""", "true")]
    [InlineData("active", """{"active":"pending"}""", "")]
    [InlineData("name.givenName", """{"Name":{"GivenName":"Ada"}}""", "Ada")]
    [InlineData("name.givenName", """{"name":[{"givenName":"Ada"}]}""", "Ada")]
    [InlineData(ScimBench.WorkMail, """{"emails":[{"type":"home","value":"h"},{"type":"WORK","value":"w"}]}""", "w")]
    [InlineData(ScimBench.WorkMail, """{"emails":{"type":"work","value":"w"}}""", "w")]
    [InlineData(ScimBench.WorkMail, """{"emails":["w"]}""", "")]
    [InlineData("emails[type eq \"home\"].primary", """{"emails":[{"type":"home","primary":"true"}]}""", "True")]
    [InlineData("emails[type eq \"home\"].primary", """{"emails":[{"type":"home","primary":false}]}""", "False")]
    [InlineData(ScimBench.Department, """{"urn:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:User":{"Department":"X"}}""", "X")]
    [InlineData(ScimBench.Department, """{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"X"}""", "X")]
    [InlineData("roles", """{"roles":[{"value":"b"},"a",{"value":"b"},null]}""", "a, b")]
    [InlineData("roles", """{"roles":"only"}""", "only")]
    public void A_value_is_read_however_it_is_spelt(string attribute, string json, string expected) =>
        Assert.Equal(expected, Users.ValueOf(Resource(json), Users.Schema.Find(attribute) ?? throw new KeyNotFoundException(attribute)).ToString());

    [Theory]
    [InlineData("""{"members":[{"value":"1"},{"value":"1"},{"$ref":"../Users/a%20b"},{"value":"2","type":"Group"},"3",null,{"value":null}]}""", "1,1,a b,2,3")]
    [InlineData("""{"members":{"value":7}}""", "7")]
    [InlineData("""{"members":[]}""", "")]
    public void Members_are_read_however_they_are_spelt(string json, string expected) =>
        Assert.Equal(expected, string.Join(',', new ScimShapes(_bench.Connection)[Kind.Group].EndsOf(Resource(json), "members").Select(m => m.Id.Value)));

    [Fact]
    public void A_new_resource_is_nested_and_names_the_schemas_it_uses()
    {
        var changes = Changes(("userName", Text("ada")), ("active", AttributeValue.Of(true)), (ScimBench.WorkMail, Text("w")), ("emails[type eq \"home\"].primary", Text("True")),
            ("name.givenName", Text("Ada")), ("name.familyName", Text("L")), (ScimBench.Department, Text("X")), ("roles", AttributeValue.OfTexts(["a", "b"])));
        Assert.Equal(
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"ada","active":true,
            "emails":[{"type":"work","value":"w"},{"type":"home","primary":true}],"name":{"givenName":"Ada","familyName":"L"},
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X"},"roles":[{"value":"a"},{"value":"b"}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            ResourceTree.ForCreate(Users.Part, changes).ToJsonString());
    }

    [Theory]
    [InlineData(0, """[{"op":"replace","path":"title","value":"T"},{"op":"replace","path":"emails[type eq \u0022work\u0022].value","value":"n"},{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"X"}]""")]
    [InlineData(1, """[{"op":"replace","path":"title","value":"T"},{"op":"replace","path":"emails","value":[{"type":"work","value":"n","primary":true},{"type":"home","value":"h"}]},{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User","value":{"department":"X"}}]""")]
    [InlineData(2, """[{"op":"replace","path":"title","value":"T"},{"op":"replace","path":"emails","value":[{"type":"work","value":"n","primary":true},{"type":"home","value":"h"}]},{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X"}}}]""")]
    public void A_change_is_spelt_in_the_profiles_order(int trial, string expected)
    {
        var changes = Changes(("title", Text("T")), (ScimBench.WorkMail, Text("n")), (ScimBench.Department, Text("X")));
        Assert.Equal(3, PatchForms.Count(changes, ScimBench.Generic));
        Assert.Equal(expected, Operations(PatchForms.WithPath(changes, Current(), ScimBench.Generic, trial), ScimBench.Generic));
    }

    [Fact]
    public void An_item_that_is_not_there_is_added_whole_or_in_the_full_list()
    {
        var changes = Changes((ScimBench.WorkMail, Text("n")));
        var without = ResourceTree.Copy(JsonElement.Parse("""{"emails":[{"type":"home","value":"h"}]}"""));
        Assert.Equal("""[{"op":"add","path":"emails","value":[{"type":"work","value":"n"}]}]""", Operations(PatchForms.WithPath(changes, without, ScimBench.Generic, 0), ScimBench.Generic));
        var replaces = ScimBench.Generic with { Patch = new ScimProfile.PatchPart { AddReplaces = true } };
        Assert.Equal("""[{"op":"replace","path":"emails","value":[{"type":"home","value":"h"},{"type":"work","value":"n"}]}]""", Operations(PatchForms.WithPath(changes, without, replaces, 0), replaces));
    }

    [Theory]
    [InlineData(0, """[{"op":"remove","path":"title"},{"op":"remove","path":"emails[type eq \u0022work\u0022]"},{"op":"remove","path":"roles"}]""")]
    [InlineData(1, """[{"op":"replace","path":"title","value":null},{"op":"replace","path":"emails","value":[{"type":"home","value":"h"}]},{"op":"replace","path":"roles","value":null}]""")]
    [InlineData(2, """[{"op":"replace","path":"title","value":""},{"op":"replace","path":"emails","value":[{"type":"home","value":"h"}]},{"op":"replace","path":"roles","value":""}]""")]
    public void Clearing_has_its_own_forms(int trial, string expected)
    {
        var changes = Changes(("title", AttributeValue.None), (ScimBench.WorkMail, AttributeValue.None), ("roles", AttributeValue.None));
        Assert.Equal(expected, Operations(PatchForms.WithPath(changes, Current(), ScimBench.Generic, trial), ScimBench.Generic));
    }

    [Theory]
    [InlineData("one", """[{"op":"replace","value":{"title":"T"}},{"op":"replace","value":{"name":{"givenName":"A","familyName":"L"}}},{"op":"replace","value":{"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":null,"division":"D"}}}]""")]
    [InlineData("several", """[{"op":"replace","value":{"title":"T","name":{"givenName":"A","familyName":"L"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":null,"division":"D"}}}]""")]
    [InlineData("dotted", """[{"op":"replace","value":{"title":"T","name.givenName":"A","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":null}}]""")]
    public void Objects_without_path_are_whole(string noPath, string expected)
    {
        var profile = ScimBench.Generic with { Patch = new ScimProfile.PatchPart { NoPath = noPath } };
        var current = ResourceTree.Copy(JsonElement.Parse("""{"Name":{"givenName":"B","familyName":"L"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"X","division":"D"}}"""));
        var actual = Operations(PatchForms.WithoutPath(Changes(("title", Text("T")), ("name.givenName", Text("A")), (ScimBench.Department, AttributeValue.None)), current, profile), profile);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
    }

    [Fact]
    public void A_whole_write_keeps_what_is_unknown_and_states_members()
    {
        var group = ResourceTree.Copy(JsonElement.Parse("""{"id":"1","Meta":{"version":"1"},"displayName":"x","colour":"red"}"""));
        var put = ResourceTree.ForPut(group, ScimBench.Generic with { Put = new ScimProfile.PutPart { Id = false } }, new ScimProfile.GroupsPart(), []);
        Assert.Equal("""{"displayName":"x","colour":"red","members":[],"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"]}""", put.ToJsonString());
    }

    [Theory]
    [InlineData("""{"detail":"D","scimType":"uniqueness"}""", "uniqueness", "D")]
    [InlineData("""{"title":"T","detail":"D"}""", null, "D")]
    [InlineData("""{"Errors":[{"description":"E","code":"400"}]}""", null, "E")]
    [InlineData("""{"error":{"message":"M"}}""", null, "M")]
    [InlineData("plain\r\ntext", null, "plain text")]
    [InlineData("<html><title>Oops</title>", null, "a web page, \"Oops\"")]
    [InlineData("", null, "the answer is empty")]
    public void An_error_is_understood_in_any_form(string body, string? type, string message)
    {
        var error = ScimError.Read(System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal((type, message), (error.Type, error.Message));
    }

    [Fact]
    public void Values_in_addresses_are_escaped()
    {
        Assert.Equal("?filter=userName%20eq%20%22a%5C%22b%5C%5C%26%22", ScimAddress.Query(("filter", ScimAddress.Equal("userName", "a\"b\\&"))));
        Assert.Equal("/Users/a%2Fb%3F%40x", ScimAddress.Resource(Users.Part, new RemoteId("a/b?@x")));
        Assert.Throws<ArgumentException>(() => ScimAddress.Resource(Users.Part, new RemoteId("..")));
    }

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static ScimResource Resource(string json) => new(JsonElement.Parse(json));

    private static JsonObject Current() =>
        ResourceTree.Copy(JsonElement.Parse("""{"title":"old","Emails":[{"type":"work","value":"w","primary":true},{"type":"home","value":"h"}],"roles":[{"value":"a"}]}"""));

    private static string Operations(IEnumerable<PatchOp> operations, ScimProfile profile) => PatchOp.Body(operations, profile)["Operations"]?.ToJsonString() ?? "";

    private ImmutableArray<WireChange> Changes(params (string Name, AttributeValue Value)[] cells) =>
        [.. _bench.Cells(Kind.User, cells).Select((CellChange c) => WireChange.Of(c, Users, _bench.Connection))];
}
