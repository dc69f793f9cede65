using System.Text.Json;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class UserWriteTests
{
    private const string BadRequest = "Request_BadRequest";

    [Fact]
    public async Task Create_answers_the_default_set_in_its_order()
    {
        await using var tenant = await TestTenant.StartAsync();
        var answer = (await tenant.Post("users", TestTenant.UserBody("AdeleV"))).Is(201);
        Assert.Equal(
            ["@odata.context", "businessPhones", "displayName", "givenName", "id", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName"],
            answer.Json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal($"{tenant.Emulator.GraphRoot}$metadata#users/$entity", answer.Json.GetProperty("@odata.context").GetString());
        Assert.Equal($"{tenant.Emulator.GraphRoot}users/{answer.Id}", answer.Headers["Location"]);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("mail").ValueKind);
        Assert.Equal(0, answer.Json.GetProperty("businessPhones").GetArrayLength());
        var full = (await tenant.Get($"users/{answer.Id}?$select=userType,createdDateTime,accountEnabled,passwordProfile,securityIdentifier")).Is(200).Json;
        Assert.Equal("Member", full.GetProperty("userType").GetString());
        Assert.Equal("2026-05-14T09:21:43Z", full.GetProperty("createdDateTime").GetString());
        Assert.DoesNotContain("xWwvJ", full.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("S-1-12-1-", full.GetProperty("securityIdentifier").GetString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, object?, string, string> Refusals() => new()
    {
        { "userPrincipalName", "taken@contoso.com", BadRequest, "Another object with the same value for property userPrincipalName already exists." },
        { "userPrincipalName", "TAKEN@CONTOSO.COM", BadRequest, "Another object with the same value for property userPrincipalName already exists." },
        { "userPrincipalName", "a@fabrikam.com", BadRequest, "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization." },
        { "userPrincipalName", "no-domain", BadRequest, "Property userPrincipalName is invalid." },
        { "userPrincipalName", "with space@contoso.com", BadRequest, "Property userPrincipalName is invalid." },
        { "userPrincipalName", "ümlaut@contoso.com", BadRequest, "Property userPrincipalName is invalid." },
        { "passwordProfile", new { password = "short" }, BadRequest, "The specified password does not comply with password complexity requirements. Please provide a different password." },
        { "passwordProfile", new { password = "alllowercase" }, BadRequest, "The specified password does not comply with password complexity requirements. Please provide a different password." },
        { "passwordProfile", new { password = "Adele-vance1" }, BadRequest, "The specified password does not comply with password complexity requirements. Please provide a different password." },
        { "passwordProfile", null, BadRequest, "A password must be specified to create a new user." },
        { "passwordProfile", new { forceChangePasswordNextSignIn = true }, BadRequest, "A password must be specified to create a new user." },
        { "mailNickname", null, BadRequest, "Invalid value specified for property 'mailNickname' of resource 'User'." },
        { "mailNickname", "a b", BadRequest, "Invalid value specified for property 'mailNickname' of resource 'User'." },
        { "department", new string('x', 65), BadRequest, "Invalid value specified for property 'department' of resource 'User'." },
        { "department", "", BadRequest, "Invalid value specified for property 'department' of resource 'User'." },
        { "department", 5, BadRequest, "Invalid value specified for property 'department' of resource 'User'." },
        { "employeeId", new string('x', 17), BadRequest, "Invalid value specified for property 'employeeId' of resource 'User'." },
        { "usageLocation", "Germany", BadRequest, "Invalid value specified for property 'usageLocation' of resource 'User'." },
        { "businessPhones", new[] { "1", "2" }, BadRequest, "Invalid value specified for property 'businessPhones' of resource 'User'." },
        { "accountEnabled", "yes", BadRequest, "Invalid value specified for property 'accountEnabled' of resource 'User'." },
        { "Department", "x", BadRequest, "Property 'Department' does not exist as a declared property or extension property." },
        { "shoeSize", 44, BadRequest, "Property 'shoeSize' does not exist as a declared property or extension property." },
        { "extension_00000000000000000000000000000000_mark", "x", BadRequest, "Property 'extension_00000000000000000000000000000000_mark' does not exist as a declared property or extension property." },
        { "createdDateTime", "2020-01-01T00:00:00Z", BadRequest, "Property 'createdDateTime' is read-only and cannot be set." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Create_refuses_word_for_word(string property, object? value, string code, string message)
    {
        await using var tenant = await TestTenant.StartAsync();
        await tenant.User("taken");
        (await tenant.Post("users", TestTenant.UserBody("adele", (property, value)))).Refuses(400, code, message);
        Assert.Single((await tenant.Get("users")).Value);
    }

    [Theory]
    [InlineData("accountEnabled")]
    [InlineData("displayName")]
    [InlineData("mailNickname")]
    [InlineData("userPrincipalName")]
    public async Task Create_needs_what_is_required(string property)
    {
        await using var tenant = await TestTenant.StartAsync();
        var body = TestTenant.UserBody("adele");
        body.Remove(property);
        (await tenant.Post("users", body)).Refuses(400, BadRequest, $"A value is required for property '{property}' of resource 'User'.");
    }

    [Fact]
    public async Task A_conflict_names_its_target_in_details()
    {
        await using var tenant = await TestTenant.StartAsync();
        await tenant.User("adele");
        var error = (await tenant.Post("users", TestTenant.UserBody("adele"))).Is(400).Json.GetProperty("error");
        var detail = Assert.Single(error.GetProperty("details").EnumerateArray());
        Assert.Equal("ObjectConflict", detail.GetProperty("code").GetString());
        Assert.Equal("userPrincipalName", detail.GetProperty("target").GetString());
        var inner = error.GetProperty("innerError");
        Assert.Equal("2026-05-14T09:21:43", inner.GetProperty("date").GetString());
        Assert.Equal(inner.GetProperty("request-id").GetString(), inner.GetProperty("client-request-id").GetString());
    }

    [Fact]
    public async Task Patch_sets_clears_and_merges()
    {
        await using var tenant = await TestTenant.StartAsync();
        var id = await tenant.User("adele", ("department", "Sales"), ("onPremisesExtensionAttributes", new { extensionAttribute1 = "a", extensionAttribute2 = "b" }),
            ("employeeOrgData", new { costCenter = "1", division = "x" }));
        var patch = await tenant.Patch($"users/{id}", new Dictionary<string, object?>
        {
            ["department"] = null,
            ["jobTitle"] = "Lead",
            ["otherMails"] = new[] { "a@x.org" },
            ["onPremisesExtensionAttributes"] = new { extensionAttribute2 = (string?)null, extensionAttribute3 = "c" },
            ["employeeOrgData"] = new { costCenter = "2" },
        });
        Assert.Equal("", patch.Is(204).Text);
        var user = (await tenant.Get($"users/{id}?$select=department,jobTitle,otherMails,onPremisesExtensionAttributes,employeeOrgData")).Json;
        Assert.Equal(JsonValueKind.Null, user.GetProperty("department").ValueKind);
        Assert.Equal("Lead", user.GetProperty("jobTitle").GetString());
        Assert.Equal(["a@x.org"], user.GetProperty("otherMails").EnumerateArray().Select(m => m.GetString()));
        var attributes = user.GetProperty("onPremisesExtensionAttributes");
        Assert.Equal(["a", null, "c"], new[] { 1, 2, 3 }.Select(n => attributes.GetProperty("extensionAttribute" + n).GetString()));
        Assert.Equal(JsonValueKind.Null, user.GetProperty("employeeOrgData").GetProperty("division").ValueKind);
    }

    [Theory]
    [InlineData("""{"displayName":null}""", 400, "Invalid value specified for property 'displayName' of resource 'User'.")]
    [InlineData("""{"mail":null}""", 400, "Invalid value specified for property 'mail' of resource 'User'.")]
    [InlineData("""{"usageLocation":null}""", 400, "Invalid value specified for property 'usageLocation' of resource 'User'.")]
    [InlineData("""{"id":"1"}""", 400, "Property 'id' is read-only and cannot be set.")]
    [InlineData("""{"userPrincipalName":"taken@contoso.com"}""", 400, "Another object with the same value for property userPrincipalName already exists.")]
    [InlineData("""{"mail":"taken@x.org"}""", 400, "Another object with the same value for property proxyAddresses already exists.")]
    [InlineData("""{"employeeHireDate":"2026-01-01T00:00:00Z"}""", 403, "Insufficient privileges to complete the operation.")]
    [InlineData("""{"skills":["x"]}""", 403, "Insufficient privileges to complete the operation.")]
    [InlineData("""{"manager@odata.bind":"https://graph.microsoft.com/v1.0/users/00000000-0000-0000-0000-000000000001"}""", 404,
        "Resource '00000000-0000-0000-0000-000000000001' does not exist or one of its queried reference-property objects are not present.")]
    public async Task Patch_refuses(string body, int status, string message)
    {
        await using var tenant = await TestTenant.StartAsync();
        await tenant.User("taken", ("mail", "taken@x.org"));
        var id = await tenant.User("adele");
        Assert.Equal(message, (await tenant.Patch($"users/{id}", body)).Is(status).Message);
    }

    [Fact]
    public async Task Renaming_frees_the_old_name_and_addresses_by_the_new_one()
    {
        await using var tenant = await TestTenant.StartAsync();
        var id = await tenant.User("adele");
        (await tenant.Patch("users/Adele@contoso.com", new { userPrincipalName = "vance@contoso.com" })).Is(204);
        Assert.Equal(id, (await tenant.Get("users/VANCE@contoso.com")).Is(200).Id);
        Assert.Equal(id, (await tenant.Get("users('vance@contoso.com')")).Is(200).Id);
        (await tenant.Get("users/adele@contoso.com")).Refuses(404, "Request_ResourceNotFound",
            "Resource 'adele@contoso.com' does not exist or one of its queried reference-property objects are not present.");
        await tenant.User("adele");
    }

    [Fact]
    public async Task Synced_users_refuse_what_is_mastered_on_premises()
    {
        await using var tenant = await TestTenant.SeededAsync(
            """{"type":"user","userPrincipalName":"synced@contoso.com","onPremisesSyncEnabled":true}""",
            """{"type":"user","userPrincipalName":"once@contoso.com","onPremisesSyncEnabled":false}""");
        const string Synced = "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.";
        (await tenant.Patch("users/synced@contoso.com", new { department = "x" })).Refuses(400, BadRequest, Synced);
        (await tenant.Delete("users/synced@contoso.com")).Refuses(400, BadRequest, Synced);
        (await tenant.Patch("users/synced@contoso.com", new { usageLocation = "DE" })).Is(204);
        (await tenant.Patch("users/once@contoso.com", new { onPremisesExtensionAttributes = new { extensionAttribute1 = "x" } })).Refuses(400, BadRequest,
            "Unable to update the specified properties for objects that have originated within an external service.");
    }

    [Fact]
    public async Task A_federated_domain_needs_the_immutable_id()
    {
        await using var tenant = await TestTenant.SeededAsync("""{"type":"domain","id":"federated.org","authenticationType":"Federated"}""");
        var body = TestTenant.UserBody("adele", ("userPrincipalName", "adele@federated.org"));
        (await tenant.Post("users", body)).Refuses(400, BadRequest, "A value is required for property 'onPremisesImmutableId' of resource 'User'.");
        body["onPremisesImmutableId"] = "abc";
        (await tenant.Post("users", body)).Is(201);
    }

    [Fact]
    public async Task Managers_are_set_read_and_removed()
    {
        await using var tenant = await TestTenant.StartAsync();
        var boss = await tenant.User("boss");
        var other = await tenant.User("other");
        var adele = await tenant.User("adele", ("manager@odata.bind", tenant.Url(boss)));
        var manager = (await tenant.Get($"users/{adele}/manager?$select=id")).Is(200);
        Assert.Equal(boss, manager.Id);
        Assert.Equal("#microsoft.graph.user", manager.Json.GetProperty("@odata.type").GetString());
        Assert.Equal([adele], (await tenant.Get($"users/{boss}/directReports")).Ids);
        (await tenant.Put($"users/{adele}/manager/$ref", tenant.Reference(other))).Is(204);
        Assert.Equal(other, (await tenant.Get($"users/{adele}/manager")).Id);
        Assert.Empty((await tenant.Get($"users/{boss}/directReports")).Ids);
        (await tenant.Delete($"users/{adele}/manager/$ref")).Is(204);
        Assert.Equal("Request_ResourceNotFound", (await tenant.Get($"users/{adele}/manager")).Is(404).Code);
        (await tenant.Delete($"users/{adele}/manager/$ref")).Is(404);
        (await tenant.Put($"users/{adele}/manager/$ref", tenant.Reference(Guid.Empty.ToString()))).Is(404);
        (await tenant.Put($"users/{adele}/manager/$ref", "{}")).Is(400);
    }

    [Fact]
    public async Task Sessions_are_revoked()
    {
        await using var tenant = await TestTenant.StartAsync();
        var id = await tenant.User("adele");
        tenant.Clock.Advance(TimeSpan.FromHours(1));
        var answer = (await tenant.Post($"users/{id}/revokeSignInSessions", null)).Is(200).Json;
        Assert.True(answer.GetProperty("value").GetBoolean());
        Assert.EndsWith("#Edm.Boolean", answer.GetProperty("@odata.context").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-05-14T10:21:43Z", (await tenant.Get($"users/{id}?$select=signInSessionsValidFromDateTime")).Json.GetProperty("signInSessionsValidFromDateTime").GetString());
        tenant.Switches.RevokeAnswersNoContent = true;
        (await tenant.Post($"users/{id}/revokeSignInSessions", null)).Is(204);
    }
}
