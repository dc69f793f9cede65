using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Scim;

public sealed class ScimWriteFaultTests
{
    [Fact]
    public async Task A_taken_name_is_a_conflict_in_any_case()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewUser("ada"));
        var taken = await bench.OutcomeAsync<Outcome.Conflict>(bench.NewUser("ADA"));
        Assert.Equal("uniqueness", taken.Fault.Code);
        Assert.Equal(409, taken.Fault.Status);
    }

    [Fact]
    public async Task A_second_group_of_a_name_is_not_made()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.UniqueGroupNames = false;
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewGroup("Team"));
        wiki.Wire.Sent.Clear();
        Assert.Equal("uniqueness", (await bench.OutcomeAsync<Outcome.Conflict>(bench.NewGroup("TEAM"))).Fault.Code);
        Assert.DoesNotContain(wiki.Wire.Sent, s => s.Method == "POST");
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_found_by_the_next_attempt()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        wiki.Switches.DropAfterExecuting(1, (method, _) => method == "POST");
        var create = bench.NewUser("ada");
        await bench.OutcomeAsync<Outcome.Unknown>(create);
        Assert.Single(wiki.Wire.Bodies("POST"));

        await bench.OutcomeAsync<Outcome.Applied>(create, number: 2);
        Assert.Single(wiki.Wire.Bodies("POST"));
        Assert.NotNull(bench.Roster.IdOf(create.Object));
        Assert.Equal(1, (await bench.ReadAsync())[Kind.User].Count);
    }

    [Fact]
    public async Task A_name_that_another_took_meanwhile_is_not_ours()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        await bench.MakeAsync(bench.NewUser("ada"));
        var other = bench.Create(Kind.User, "other", ("userName", ScimBench.Text("ada@contoso.com")), ("externalId", ScimBench.Text("ext-other")));
        await bench.OutcomeAsync<Outcome.Conflict>(other, number: 2);
    }

    [Theory]
    [InlineData(429, typeof(Outcome.Throttled))]
    [InlineData(503, typeof(Outcome.Unknown))]
    [InlineData(500, typeof(Outcome.Unknown))]
    [InlineData(504, typeof(Outcome.Unknown))]
    [InlineData(400, typeof(Outcome.Failed))]
    [InlineData(401, typeof(Outcome.Failed))]
    [InlineData(403, typeof(Outcome.Failed))]
    public async Task An_answer_to_a_creation_is_judged_and_the_creation_sent_once(int status, Type outcome)
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.FailNext(1, (method, _) => method == "POST", status, "", "armed");
        Assert.IsType(outcome, (await wiki.Bench.ApplyAsync(wiki.Bench.NewUser("ada"))).Outcome);
        Assert.Single(wiki.Wire.Bodies("POST"));
    }

    [Fact]
    public async Task A_lost_answer_to_a_change_is_unknown_and_a_lost_look_is_not()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        wiki.Switches.DropAfterExecuting(1, (method, _) => method == "PATCH");
        await bench.OutcomeAsync<Outcome.Unknown>(bench.Update(ada, ("title", ScimBench.Text("Analyst"))));
        wiki.Switches.DropAfterExecuting(20, (method, _) => method == "GET");
        await bench.OutcomeAsync<Outcome.Throttled>(bench.Update(ada, (ScimBench.WorkMail, ScimBench.Text("a@contoso.com"))));
    }

    [Fact]
    public async Task A_throttled_change_is_handed_back_and_can_be_sent_again()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        wiki.Switches.FailNext(1, (method, _) => method == "PATCH", 429, "", "slow down");
        var update = bench.Update(ada, ("title", ScimBench.Text("Analyst")));
        await bench.OutcomeAsync<Outcome.Throttled>(update);
        Assert.Single(wiki.Wire.Bodies("PATCH"));
        await bench.OutcomeAsync<Outcome.Applied>(update, number: 2);
    }

    [Fact]
    public async Task A_missing_requirement_is_told_in_the_applications_words()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.Required = ["name.familyName"];
        var failed = await wiki.Bench.OutcomeAsync<Outcome.Failed>(wiki.Bench.NewUser("ada"));
        Assert.Contains("familyName", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_that_an_error_repeats_is_masked()
    {
        await using var wiki = await Wiki.StartAsync(quirk: (request, body) => request.Method == HttpMethod.Post ? Wiki.Answer(400, "cannot take " + body) : null);
        var bench = wiki.Bench;
        var failed = await bench.OutcomeAsync<Outcome.Failed>(bench.NewUser("ada", ("password", new AttributeValue.Generated("password"))));
        var sent = System.Text.Json.JsonDocument.Parse(Assert.Single(wiki.Wire.Bodies("POST"))).RootElement.GetProperty("password").GetString() ?? "";
        Assert.Equal(24, sent.Length);
        Assert.Contains("\"password\":\"***\"", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_changed_since_the_read_is_a_conflict()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        var ada = await bench.MakeAsync(bench.NewUser("ada"));
        await bench.ReadAsync();
        var other = new ScimBench(wiki.Emulator.ScimRoot("wiki"));
        await other.OutcomeAsync<Outcome.Applied>(other.Update(other.Live(bench.Roster.IdOf(ada)?.Value ?? ""), ("title", ScimBench.Text("Countess"))));
        Assert.Equal(412, (await bench.OutcomeAsync<Outcome.Conflict>(bench.Update(ada, ("title", ScimBench.Text("Analyst"))))).Fault.Status);
    }

    [Fact]
    public async Task What_is_gone_is_said_so()
    {
        await using var wiki = await Wiki.StartAsync();
        var bench = wiki.Bench;
        Assert.Equal(404, (await bench.OutcomeAsync<Outcome.Failed>(bench.Update(bench.Live("no-such-id"), ("title", ScimBench.Text("x"))))).Fault.Status);
        Assert.Equal(404, (await bench.OutcomeAsync<Outcome.Failed>(bench.Link(Kind.Group, bench.Live("no-such-group", Kind.Group), "members", bench.Live("u")))).Fault.Status);
    }
}
