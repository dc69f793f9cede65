using System.Text;
using System.Text.Json;
using Reconciler.Emulator;
using Reconciler.Emulator.Faults;
using static Reconciler.Connectors.Tests.Emulator.Scim.ScimTenant;

namespace Reconciler.Connectors.Tests.Emulator.Scim;

public sealed class ScimAccessTests
{
    private static async Task<Reply> Ask(ScimTenant scim, string? authorization, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, scim.Emulator.ScimRoot(Key) + "Users");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await TestTenant.Read(await http.SendAsync(request));
    }

    private static string Basic(string text) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Fact]
    public async Task Every_kind_of_credential()
    {
        await using var scim = await StartAsync();
        Assert.Equal("Bearer realm=\"scim\"", (await Ask(scim, null)).Fails(401).Headers["WWW-Authenticate"]);
        (await Ask(scim, "Bearer anything")).Is(200);
        scim.Switches.ExpiredTokens = ["old"];
        Assert.Equal("Bearer realm=\"scim\", error=\"invalid_token\", error_description=\"The access token expired\"", (await Ask(scim, "Bearer old")).Fails(401).Headers["WWW-Authenticate"]);
        scim.Switches.ValidTokens = ["good"];
        (await Ask(scim, "Bearer good")).Is(200);
        Assert.Contains("invalid_token", (await Ask(scim, "Bearer anything")).Fails(401).Headers["WWW-Authenticate"]);
        (scim.Switches.BasicUser, scim.Switches.BasicPassword) = ("robot", "b:c");
        (await Ask(scim, Basic("robot:b:c"))).Is(200);
        (await Ask(scim, Basic("robot:x"))).Fails(401);
        scim.Switches.ValidTokens = null;
        Assert.StartsWith("Basic", (await Ask(scim, null)).Fails(401).Headers["WWW-Authenticate"]);
        (await Ask(scim, "Bearer good")).Fails(401);
        scim.Switches.Header = ("X-Api-Key", "k");
        (await Ask(scim, null, ("X-Api-Key", "k"))).Is(200);
        (await Ask(scim, null, ("X-Api-Key", "K"))).Fails(401);
        scim.Switches.Anonymous = true;
        (await Ask(scim, null)).Is(200);
    }

    [Fact]
    public async Task Tokens_are_issued_and_expire()
    {
        await using var scim = await StartAsync(s => s.OAuth2 = new ScimOAuthClient("client", "s3") { Scope = "scim", TokenLifetime = TimeSpan.FromMinutes(5) });
        async Task<Reply> Token(string form, string? basic = null)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(scim.Emulator.GraphRoot, "/scim/entrust/oauth/token"));
            request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
            if (basic is not null)
                request.Headers.TryAddWithoutValidation("Authorization", Basic(basic));
            return await TestTenant.Read(await http.SendAsync(request));
        }

        string Error(Reply reply) => reply.Json.GetProperty("error").GetString()!;
        Assert.Equal("invalid_client", Error((await Token("grant_type=client_credentials&client_id=client&client_secret=x")).Is(401)));
        Assert.Equal("unsupported_grant_type", Error((await Token("grant_type=password&client_id=client&client_secret=s3")).Is(400)));
        Assert.Equal("invalid_scope", Error((await Token("grant_type=client_credentials&client_id=client&client_secret=s3&scope=x")).Is(400)));
        var granted = (await Token("grant_type=client_credentials&scope=scim", "client:s3")).Is(200).Json;
        Assert.Equal(("Bearer", 300), (granted.Text("token_type"), granted.GetProperty("expires_in").GetInt32()));
        var token = "Bearer " + (await Token("grant_type=client_credentials&client_id=client&client_secret=s3")).Is(200).Json.Text("access_token");
        (await Ask(scim, token)).Is(200);
        (await Ask(scim, "Bearer anything")).Fails(401);
        scim.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("expired", (await Ask(scim, token)).Fails(401).Headers["WWW-Authenticate"]);
        Assert.DoesNotContain(scim.Emulator.Wire, w => w.Request?.Contains("s3", StringComparison.Ordinal) == true);
        Assert.Contains(scim.Emulator.Wire, w => w.Path == "/scim/entrust/oauth/token" && w.Status == 200);
    }

    [Fact]
    public async Task Requests_are_throttled()
    {
        await using var scim = await StartAsync(s => s.RequestsPer10Seconds = 2);
        (await scim.Get("Users")).Is(200);
        scim.Clock.Advance(TimeSpan.FromSeconds(4));
        (await scim.Get("Users")).Is(200);
        Assert.Equal("6", (await scim.Get("Users")).Fails(429).Headers["Retry-After"]);
        scim.Clock.Advance(TimeSpan.FromSeconds(6));
        (await scim.Get("Users")).Is(200);
        (await scim.Get("Users")).Fails(429);
    }

    [Fact]
    public async Task Faults_are_armed_per_application()
    {
        await using var scim = await StartAsync(null, o => o with { Applications = [.. o.Applications, new ScimApplicationOptions("other")] });
        scim.Switches.FailNext(1, (m, p) => m == "POST" && p == "/scim/entrust/v2/Users", 400, "invalidValue", "no");
        (await scim.Post(scim.Emulator.ScimRoot("other") + "Users", UserBody("a"))).Is(201);
        (await scim.Post("Users", UserBody("a"))).Fails(400, "invalidValue");
        (await scim.Post("Users", UserBody("a"))).Is(201);
        scim.Switches.Arm(new RequestFault { Matches = (_, _) => true, Status = 503, Message = "busy", Headers = new Dictionary<string, string> { ["Retry-After"] = "7" }.ToImmutable() });
        Assert.Equal("7", (await scim.Get("Users")).Fails(503).Headers["Retry-After"]);
        scim.Switches.DropAfterExecuting(1, (m, _) => m == "POST");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scim.Post("Users", UserBody("b")));
        Assert.Equal(1, (await scim.Filter("Users", "userName eq \"b\"")).Total());
        scim.Switches.FailNext(9, (_, _) => true, 500, "UnknownError", "broken");
        (await scim.Get("Users")).Fails(500);
        scim.Switches.Disarm();
        (await scim.Get("Users")).Is(200);
        Assert.Equal(1, (await scim.Get(scim.Emulator.ScimRoot("other") + "Users")).Total());
    }

    [Fact]
    public async Task Eight_writers_at_once_lose_nothing()
    {
        await using var scim = await StartAsync();
        var group = await scim.NewGroup("All");
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var id = await scim.NewUser($"u{i}");
            (await scim.Patch("Groups/" + group, Op("add", "members", new[] { new { value = id } }))).Is(204);
            (await scim.Get("Users?count=5")).Is(200);
            if (i % 10 == 0)
                (await scim.Post("Users", UserBody($"u{i}"))).Fails(409, "uniqueness");
        });
        Assert.Equal(200, (await scim.Get("Users?count=1000")).Resources().Length);
        Assert.Equal(200, (await scim.MembersOf(group)).Distinct().Count());
    }

    [Fact]
    public async Task Wrong_applications_are_refused_at_the_start()
    {
        async Task<string> Refused(params ScimApplicationOptions[] applications) =>
            (await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(null, o => o with { Applications = [.. applications] }))).Message;
        Assert.Contains("known are: strict", await Refused(new ScimApplicationOptions(Key) { Dialect = "quirky" }));
        Assert.Contains("given twice", await Refused(new ScimApplicationOptions(Key), new ScimApplicationOptions(Key)));
        Assert.Contains("'a/b'", await Refused(new ScimApplicationOptions("a/b")));
    }

    [Fact]
    public async Task The_wire_file_holds_requests_without_secrets()
    {
        using var folder = new TestFolder();
        await using (var scim = await StartAsync(null, o => o with { WireLogFile = folder.File("wire.jsonl") }))
            await scim.NewUser("ada", ("password", "kept-nowhere"));
        var line = JsonDocument.Parse((await File.ReadAllLinesAsync(folder.File("wire.jsonl")))[0]).RootElement;
        Assert.Equal(("POST", "/scim/entrust/v2/Users", "ada", "***"), (line.Text("method"), line.Text("path"), line.Text("request", "userName"), line.Text("request", "password")));
    }
}

internal static class HeaderSets
{
    public static System.Collections.Immutable.ImmutableDictionary<string, string> ToImmutable(this Dictionary<string, string> headers) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(headers);
}
