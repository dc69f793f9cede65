using System.Net.Http.Headers;

namespace Reconciler.Connectors.Tests.Emulator;

public sealed class WireConventions
{
    [Fact]
    public async Task Organization_answers_the_given_tenant()
    {
        var id = Guid.Parse("84841066-274d-4ec0-a5c1-276be684bdd3");
        await using var tenant = await TestTenant.StartAsync(o => o with { TenantId = id });
        var answer = (await tenant.Get("organization?$select=id,displayName,verifiedDomains")).Is(200);
        var organization = Assert.Single(answer.Value);
        Assert.Equal(id, organization.GetProperty("id").GetGuid());
        var domains = organization.GetProperty("verifiedDomains").EnumerateArray().ToList();
        Assert.Equal(["contoso.com", "contoso.onmicrosoft.com"], domains.Select(d => d.GetProperty("name").GetString()));
        Assert.Equal([true, false], domains.Select(d => d.GetProperty("isDefault").GetBoolean()));
        Assert.EndsWith("$metadata#organization(id,displayName,verifiedDomains)", answer.Json.GetProperty("@odata.context").GetString());
    }

    [Fact]
    public async Task An_empty_tenant_id_is_derived_and_stable()
    {
        await using var first = await TestTenant.StartAsync();
        await using var second = await TestTenant.StartAsync(o => o with { Seed = 7 });
        Assert.NotEqual(Guid.Empty, first.Emulator.TenantId);
        Assert.Equal(first.Emulator.TenantId, second.Emulator.TenantId);
        Assert.Equal(first.Emulator.TenantId, (await first.Get("organization")).Value[0].GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Domains_can_be_listed_and_had_by_name()
    {
        await using var tenant = await TestTenant.StartAsync();
        Assert.Equal(["contoso.com", "contoso.onmicrosoft.com"], (await tenant.Get("domains")).Is(200).Ids);
        Assert.True((await tenant.Get("domains/contoso.com")).Is(200).Json.GetProperty("isVerified").GetBoolean());
        (await tenant.Get("domains/fabrikam.com")).Refuses(404, "Request_ResourceNotFound",
            "Resource 'fabrikam.com' does not exist or one of its queried reference-property objects are not present.");
    }

    [Fact]
    public async Task Answers_carry_the_headers_of_the_service()
    {
        await using var tenant = await TestTenant.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "users?$select=id");
        request.Headers.Add("client-request-id", "11111111-2222-3333-4444-555555555555");
        var answer = await TestTenant.Read(await tenant.Http.SendAsync(request));
        Assert.Equal("application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            answer.Headers["Content-Type"].Replace("; ", ";", StringComparison.Ordinal));
        Assert.Equal("4.0", answer.Headers["OData-Version"]);
        Assert.Equal("no-cache", answer.Headers["Cache-Control"]);
        Assert.Equal("1", answer.Headers["x-ms-resource-unit"]);
        Assert.Equal("11111111-2222-3333-4444-555555555555", answer.Headers["client-request-id"]);
        Assert.True(Guid.TryParse(answer.Headers["request-id"], out _));
        Assert.Contains("ServerInfo", answer.Headers["x-ms-ags-diagnostic"], StringComparison.Ordinal);
        var other = await tenant.Get("users?$select=id");
        Assert.Equal(other.Headers["request-id"], other.Headers["client-request-id"]);
        Assert.NotEqual(answer.Headers["request-id"], other.Headers["request-id"]);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered()
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Http.DefaultRequestHeaders.Authorization = null;
        (await tenant.Get("users")).Refuses(401, "InvalidAuthenticationToken", "Access token is empty.");
        tenant.Switches.ValidTokens = ["good"];
        tenant.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "old");
        var refused = (await tenant.Get("users")).Refuses(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
        Assert.Contains("invalid_token", refused.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        tenant.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "good");
        (await tenant.Get("users")).Is(200);
    }

    [Theory]
    [InlineData("contoso.com", "grant_type=client_credentials&client_id=x&client_secret=y", 200, null)]
    [InlineData("contoso.com", "grant_type=password&client_id=x&client_secret=y", 400, "unsupported_grant_type")]
    [InlineData("contoso.com", "grant_type=client_credentials&client_secret=y", 400, "invalid_request")]
    [InlineData("contoso.com", "grant_type=client_credentials&client_id=x", 401, "invalid_client")]
    [InlineData("fabrikam.com", "grant_type=client_credentials&client_id=x&client_secret=y", 400, "invalid_request")]
    public async Task The_token_endpoint_grants_client_credentials(string name, string form, int status, string? error)
    {
        await using var tenant = await TestTenant.StartAsync();
        tenant.Http.DefaultRequestHeaders.Authorization = null;
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = (await TestTenant.Read(await tenant.Http.PostAsync($"/{name}/oauth2/v2.0/token", content))).Is(status);
        if (error is not null)
        {
            Assert.Equal(error, answer.Json.GetProperty("error").GetString());
            return;
        }

        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        tenant.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer.Json.GetProperty("access_token").GetString());
        (await tenant.Get("users")).Is(200);
        Assert.DoesNotContain(tenant.Emulator.Wire, w => w.Request?.Contains("client_secret", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("nonsense", 400, "BadRequest", "Resource not found for the segment 'nonsense'.")]
    [InlineData("me", 400, "BadRequest", "/me request is only valid with delegated authentication flow.")]
    [InlineData("/beta/users", 400, "BadRequest", "Invalid version: beta")]
    [InlineData("users?$skip=5", 400, "Request_BadRequest", "'$skip' is not supported by the service.")]
    [InlineData("users?$select=id&$select=mail", 400, "BadRequest", "Query option '$select' was specified more than once, but it must be specified at most once.")]
    [InlineData("users?$nonsense=1", 400, "BadRequest", "The query parameter '$nonsense' is not supported.")]
    [InlineData("subscribedSkus", 501, "NotImplemented", "This operation target is not yet supported.")]
    public async Task Paths_outside_the_directory_are_refused(string path, int status, string code, string message)
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Get(path)).Refuses(status, code, message);
    }

    [Theory]
    [InlineData("PUT", "users")]
    [InlineData("DELETE", "users")]
    [InlineData("POST", "users/delta")]
    [InlineData("PUT", "groups")]
    [InlineData("POST", "organization")]
    [InlineData("POST", "domains")]
    [InlineData("DELETE", "applications")]
    [InlineData("GET", "directoryObjects/getByIds")]
    public async Task A_wrong_verb_is_refused(string method, string path)
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Send(new HttpMethod(method), path, "{}"))
            .Refuses(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    }

