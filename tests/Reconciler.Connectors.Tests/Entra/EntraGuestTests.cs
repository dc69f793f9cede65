using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraGuestTests
{
    private static Operation.Create Guest(EntraTenant tenant, params (string, AttributeValue)[] more) => tenant.Create(Kind.User, "alan",
        [("mail", Text("alan@example.org")), ("displayName", Text("Alan")), ("userType", Text("Guest")), ("accountEnabled", AttributeValue.Of(true)),
            ("password", new AttributeValue.Generated("password")), ("reconcilerOwner", Text("w/alan;c")), ("department", Text("Guests")), .. more]);

    private static Sent[] Invitations(EntraTenant tenant) => [.. tenant.Sent.Requests.Where(r => r is { Method: "POST", Path: "/invitations" })];

    private static readonly Func<string, string, bool> s_invitation = (m, p) => m == "POST" && p.EndsWith("/invitations", StringComparison.Ordinal);

    [Fact]
    public async Task A_guest_is_invited_and_then_given_mark_and_attributes()
    {
        await using var tenant = await StartAsync();
        var boss = await tenant.UserAsync("boss");
        var create = Guest(tenant, ("mobilePhone", Text("+44 1"))) with { Links = [tenant.Ends(Kind.User, "manager", boss)] };
        var alan = await tenant.MakeAsync(create);

        var snapshot = await tenant.ReadAsync("manager");

        Assert.Equal(Text("alan_example.org#EXT#@contoso.onmicrosoft.com"), tenant.Cell(snapshot, Kind.User, alan, "userPrincipalName"));
        Assert.Equal(Text("Guest"), tenant.Cell(snapshot, Kind.User, alan, "userType"));
        Assert.Equal(Text("PendingAcceptance"), tenant.Cell(snapshot, Kind.User, alan, "externalUserState"));
        Assert.Equal(Text("w/alan;c"), tenant.Cell(snapshot, Kind.User, alan, "reconcilerOwner"));
        Assert.Equal(Text("Guests"), tenant.Cell(snapshot, Kind.User, alan, "department"));
        Assert.Equal(Text("+44 1"), tenant.Cell(snapshot, Kind.User, alan, "mobilePhone"));
        Assert.Equal(["boss@contoso.com"], tenant.Names(snapshot, "manager", alan));
        Assert.Equal("""{"invitedUserEmailAddress":"alan@example.org","inviteRedirectUrl":"https://myapps.microsoft.com","sendInvitationMessage":false,"invitedUserDisplayName":"Alan"}""",
            Assert.Single(Invitations(tenant)).Body);
    }

    [Fact]
    public async Task Where_a_guest_arrives_and_whether_he_gets_a_mail_is_declared()
    {
        await using var tenant = await StartAsync();
        await tenant.MakeAsync(Guest(tenant, ("inviteRedirectUrl", Text("https://start.contoso.com")), ("inviteSend", AttributeValue.Of(true))));
        Assert.Contains("\"inviteRedirectUrl\":\"https://start.contoso.com\",\"sendInvitationMessage\":true", Assert.Single(Invitations(tenant)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.Sent.Requests, r => r.Path.Contains("inviteSend", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_that_is_not_visible_yet_is_completed_later_and_invited_once()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.ReplicationLagRequests = 2;
        var create = Guest(tenant);
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(create)).Outcome);
        Assert.IsType<Outcome.Throttled>((await tenant.ApplyAsync(create)).Outcome);
        var alan = await tenant.MakeAsync(create);
        Assert.Single(Invitations(tenant));
        tenant.Switches.ReplicationLagRequests = 0;
        Assert.Equal(Text("w/alan;c"), tenant.Cell(await tenant.ReadAsync(), Kind.User, alan, "reconcilerOwner"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_invitation_is_found_by_its_address(bool sends)
    {
        await using var tenant = await StartAsync();
        tenant.Switches.DropAfterExecuting(1, s_invitation);
        var create = Guest(tenant, ("inviteSend", AttributeValue.Of(sends)));
        var lost = (await tenant.ApplyAsync(create)).Outcome;
        Assert.IsType(sends ? typeof(Outcome.Unknown) : typeof(Outcome.Throttled), lost);
        var alan = await tenant.MakeAsync(create);
        Assert.Single(Invitations(tenant));
        Assert.Equal(Text("w/alan;c"), tenant.Cell(await tenant.ReadAsync(), Kind.User, alan, "reconcilerOwner"));
    }

    [Fact]
    public async Task A_mail_that_may_have_gone_out_does_not_go_out_twice()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.FailNext(1, s_invitation, 500, "InternalServerError", "inner");
        var create = Guest(tenant, ("inviteSend", AttributeValue.Of(true)));
        Assert.IsType<Outcome.Unknown>((await tenant.ApplyAsync(create)).Outcome);
        Assert.IsType<Outcome.Unknown>((await tenant.ApplyAsync(create)).Outcome);
        Assert.Single(Invitations(tenant));
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_a_conflict_and_nobody_is_invited()
    {
        await using var tenant = await StartAsync("""{"type":"user","userPrincipalName":"x@contoso.com","mail":"alan@example.org"}""");
        Assert.IsType<Outcome.Conflict>((await tenant.ApplyAsync(Guest(tenant))).Outcome);
        Assert.Empty(Invitations(tenant));
    }

    [Fact]
    public async Task What_fails_after_the_invitation_says_so()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.DeniedWrites = ["PATCH /users"];
        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(Guest(tenant))).Outcome);
        Assert.Contains("the guest is invited, but", failed.Fault.Message, StringComparison.Ordinal);
        tenant.Switches.DeniedWrites = ["POST /invitations"];
        var create = Guest(tenant);
        var refused = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(create with { Cells = create.Cells.SetItem(0, create.Cells[0] with { After = Text("b@example.org") }) })).Outcome);
        Assert.Contains("User.Invite.All", refused.Fault.Advice, StringComparison.Ordinal);
        Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(create with { Cells = create.Cells.RemoveAt(0) })).Outcome);
    }
}
