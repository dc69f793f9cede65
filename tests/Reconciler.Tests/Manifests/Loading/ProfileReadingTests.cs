using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Loading;
using Reconciler.Manifests.Yaml;
using Reconciler.Tests.Manifests.Grammar;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>SCIM dialects, from their texts to the record.</summary>
public sealed class ProfileReadingTests
{
    private static readonly ScimProfile Generic = Read("version: 1");

    public static TheoryData<string, string> Keys
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, text) in ProfileKeys.All().Where(k => k.Text.Length > 0))
                data.Add(path, text);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_of_the_grammar_lands_in_the_record(string path, string text)
    {
        Assert.Empty(Checking.Profile(text));
        Assert.True(Text(Read(text)) != Text(Generic), $"{path} has no effect");
    }

    [Fact]
    public void The_walk_over_the_grammar_finds_a_value_for_every_key()
    {
        var keys = ProfileKeys.All().ToArray();
        Assert.Empty(keys.Where(k => k.Text.Length == 0).Select(k => k.Path));
        Assert.Contains("/members/remove/perRequest", keys.Select(k => k.Path));
        Assert.Contains("/groups/attributes/nickName/canonicalValues", keys.Select(k => k.Path));
        Assert.InRange(keys.Length, 80, 120);
    }

    [Fact]
    public void Generic_is_what_the_record_is_unless_told_but_for_what_it_knows_of_attributes()
    {
        var users = Generic.Users with { Attributes = Without, FilterBy = [], Extensions = [] };
        var groups = Generic.Groups with { Attributes = Without, FilterBy = [], Extensions = [] };

        Assert.Equal(Text(new ScimProfile("mine")), Text(Generic with { Users = users, Groups = groups }));
        Assert.Equal(["userName", "externalId", "emails.value"], Generic.Users.FilterBy.AsEnumerable());
        Assert.Equal(["displayName", "externalId"], Generic.Groups.FilterBy.AsEnumerable());
        Assert.Equal(["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"], Generic.Users.Extensions.AsEnumerable());
        Assert.Equal(new ScimProfile.AttributePart { Mutability = "readOnly", CaseExact = true }, Generic.Of(Kind.Group).Attribute("ID"));
        Assert.Equal((true, true, false), (Generic.Users.Attribute("userName").Required, Generic.Users.Attribute("userName").UniqueOnServer, Generic.Groups.Attribute("displayName").UniqueOnServer));
    }

    [Fact]
    public void Mappings_are_merged_and_lists_and_values_replace()
    {
        var profile = Read("""
            version: 1
            extends: strict
            paging: { pageSize: null }
            users:
              update: []
              attributes:
                USERNAME: { maxLength: 64 }
                emails: { maxItems: 1, required: true }
            members: { add: { perRequest: 8000 } }
            """);

        Assert.Null(profile.Paging.PageSize);
        Assert.True(profile.Paging is { ExactTotal: true, CountZero: true, Method: ScimPaging.Discovered });
        Assert.Empty(profile.Users.Update);
        Assert.Equal([UpdateForm.Path, UpdateForm.Put], profile.Groups.Update.AsEnumerable());
        Assert.True(profile.Users.Attribute("userName") is { MaxLength: 64, Required: true, UniqueOnServer: true });
        Assert.True(profile.Users.Attribute("emails") is { MaxItems: 1, Required: true, Supported: true });
        Assert.Equal([MemberAddForm.Array], profile.Members.AddForms.AsEnumerable());
        Assert.Equal((100, 8000, 100), (profile.Members.AddsPerOperation, profile.Members.AddsPerRequest, profile.Members.RemovesPerRequest));
        Assert.Equal((false, TimeSpan.Zero), (profile.Consistency.ReadsBack, profile.Consistency.Settle));
        Assert.Equal("mine", profile.Name);
    }

    [Fact]
    public void Null_lifts_what_a_base_limits()
    {
        static Node Root(string text) => YamlDocument.Parse("p", text, new NodeBudget(), []).Root;
        var limited = ProfileReader.Read(Root("{ http: { rate: { writes: 5/s } }, users: { attributes: { title: { maxLength: 9, canonicalValues: [a] } } }, members: { maxMembers: 1, rate: 9/h }, bulk: { maxOperations: 9 } }"), new("x"));
        var lifted = ProfileReader.Read(Root("{ http: { rate: { writes: null } }, users: { attributes: { title: { maxLength: null, canonicalValues: [] } } }, members: { maxMembers: null, rate: null }, bulk: { maxOperations: null } }"), limited);

        Assert.Equal((new ScimRate(5, TimeSpan.FromSeconds(1)), (int?)9, (int?)1), (limited.Http.Writes, limited.Users.Attribute("title").MaxLength, limited.Members.MaxMembers));
        Assert.Equal((null, null, null, null), (lifted.Http.Writes, lifted.Members.Rate, lifted.Members.MaxMembers, lifted.Bulk.MaxOperations));
        Assert.True(lifted.Users.Attribute("title") is { MaxLength: null, CanonicalValues: [] });
    }

    [Theory]
    [InlineData("5/s", 5, 1)]
    [InlineData("600/m", 600, 60)]
    [InlineData("5/30s", 5, 30)]
    [InlineData("1000/h", 1000, 3600)]
    [InlineData("7/10m", 7, 600)]
    public void Rates_are_requests_in_a_span(string written, int count, int seconds) =>
        Assert.Equal(new ScimRate(count, TimeSpan.FromSeconds(seconds)), Read($"version: 1\nmembers: {{ rate: {written} }}").Members.Rate);

    [Theory]
    [MemberData(nameof(ProfileDialects.Names), MemberType = typeof(ProfileDialects))]
    public void A_known_dialect_differs_from_generic(string server) =>
        Assert.True(server is "keycloak" || Text(Read(ProfileDialects.Text(server))) != Text(Generic));

    [Fact]
    public void A_profile_that_nobody_has_is_none() => Assert.Null(new ProfileSet([]).Find("nobody"));

    private static ImmutableDictionary<string, ScimProfile.AttributePart> Without => ImmutableDictionary<string, ScimProfile.AttributePart>.Empty;

    private static ScimProfile Read(string text) =>
        new ProfileSet([new DraftProfile("mine", YamlDocument.Parse("mine", text, new NodeBudget(), []).Root)]).Find("mine") ?? throw new InvalidOperationException("no profile");

    // Immutable collections compare by reference, and dictionaries have no order.
    private static string Text(ScimProfile profile) => JsonSerializer.Serialize(new
    {
        Parts = profile with { Users = profile.Users with { Attributes = Without }, Groups = profile.Groups with { Attributes = Without } },
        Users = new SortedDictionary<string, ScimProfile.AttributePart>(profile.Users.Attributes, StringComparer.OrdinalIgnoreCase),
        Groups = new SortedDictionary<string, ScimProfile.AttributePart>(profile.Groups.Attributes, StringComparer.OrdinalIgnoreCase),
    });
}
