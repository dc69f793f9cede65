using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraWriteFaultTests
{
    [Fact]
    public async Task A_lost_answer_is_unknown_and_its_neighbours_too()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "POST" && p.EndsWith("/$batch", StringComparison.Ordinal));

        var results = await tenant.ApplyAsync([tenant.NewUser("ada"), tenant.NewUser("bob")]);

        Assert.All(results, r => Assert.IsType<Outcome.Unknown>(r.Outcome));
        Assert.Equal(2, (await tenant.ReadAsync())[Kind.User].Count);
    }

    [Fact]
    public async Task Each_operation_is_judged_by_its_own_answer()
    {
        await using var tenant = await StartAsync();
        await tenant.UserAsync("taken");
        var taken = tenant.Create(Kind.User, "again", ("userPrincipalName", Text("taken@contoso.com")), ("displayName", Text("x")), ("mailNickname", Text("x")),
            ("accountEnabled", AttributeValue.Of(true)), ("password", new AttributeValue.Generated("password")));
        var foreign = tenant.NewUser("foreign");
        foreign = foreign with { Cells = foreign.Cells.SetItem(0, foreign.Cells[0] with { After = Text("foreign@fabrikam.com") }) };

        var results = await tenant.ApplyAsync([tenant.NewUser("ada"), taken, foreign]);

        Assert.IsType<Outcome.Applied>(results[0].Outcome);
        Assert.IsType<Outcome.Conflict>(results[1].Outcome);
        Assert.Contains("verified domains", Assert.IsType<Outcome.Failed>(results[2].Outcome).Fault.Advice, StringComparison.Ordinal);
        Assert.Single(tenant.Sent.Requests, r => r.Path == "/$batch");
    }

    [Theory]
    [InlineData(500, null, typeof(Outcome.Unknown))]
    [InlineData(503, null, typeof(Outcome.Unknown))]
    [InlineData(503, "2.5", typeof(Outcome.Throttled))]
    [InlineData(429, "400", typeof(Outcome.Throttled))]
    [InlineData(403, null, typeof(Outcome.Failed))]
    [InlineData(418, null, typeof(Outcome.Failed))]
    public async Task A_status_becomes_an_outcome(int status, string? wish, Type outcome)
    {
        await using var tenant = await StartAsync();
        var headers = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;
        tenant.Switches.Arm(new Reconciler.Emulator.Faults.RequestFault
        {
            Matches = (m, p) => m == "POST" && p.EndsWith("/users", StringComparison.Ordinal), Times = 20, Status = status, Code = "Some", Message = "some",
            Headers = wish is null ? headers : headers.Add("Retry-After", wish),
        });

        var result = await tenant.ApplyAsync(tenant.NewUser("ada"));

        Assert.IsType(outcome, result.Outcome);
        Assert.Equal(status, result.Status);
        if (result.Outcome is Outcome.Throttled throttled)
            Assert.Equal(decimal.Parse(wish ?? "", System.Globalization.CultureInfo.InvariantCulture), (decimal)throttled.After.TotalSeconds);
    }

    [Fact]
    public async Task A_redirect_is_a_fault_that_names_the_host_and_nothing_more_of_the_address()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.Arm(new Reconciler.Emulator.Faults.RequestFault
        {
            Matches = (m, p) => m == "POST", Status = 301, Headers = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("Location", "https://elsewhere.example/in?code=opaque"),
        });

        var fault = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.NewUser("ada"))).Outcome).Fault;

        Assert.Equal("redirect", fault.Code);
        Assert.Contains("elsewhere.example", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("opaque", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_object_that_is_not_visible_yet_is_waited_for_and_an_old_one_that_is_gone_is_not()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.ReplicationLag = TimeSpan.FromHours(1);
        var ada = await tenant.UserAsync("ada");
        var nobody = tenant.Roster.Live(Kind.User, new RemoteId("99999999-2222-3333-4444-555555555555"));

        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(tenant.Update(Kind.User, ada, ("city", Text("Rome"))))).Outcome);
        Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Update(Kind.User, nobody, ("city", Text("Rome"))))).Outcome);
    }

    [Fact]
    public async Task No_connection_changes_nothing_and_may_be_repeated()
    {
        await using var tenant = await StartAsync();
        var closed = ConnectorCatalog.Connect(new Uri($"http://127.0.0.1:{Http.ScriptedServer.FreePort()}/v1.0"), "t", MarkPlace.InExtensionOf(App), tenant.Time, new Http.CountedRandomness());

        var results = await ConnectorCatalog.EntraWriter(closed).ApplyAsync([new Attempt(tenant.NewUser("ada"), 1)], tenant.Roster, default);

        Assert.IsType<Outcome.Throttled>(Assert.Single(results).Outcome);
    }

    [Fact]
    public async Task An_end_without_remote_id_is_a_fault_of_ours_before_anything_is_sent()
    {
        await using var tenant = await StartAsync();
        var team = await tenant.GroupAsync("team");
        var sent = tenant.Sent.Requests.Count;

        await Assert.ThrowsAsync<InvalidOperationException>(() => tenant.ApplyAsync([
            tenant.NewUser("ada"), tenant.Link(Kind.Group, team, "members", tenant.Roster.Declared(new ResourceKey(Kind.User, "nobody")))]));

        Assert.Equal(sent, tenant.Sent.Requests.Count);
    }

    [Fact]
    public async Task A_run_that_was_ended_sends_nothing_more()
    {
        await using var tenant = await StartAsync();
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => tenant.Writer.ApplyAsync([new Attempt(tenant.NewUser("ada"), 1)], tenant.Roster, ended.Token));

        Assert.Empty(tenant.Sent.Requests);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_a_failure_that_says_what_to_check()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.ValidTokens = ["another"];

        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.NewUser("ada"))).Outcome);
        var e = await Assert.ThrowsAsync<TargetException>(() => tenant.ReadAsync());

        Assert.Equal(401, failed.Fault.Status);
        Assert.True(e.IsAccess);
        Assert.Contains("directory.credential", e.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synced_people_are_refused_with_advice()
    {
        await using var tenant = await StartAsync("""{"type":"user","id":"33333333-2222-3333-4444-555555555555","userPrincipalName":"s@contoso.com","onPremisesSyncEnabled":true}""");
        var synced = tenant.Roster.Live(Kind.User, new RemoteId("33333333-2222-3333-4444-555555555555"));

        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Update(Kind.User, synced, ("city", Text("Rome"))))).Outcome);

        Assert.Contains("existing: true", failed.Fault.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_of_several_steps_travel_together()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var bob = await tenant.UserAsync("bob");
        var before = tenant.Sent.Requests.Count(r => r.Path == "/$batch");

        await tenant.ApplyAsync([tenant.Disable(ada, revoke: true), tenant.Disable(bob, revoke: true)]);

        Assert.Equal(2, tenant.Sent.Requests.Count(r => r.Path == "/$batch") - before);
    }
}
