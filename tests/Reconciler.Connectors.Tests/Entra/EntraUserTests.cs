using System.Text.Json;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using static Reconciler.Connectors.Tests.Entra.EntraTenant;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class EntraUserTests
{
    [Fact]
    public async Task Every_writable_attribute_is_created_changed_read_back_and_cleared()
    {
        await using var tenant = await StartAsync();
        var schema = tenant.Reader.Descriptor.Schema[Kind.User];
        var writable = schema.Attributes.Where(a => a.Mutability == Mutability.ReadWrite && a.Name is not ("userPrincipalName" or "accountEnabled")).ToArray();
        var ada = await tenant.UserAsync("ada", [.. writable.Where(a => a.Name is not ("displayName" or "mailNickname")).Select(a => (a.Name, Sample(a, 1)))]);

        var first = await tenant.ReadAsync();
        Assert.All(writable.Where(a => a.Name is not ("displayName" or "mailNickname")), a => Assert.Equal(Sample(a, 1), tenant.Cell(first, Kind.User, ada, a.Name)));
        Assert.Equal(Text("ada@contoso.com"), tenant.Cell(first, Kind.User, ada, "userPrincipalName"));

        foreach (var facet in writable.GroupBy(a => a.Facet))
            Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Update(Kind.User, ada, [.. facet.Select(a => (a.Name, Sample(a, 2)))]))).Outcome);
        var second = await tenant.ReadAsync();
        Assert.All(writable, a => Assert.Equal(Sample(a, 2), tenant.Cell(second, Kind.User, ada, a.Name)));

        foreach (var facet in writable.Where(a => a.Clearable).GroupBy(a => a.Facet))
        {
            var cleared = await tenant.ApplyAsync(tenant.Update(Kind.User, ada, [.. facet.Select(a => (a.Name, AttributeValue.None))]));
            Assert.True(cleared.Outcome is Outcome.Applied, cleared.ToString());
        }

        var third = await tenant.ReadAsync();
        Assert.All(writable.Where(a => a.Clearable), a => Assert.Equal(AttributeValue.None, tenant.Cell(third, Kind.User, ada, a.Name)));
        Assert.All(writable.Where(a => !a.Clearable), a => Assert.Equal(Sample(a, 2), tenant.Cell(third, Kind.User, ada, a.Name)));
    }

    [Fact]
    public async Task Half_of_the_organisation_data_does_not_lose_the_other()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada", ("employeeOrgData.costCenter", Text("c1")), ("employeeOrgData.division", Text("d1")));

        await tenant.ApplyAsync(tenant.Update(Kind.User, ada, ("employeeOrgData.costCenter", Text("c2"))));

        var snapshot = await tenant.ReadAsync();
        Assert.Equal(Text("c2"), tenant.Cell(snapshot, Kind.User, ada, "employeeOrgData.costCenter"));
        Assert.Equal(Text("d1"), tenant.Cell(snapshot, Kind.User, ada, "employeeOrgData.division"));
    }

    [Fact]
    public async Task One_extension_attribute_does_not_lose_the_others_nor_a_mark_in_one()
    {
        await using var tenant = await StartAsync(MarkPlace.InAttribute("extensionAttribute7"), withMark: false);
        Assert.Null(tenant.Reader.Descriptor.Schema[Kind.User].Find("onPremisesExtensionAttributes.extensionAttribute7"));
        Assert.Null(tenant.Reader.Descriptor.Schema[Kind.Group].WithRole(AttributeRole.Mark));
        var ada = await tenant.UserAsync("ada", ("reconcilerOwner", Text("w/ada;c")), ("onPremisesExtensionAttributes.extensionAttribute1", Text("one")));

        await tenant.ApplyAsync(tenant.Update(Kind.User, ada, ("onPremisesExtensionAttributes.extensionAttribute1", Text("uno"))));

        var snapshot = await tenant.ReadAsync();
        Assert.Equal(Text("w/ada;c"), tenant.Cell(snapshot, Kind.User, ada, "reconcilerOwner"));
        Assert.Equal(Text("uno"), tenant.Cell(snapshot, Kind.User, ada, "onPremisesExtensionAttributes.extensionAttribute1"));
    }

    [Fact]
    public async Task A_password_is_strong_sent_once_and_told_to_nobody()
    {
        await using var tenant = await StartAsync();
        tenant.Switches.FailNext(1, (m, p) => m == "POST" && p.EndsWith("/users", StringComparison.Ordinal), 400, "Request_BadRequest", "no");
        var create = tenant.NewUser("ada");
        var refused = await tenant.ApplyAsync(create);
        var made = await tenant.ApplyAsync(create);

        var passwords = tenant.Sent.Requests.Where(r => r is { Method: "POST", Path: "/users" }).Select(r => Password(r.Body)).ToArray();
        Assert.Equal(2, passwords.Distinct(StringComparer.Ordinal).Count());
        Assert.All(passwords, p => Assert.Equal((24, true, true, true, true),
            (p.Length, p.Any(char.IsAsciiLetterUpper), p.Any(char.IsAsciiLetterLower), p.Any(char.IsAsciiDigit), p.Any(c => !char.IsAsciiLetterOrDigit(c)))));
        var snapshot = await tenant.ReadAsync();
        var told = string.Join('\n', tenant.Emulator.Wire) + refused + made + tenant.Cell(snapshot, Kind.User, create.Object, "password") + tenant.Connection;
        Assert.All(passwords, p => Assert.DoesNotContain(p, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_that_repeats_the_password_is_silenced()
    {
        await using var tenant = await StartAsync();
        var repeated = "";
        using var server = new Http.ScriptedServer(s =>
        {
            repeated = Password(s.Body);
            return new Http.Reply(400, $$$"""{"error":{"code":"Request_BadRequest","message":"the password '{{{repeated}}}' is bad"}}""");
        });
        var talkative = ConnectorCatalog.Connect(server.Root, "t", MarkPlace.InExtensionOf(App), tenant.Time, new Http.CountedRandomness());

        var results = await ConnectorCatalog.EntraWriter(talkative).ApplyAsync([new Attempt(tenant.NewUser("ada"), 1)], tenant.Roster, default);

        Assert.Equal(24, repeated.Length);
        Assert.Equal("the password '***' is bad", Assert.IsType<Outcome.Failed>(Assert.Single(results).Outcome).Fault.Message);
    }

    [Fact]
    public async Task A_manager_comes_with_the_creation_changes_and_goes()
    {
        await using var tenant = await StartAsync();
        var boss = await tenant.UserAsync("boss");
        var next = await tenant.UserAsync("next");
        var ada = tenant.NewUser("ada") with { Links = [tenant.Ends(Kind.User, "manager", boss)] };
        await tenant.MakeAsync(ada);
        Assert.Equal(["boss@contoso.com"], tenant.Names(await tenant.ReadAsync("manager"), "manager", ada.Object));

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Link(Kind.User, ada.Object, "manager", next))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unlink(Kind.User, ada.Object, "manager", boss))).Outcome);
        var snapshot = await tenant.ReadAsync("manager");
        Assert.Equal(["next@contoso.com"], tenant.Names(snapshot, "manager", ada.Object));
        Assert.True(snapshot.CompletenessOf("manager").IsProven);

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Unlink(Kind.User, ada.Object, "manager", next))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Unlink(Kind.User, ada.Object, "manager", next))).Outcome);
        Assert.Empty(tenant.Names(await tenant.ReadAsync("manager"), "manager", ada.Object));
    }

    [Fact]
    public async Task Disable_closes_the_account_and_then_its_sessions()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        var bob = await tenant.UserAsync("bob");

        var results = await tenant.ApplyAsync([tenant.Disable(ada, revoke: true), tenant.Disable(bob, revoke: false)]);

        Assert.All(results, r => Assert.IsType<Outcome.Applied>(r.Outcome));
        var snapshot = await tenant.ReadAsync();
        Assert.Equal(AttributeValue.Of(false), tenant.Cell(snapshot, Kind.User, ada, "accountEnabled"));
        Assert.Equal(Text("w/x;off"), tenant.Cell(snapshot, Kind.User, bob, "reconcilerOwner"));
        var revoked = Assert.Single(tenant.Sent.Requests, r => r.Path.EndsWith("/revokeSignInSessions", StringComparison.Ordinal));
        Assert.Contains(tenant.Roster.IdOf(ada)?.Value ?? "?", revoked.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_stay_open_are_told_as_such()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada");
        tenant.Switches.FailNext(1, (_, p) => p.EndsWith("/revokeSignInSessions", StringComparison.Ordinal), 403, "Authorization_RequestDenied", "Insufficient privileges.");

        var failed = Assert.IsType<Outcome.Failed>((await tenant.ApplyAsync(tenant.Disable(ada, revoke: true))).Outcome);

        Assert.StartsWith("the account is closed, its sessions are not", failed.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_is_soft_restore_brings_back_and_both_can_be_repeated()
    {
        await using var tenant = await StartAsync();
        var ada = await tenant.UserAsync("ada", ("reconcilerOwner", Text("w/ada;c")));

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Delete(Kind.User, ada))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Delete(Kind.User, ada))).Outcome);
        var gone = await tenant.ReadAsync();
        Assert.True(gone[Kind.User].IsDeleted(gone[Kind.User].RowOf(tenant.Live(gone, ada))));
        Assert.Equal(Text("ada@contoso.com"), tenant.Cell(gone, Kind.User, ada, "userPrincipalName"));
        Assert.Equal(Text("w/ada;c"), tenant.Cell(gone, Kind.User, ada, "reconcilerOwner"));

        Assert.IsType<Outcome.Applied>((await tenant.ApplyAsync(tenant.Restore(Kind.User, ada))).Outcome);
        Assert.IsType<Outcome.AlreadyDone>((await tenant.ApplyAsync(tenant.Restore(Kind.User, ada))).Outcome);
        var back = await tenant.ReadAsync();
        Assert.False(back[Kind.User].IsDeleted(back[Kind.User].RowOf(tenant.Live(back, ada))));
    }

    [Fact]
    public async Task A_taken_address_is_a_conflict_with_advice_and_request_id()
    {
        await using var tenant = await StartAsync();
        await tenant.UserAsync("ada");

        var result = await tenant.ApplyAsync(tenant.Create(Kind.User, "other", ("userPrincipalName", Text("ada@contoso.com")), ("displayName", Text("x")),
            ("mailNickname", Text("x")), ("accountEnabled", AttributeValue.Of(true)), ("password", new AttributeValue.Generated("password"))));

        var conflict = Assert.IsType<Outcome.Conflict>(result.Outcome);
        Assert.Contains("userPrincipalName already exists", conflict.Fault.Message, StringComparison.Ordinal);
        Assert.True(Guid.TryParse(result.RequestId, out _));
        Assert.NotEmpty(conflict.Fault.Advice);
    }

    private static string Password(string body)
    {
        using var json = JsonDocument.Parse(body);
        var profile = json.RootElement.GetProperty("passwordProfile");
        Assert.True(profile.GetProperty("forceChangePasswordNextSignIn").GetBoolean());
        return profile.GetProperty("password").GetString() ?? "";
    }

    private static AttributeValue Sample(AttributeSchema attribute, int turn) => (attribute.Name, attribute.Kind) switch
    {
        ("mail", _) => Text($"mail{turn}@contoso.com"),
        ("userType", _) => Text(turn == 1 ? "Member" : "Guest"),
        ("usageLocation", _) => Text(turn == 1 ? "GB" : "DE"),
        ("preferredLanguage", _) => Text(turn == 1 ? "en-GB" : "de-DE"),
        ("country", _) => Text(turn == 1 ? "GB" : "DE"),
        ("ageGroup", _) => Text(turn == 1 ? "Adult" : "Minor"),
        ("consentProvidedForMinor", _) => Text(turn == 1 ? "NotRequired" : "Granted"),
        ("passwordPolicies", _) => Text(turn == 1 ? "DisablePasswordExpiration" : "DisableStrongPassword"),
        (_, ValueKind.Flag) => AttributeValue.Of(turn == 1),
        (_, ValueKind.Texts) => AttributeValue.OfTexts([$"b{turn}@x.example", "a@x.example"]),
        _ => Text($"{attribute.Name[^4..]} {turn}".Replace(' ', attribute.Name == "mailNickname" ? '-' : ' ')),
    };
}
