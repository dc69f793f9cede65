namespace Reconciler.Connectors.Tests.Emulator;

public sealed class InvitationTests
{
    private static object Body(string address) => new
    {
        invitedUserEmailAddress = address,
        inviteRedirectUrl = "https://myapps.microsoft.com",
        sendInvitationMessage = false,
        invitedUserDisplayName = "Alan",
    };

    [Fact]
    public async Task An_address_becomes_a_guest()
    {
        await using var tenant = await TestTenant.StartAsync();
        var invited = (await tenant.Post("invitations", Body("alan@example.org"))).Is(201).Json;
        Assert.Equal("PendingAcceptance", invited.GetProperty("status").GetString());
        var id = invited.GetProperty("invitedUser").GetProperty("id").GetString()!;
        var guest = (await tenant.Get($"users/{id}?$select=id,userPrincipalName,displayName,mail,userType,externalUserState,creationType")).Is(200).Json;
        Assert.Equal("alan_example.org#EXT#@contoso.onmicrosoft.com", guest.GetProperty("userPrincipalName").GetString());
        Assert.Equal(("Alan", "alan@example.org", "Guest"), (guest.GetProperty("displayName").GetString(), guest.GetProperty("mail").GetString(), guest.GetProperty("userType").GetString()));
        Assert.Equal("PendingAcceptance", guest.GetProperty("externalUserState").GetString());
        Assert.Equal(id, (await tenant.Get("users/alan_example.org%23EXT%23@contoso.onmicrosoft.com")).Is(200).Id);
        Assert.Equal(id, (await tenant.Post("invitations", Body("ALAN@example.org"))).Is(201).Json.GetProperty("invitedUser").GetProperty("id").GetString());
        Assert.Single((await tenant.Get("users?$filter=mail eq 'alan@example.org'")).Value);
    }

    [Fact]
    public async Task A_guest_is_seen_after_the_lag()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Switches.ReplicationLag = TimeSpan.FromSeconds(5);
        var id = (await tenant.Post("invitations", Body("alan@example.org"))).Is(201).Json.GetProperty("invitedUser").GetProperty("id").GetString();
        (await tenant.Patch("users/" + id, new { department = "x" })).Is(404);
        tenant.Clock.Advance(TimeSpan.FromSeconds(6));
        (await tenant.Patch("users/" + id, new { department = "x" })).Is(204);
    }

    [Theory]
    [InlineData("""{"inviteRedirectUrl":"https://a.example"}""")]
    [InlineData("""{"invitedUserEmailAddress":"a@example.org"}""")]
    [InlineData("""{"invitedUserEmailAddress":"nobody","inviteRedirectUrl":"https://a.example"}""")]
    [InlineData("""{"invitedUserEmailAddress":"a@example.org","inviteRedirectUrl":"nowhere"}""")]
    [InlineData("""{"invitedUserEmailAddress":"a@example.org","inviteRedirectUrl":"https://a.example","colour":"red"}""")]
    [InlineData("""{"invitedUserEmailAddress":"member@contoso.com","inviteRedirectUrl":"https://a.example"}""")]
    public async Task A_faulty_invitation_is_refused(string body)
    {
        await using var tenant = await TestTenant.SeededAsync("""{"type":"user","userPrincipalName":"member@contoso.com","mail":"member@contoso.com"}""");
        (await tenant.Post("invitations", body)).Is(400);
        Assert.Single((await tenant.Get("users")).Value);
    }
}
