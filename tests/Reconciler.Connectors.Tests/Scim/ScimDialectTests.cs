using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Tests.Scim;

/// <summary>Services that say yes and do nothing, that lack a form, or that do another thing than they were asked.</summary>
public sealed class ScimDialectTests
{
    private static AttributeValue Text(string text) => ScimBench.Text(text);

    [Theory]
    [InlineData(204)]
    [InlineData(400)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_form_without_effect_gives_way_to_the_next(int status)
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, body) => r.Method == HttpMethod.Patch && body.Contains("\"path\"", StringComparison.Ordinal) ? Wiki.Answer(status) : null);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada", ("name.familyName", Text("Byron"))));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("title", Text("Analyst")), ("name.givenName", Text("Ada"))));
        var last = wiki.Wire.Bodies("PATCH").Last();
        Assert.Contains("\"familyName\":\"Byron\"", last, StringComparison.Ordinal);

        // What worked is tried first from then on.
        wiki.Wire.Sent.Clear();
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("title", Text("Countess")), ("name.givenName", Text("Augusta"))));
        Assert.Single(wiki.Wire.Bodies("PATCH"));
    }

    [Fact]
    public async Task A_service_without_PATCH_is_written_whole()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, _) => r.Method == HttpMethod.Patch ? Wiki.Answer(404, "{}") : null);
        var bench = wiki.Bench;
        var (ada, bob) = (await bench.MakeAsync(bench.NewUser("ada", ("title", Text("Analyst")))), await bench.MakeAsync(bench.NewUser("bob")));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("name.givenName", Text("Ada")), ("title", AttributeValue.None)));
        var team = await bench.MakeAsync(bench.NewGroup("Team", ada));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", bob));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.Group, team, "members", ada));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.Group, team, "members", bob));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(Kind.Group, team, ("displayName", Text("Crew"))));
        Assert.All(wiki.Wire.Sent.Where(s => s.Method == "PUT" && s.Path.Contains("/Groups/", StringComparison.Ordinal)), s => Assert.Contains("\"members\":[", s.Body, StringComparison.Ordinal));
        var snapshot = await bench.ReadAsync();
        Assert.Equal(AttributeValue.None, ScimBench.Cell(snapshot, bench.Roster.IdOf(ada)?.Value ?? "", "title"));
    }

    [Fact]
    public async Task A_service_that_only_says_yes_is_not_believed()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, _) => r.Method == HttpMethod.Patch || r.Method == HttpMethod.Put ? Wiki.Answer(204) : null);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        Assert.Contains("title", (await bench.OutcomeAsync<Outcome.AcceptedNotApplied>(bench.Update(ada, ("title", Text("Analyst"))))).Why, StringComparison.Ordinal);
        await bench.OutcomeAsync<Outcome.AcceptedNotApplied>(bench.Disable(ada));
        var team = await bench.MakeAsync(bench.NewGroup("Team"));
        Assert.Contains("1 of 1 members", (await bench.OutcomeAsync<Outcome.AcceptedNotApplied>(bench.Link(Kind.Group, team, "members", ada))).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attribute_that_is_dropped_on_creation_is_named()
    {
        await using var wiki = await Wiki.StartAsync(quirk: Dropping);
        var bench = wiki.Bench;
        var result = await bench.ApplyAsync(bench.NewUser("ada", ("title", Text("Analyst"))));
        Assert.Contains("title", Assert.IsType<Outcome.AcceptedNotApplied>(result.Outcome).Why, StringComparison.Ordinal);
        Assert.NotNull(result.CreatedId);

        static HttpResponseMessage? Dropping(HttpRequestMessage request, string body)
        {
            if (request.Method == HttpMethod.Post)
                request.Content = new StringContent(body.Replace(",\"title\":\"Analyst\"", "", StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/scim+json");
            return null;
        }
    }

    [Fact]
    public async Task A_batch_that_is_too_large_is_halved()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, body) => r.Method == HttpMethod.Patch && body.Split("\"value\":\"").Length > 3 ? Wiki.Answer(413) : null);
        var bench = wiki.Bench;
        var people = new List<Handle>();
        for (var i = 0; i < 7; i++)
            people.Add(await bench.MakeAsync(bench.NewUser($"u{i}")));
        var team = await bench.MakeAsync(bench.NewGroup("Team"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", [.. people]));
        Assert.Equal(7, ScimBench.Names(await bench.ReadAsync(), "members", bench.Roster.IdOf(team)?.Value ?? "").Length);
        Assert.Equal(4, wiki.Wire.Bodies("PATCH").Count(b => b.Split("\"value\":\"").Length <= 3));
    }

    [Fact]
    public async Task Members_that_vanish_beside_the_removed_ones_are_told()
    {
        // By the letter of RFC 7644 §3.5.2.2 a removal by an array empties the group.
        await using var wiki = await Wiki.StartAsync(ScimBench.Generic with { Members = new ScimProfile.MembersPart { RemoveForms = [MemberRemoveForm.Array] } });
        var bench = wiki.Bench;
        Handle[] people = [await bench.MakeAsync(bench.NewUser("a")), await bench.MakeAsync(bench.NewUser("b")), await bench.MakeAsync(bench.NewUser("c"))];
        var team = await bench.MakeAsync(bench.NewGroup("Team", people));
        Assert.Contains("2 members went", (await bench.OutcomeAsync<Outcome.AcceptedNotApplied>(bench.Unlink(Kind.Group, team, "members", people[0]))).Why, StringComparison.Ordinal);

        wiki.Switches.RemoveHonoursValue = true;
        var crew = await bench.MakeAsync(bench.NewGroup("Crew", people));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.Group, crew, "members", people[0]));
    }

    [Fact]
    public async Task The_dialect_of_Entra_is_spoken_where_the_profile_says_so()
    {
        var profile = ScimBench.Generic with
        {
            Patch = new ScimProfile.PatchPart { CapitalOps = true, Operations = 1 },
            Values = new ScimProfile.ValuesPart { TextBooleans = true },
            Members = new ScimProfile.MembersPart { SubAttributes = ["value", "display", "type", "nullRef"] },
            Http = new ScimProfile.HttpPart { ContentType = "application/json" },
        };
        await using var wiki = await Wiki.StartAsync(profile);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Disable(ada));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("title", Text("a")), ("displayName", Text("b"))));
        var team = await bench.MakeAsync(bench.NewGroup("Team"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", ada));
        var patches = wiki.Wire.Bodies("PATCH").ToArray();
        Assert.Equal("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}""", patches[0]);
        Assert.Equal(4, patches.Length);
        Assert.Contains("\"display\":\"ada\",\"type\":\"User\",\"$ref\":null", patches[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reversible", "update")]
    [InlineData("soft", "delete")]
    public async Task An_account_is_closed_as_the_profile_says(string deletion, string by)
    {
        var profile = ScimBench.Generic with { Users = ScimBench.Generic.Users with { Deactivation = new ScimProfile.DeactivationPart { By = by }, Deletion = new ScimProfile.DeletionPart { Effect = deletion } } };
        await using var wiki = await Wiki.StartAsync(profile);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Disable(ada));
        Assert.Contains(wiki.Wire.Sent, s => s.Method == (by == "delete" ? "DELETE" : "PATCH"));
    }

    [Fact]
    public async Task A_filter_that_finds_nothing_at_all_gives_way_to_the_listing()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, _) => (r.RequestUri?.Query ?? "").Contains("filter=", StringComparison.Ordinal) ? Wiki.Answer(200, """{"totalResults":0}""") : null);
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewUser("ada"));
        Assert.Equal(1, (await bench.FindAsync("userName", "Ada@contoso.com"))[Kind.User].Count);
    }

    [Fact]
    public async Task A_filter_that_is_ignored_or_refused_is_not_believed()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (r, _) =>
        {
            if ((r.RequestUri?.Query ?? "").Contains("userName", StringComparison.Ordinal))
                r.RequestUri = new Uri(r.RequestUri?.GetLeftPart(UriPartial.Path) ?? "");
            return (r.RequestUri?.Query ?? "").Contains("externalId", StringComparison.Ordinal) ? Wiki.Answer(403, "{}") : null;
        });
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewUser("ada"));
        await bench.MakeAsync(bench.NewUser("bob"));
        Assert.Equal(1, (await bench.FindAsync("userName", "bob@contoso.com"))[Kind.User].Count);
        Assert.Equal(0, (await bench.FindAsync("userName", "eve@contoso.com"))[Kind.User].Count);
        Assert.Equal(1, (await bench.FindAsync("externalId", "ext-bob"))[Kind.User].Count);
        Assert.Contains(wiki.Wire.Sent, s => s.Path.Contains("startIndex=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Members_keep_to_the_groups_rate_and_to_the_operations_of_a_PATCH()
    {
        var profile = ScimBench.Generic with
        {
            Members = new ScimProfile.MembersPart { Rate = new ScimRate(3, TimeSpan.FromSeconds(60)), RemovesPerRequest = 100 },
            Patch = new ScimProfile.PatchPart { Operations = 2 },
        };
        await using var wiki = await Wiki.StartAsync(profile);
        var bench = wiki.Bench;
        var people = new List<Handle>();
        for (var i = 0; i < 7; i++)
            people.Add(await bench.MakeAsync(bench.NewUser($"u{i}")));
        var team = await bench.MakeAsync(bench.NewGroup("Team"));
        var start = wiki.Time.GetUtcNow();
        await bench.OutcomeAsync<Outcome.Applied>(bench.Link(Kind.Group, team, "members", [.. people]));
        Assert.True(wiki.Time.GetUtcNow() - start >= TimeSpan.FromMinutes(2));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Unlink(Kind.Group, team, "members", [.. people]));
        Assert.All(wiki.Wire.Bodies("PATCH").Where(b => b.Contains("remove", StringComparison.Ordinal)), b => Assert.True(b.Split("\"op\"").Length <= 3));
    }

    [Fact]
    public async Task An_account_is_opened_by_a_creation_where_the_profile_says_so()
    {
        var profile = ScimBench.Generic with { Users = ScimBench.Generic.Users with { Deactivation = new ScimProfile.DeactivationPart { Reactivation = "create" } } };
        await using var wiki = await Wiki.StartAsync(profile);
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        await bench.OutcomeAsync<Outcome.Applied>(bench.Disable(ada));
        wiki.Wire.Sent.Clear();
        // This service answers 409, which makes it an update.
        await bench.OutcomeAsync<Outcome.Applied>(bench.Update(ada, ("active", AttributeValue.Of(true))));
        Assert.Single(wiki.Wire.Bodies("POST"));
        Assert.Single(wiki.Wire.Bodies("PATCH"));
    }

    [Fact]
    public async Task An_upsert_and_an_answer_without_body_are_creations_too()
    {
        var posted = "";
        using var server = new ScriptedServer(s => s.Method switch
        {
            "POST" => new Reply(200, Kept(posted = s.Body), ("Location", "/elsewhere/Users/a%20b")),
            _ when s.Path.EndsWith("/Users/a%20b", StringComparison.Ordinal) => Reply.Json(posted.Replace("{\"schemas\"", "{\"id\":\"a b\",\"schemas\"", StringComparison.Ordinal)),
            _ => Pages.Error(404, "no"),
        });
        var bench = new ScimBench(server.Root);
        Assert.Equal(new RemoteId("a b"), (await bench.ApplyAsync(bench.NewUser("ada"))).CreatedId);

        static string Kept(string body) => body.Length > 0 ? "" : "no body";
    }
}
