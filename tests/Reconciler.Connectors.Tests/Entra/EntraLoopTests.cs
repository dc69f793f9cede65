using System.Collections.Immutable;
using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

/// <summary>Core's apply loop over our connector: what it repeats, what it settles, and what it leaves alone.</summary>
public sealed class EntraLoopTests
{
    private static async Task<ImmutableArray<OperationRecord>> RunAsync(EntraTenant tenant, params Operation[] operations)
    {
        var snapshot = new Snapshot(tenant.Roster, tenant.Pool, tenant.Reader.Descriptor.Schema, tenant.Time.GetUtcNow());
        var tools = new ApplyTools(tenant.Writer, tenant.Reader, new NoJournal(), tenant.Time, new CountedRandomness());
        return await new ApplyLoop(new TargetPlan(TargetName.Directory, snapshot, [], [.. operations]), "w", tools).RunAsync(default);
    }

    private static Operation[] Desk(EntraTenant tenant, Handle ada)
    {
        var create = tenant.Create(Kind.Application, "Desk", ("displayName", Text("Desk")), ("template", Text("non-gallery")));
        var roles = AttributeValue.OfTable([KeyValuePair.Create("Agent", "Agents")]);
        return
        [
            create,
            tenant.Change(create.Object, "roles", ("roles", AttributeValue.None, roles)) with { Needs = [create.Id] },
            tenant.Change(create.Object, "servicePrincipal", ("mark", AttributeValue.None, Text("w/desk;c"))) with { Needs = [create.Id] },
            tenant.Assign(create.Object, ada, "Agent") with { Needs = [create.Id] },
            tenant.Assign(create.Object, ada, "User") with { Needs = [create.Id] },
        ];
    }

    [Fact]
    public async Task An_application_comes_with_its_roles_and_people_however_late_it_is_seen()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.ReplicationLagRequests = 4;

        var records = await RunAsync(tenant, Desk(tenant, ada));

        Assert.All(records, r => Assert.True(r.Outcome is Outcome.Applied, $"{r.Operation.Name}: {r.Outcome}"));
        Assert.Contains(records, r => r.Attempts > 1);
        tenant.Switches.ReplicationLagRequests = 0;
        var snapshot = await tenant.ReadAsync(new ReadScope.Everything([]) { Applications = [new ApplicationQuery { Mark = "w/desk" }] });
        var ends = snapshot.Links("assignments", tenant.Live(snapshot, records[0].Operation.Object)).Ends;
        Assert.Equal(["Agent", "User"], ends.Select(e => snapshot.Pool[e.Role].ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_application_whose_answer_was_lost_is_found_and_made_once()
    {
        await using var tenant = await StartAsync("""{"type":"servicePrincipal","appId":"77777777-2222-3333-4444-555555555555","displayName":"Desk"}""");
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "POST" && p.Contains("/instantiate", StringComparison.Ordinal));

        var records = await RunAsync(tenant, Desk(tenant, ada));

        Assert.All(records, r => Assert.True(r.Outcome.Succeeded, $"{r.Operation.Name}: {r.Outcome}"));
        Assert.Single(tenant.Sent.Requests, r => r.Path.EndsWith("/instantiate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_whose_making_is_unknown_stays_so_and_what_needs_it_waits()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.FailNext(1, (m, p) => m == "POST" && p.Contains("/instantiate", StringComparison.Ordinal), 500, "InternalServerError", "inner");

        var records = await RunAsync(tenant, Desk(tenant, ada));

        Assert.IsType<Outcome.Unknown>(records[0].Outcome);
        Assert.All(records.Skip(1), r => Assert.IsType<Outcome.Skipped>(r.Outcome));
        Assert.Single(tenant.Sent.Requests, r => r.Path.EndsWith("/instantiate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_assignment_whose_answer_was_lost_is_asked_again_and_is_there_once()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "POST" && p.EndsWith("/appRoleAssignedTo", StringComparison.Ordinal));

        var records = await RunAsync(tenant, Desk(tenant, ada));

        Assert.IsType<Outcome.AlreadyDone>(records[3].Outcome);
        var snapshot = await tenant.ReadAsync(new ReadScope.Everything([]) { Applications = [new ApplicationQuery { DisplayName = "desk" }] });
        Assert.Equal(2, snapshot.Links("assignments", tenant.Live(snapshot, records[0].Operation.Object)).Ends.Length);
    }

    [Fact]
    public async Task A_guest_is_invited_once_however_often_the_rest_is_tried()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.ReplicationLagRequests = 4;
        tenant.Switches.DropAfterExecuting(1, (m, p) => m == "PATCH" && p.Contains("/users/", StringComparison.Ordinal));
        var create = tenant.Create(Kind.User, "alan", ("mail", Text("alan@example.org")), ("displayName", Text("Alan")), ("userType", Text("Guest")),
            ("inviteSend", AttributeValue.Of(true)), ("reconcilerOwner", Text("w/alan;c")));

        var record = Assert.Single(await RunAsync(tenant, create));

        Assert.IsType<Outcome.Applied>(record.Outcome);
        Assert.Single(tenant.Sent.Requests, r => r.Path == "/invitations");
        tenant.Switches.ReplicationLagRequests = 0;
        Assert.Equal(Text("w/alan;c"), tenant.Cell(await tenant.ReadAsync(), Kind.User, create.Object, "reconcilerOwner"));
    }

    private sealed class NoJournal : IJournal
    {
        public void Intend(ImmutableArray<Intent> intents)
        {
        }

        public void Ended(ImmutableArray<OperationRecord> records)
        {
        }
    }
}