    [Theory]
    [InlineData("", "An unexpected 'EndOfInput' node was found when reading from the JSON reader. A 'StartObject' node was expected.")]
    [InlineData("[1]", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")]
    [InlineData("{\"a\":", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")]
    public async Task A_body_that_is_not_an_object_is_refused(string body, string message)
    {
        await using var tenant = await TestTenant.StartAsync();
        (await tenant.Post("users", body)).Refuses(400, "BadRequest", message);
    }

    [Fact]
    public async Task Answers_are_compressed_on_request()
    {
        await using var tenant = await TestTenant.StartAsync();
        for (var n = 0; n < 5; n++)
            await tenant.User("u" + n);
        using var request = new HttpRequestMessage(HttpMethod.Get, "users");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await tenant.Http.SendAsync(request);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(5, System.Text.Json.JsonDocument.Parse(plain).RootElement.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task The_wire_log_keeps_requests_and_masks_passwords()
    {
        using var folder = new TestFolder();
        await using (var tenant = await TestTenant.StartAsync(o => o with { WireLogFile = folder.File("wire.jsonl") }))
        {
            await tenant.User("adele");
            await tenant.Post("$batch", new
            {
                requests = new object[]
                {
                    new { id = "1", method = "GET", url = "/users/adele@contoso.com?$select=id" },
                    new { id = "2", method = "POST", url = "users", headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" }, body = TestTenant.UserBody("alex") },
                    new { id = "3", method = "GET", url = "users/nobody@contoso.com" },
                },
            });
            var batch = tenant.Emulator.Wire[1];
            Assert.Equal([(("1", "GET", 200)), ("2", "POST", 201), ("3", "GET", 404)], batch.Items.Select(i => (i.Id, i.Method, i.Status)));
        }

        var lines = File.ReadAllLines(folder.File("wire.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"n\":1,\"method\":\"POST\",\"path\":\"/v1.0/users\",\"status\":201,\"request\":{", lines[0], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Contains("\"password\":\"***\"", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("xWwvJ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("Bearer", line, StringComparison.Ordinal));
        Assert.Contains("\"items\":[{\"id\":\"1\",\"method\":\"GET\",\"path\":\"/v1.0/users/adele@contoso.com?$select=id\",\"status\":200}", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users", 2)]
    [InlineData("users?$select=id", 1)]
    [InlineData("users?$top=5", 1)]
    [InlineData("users?$top=999", 2)]
    [InlineData("groups", 1)]
    [InlineData("groups?$expand=members", 2)]
    [InlineData("groups/{g}/members", 3)]
    [InlineData("groups/{g}/members?$select=id", 2)]
    [InlineData("groups/{g}/members?$select=id&$top=5", 1)]
    [InlineData("groups/{g}/transitiveMembers", 5)]
    [InlineData("applications", 2)]
    public async Task Requests_cost_what_the_table_says(string path, int units)
    {
        await using var tenant = await TestTenant.StartAsync();
        var group = await tenant.Group("g");
        Assert.Equal(units.ToString(), (await tenant.Get(path.Replace("{g}", group, StringComparison.Ordinal))).Is(200).Headers["x-ms-resource-unit"]);
    }
}
