using Reconciler.Connectors.Tests.Http;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;

namespace Reconciler.Connectors.Tests.Scim;

public sealed class ScimSignInTests
{
    private const string Secret = "wiki-secret-of-tests";

    private static Words Known { get; } = new(("env:RECONCILER_WIKI", Secret + "\n"), ("env:RECONCILER_WRONG", "wrong-secret-of-tests"));

    [Fact]
    public async Task A_bearer_is_taken_and_a_wrong_or_expired_one_told_apart()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.ValidTokens = [Secret];
        Assert.Equal(0, (await wiki.SignedInBy(new ScimAuthentication.Bearer("env:RECONCILER_WIKI"), Known).ReadAsync())[Kind.User].Count);

        var wrong = await wiki.SignedInBy(new ScimAuthentication.Bearer("env:RECONCILER_WRONG"), Known).FaultAsync();
        Assert.Equal("notSignedIn", wrong.Code);
        Assert.Contains("env:RECONCILER_WRONG", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", wrong.ToString(), StringComparison.Ordinal);

        wiki.Switches.ExpiredTokens = [Secret];
        Assert.Equal("tokenExpired", (await wiki.SignedInBy(new ScimAuthentication.Bearer("env:RECONCILER_WIKI"), Known).FaultAsync()).Code);
    }

    [Fact]
    public async Task A_secret_that_was_renewed_is_read_again()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.ValidTokens = ["second-secret"];
        var turn = 0;
        var bench = wiki.SignedInBy(new ScimAuthentication.Bearer("file:token"), new Turning(() => turn++ == 0 ? "first-secret" : "second-secret"));
        await bench.ReadAsync();
        Assert.Equal(2, turn);
    }

    [Fact]
    public async Task Basic_and_a_header_are_taken()
    {
        await using var wiki = await Wiki.StartAsync();
        (wiki.Switches.BasicUser, wiki.Switches.BasicPassword) = ("robot", Secret);
        await wiki.SignedInBy(new ScimAuthentication.Basic("robot", "env:RECONCILER_WIKI"), Known).ReadAsync();
        Assert.Equal(401, (await wiki.SignedInBy(new ScimAuthentication.Basic("robot", "env:RECONCILER_WRONG"), Known).FaultAsync()).Status);

        wiki.Switches.Header = ("X-Wiki-Key", Secret);
        await wiki.SignedInBy(new ScimAuthentication.Header("X-Wiki-Key", "env:RECONCILER_WIKI"), Known).ReadAsync();
        Assert.Equal(401, (await wiki.SignedInBy(new ScimAuthentication.Header("X-Wiki-Key", "env:RECONCILER_WRONG"), Known).FaultAsync()).Status);
    }

    [Fact]
    public async Task Nothing_is_shown_where_nothing_is_asked()
    {
        await using var wiki = await Wiki.StartAsync();
        Assert.Equal(401, (await wiki.SignedInBy(new ScimAuthentication.Anonymous(), Known).FaultAsync()).Status);
        wiki.Switches.Anonymous = true;
        await wiki.SignedInBy(new ScimAuthentication.Anonymous(), Known).ReadAsync();
    }

    [Fact]
    public async Task Client_credentials_fetch_one_token_for_many_requests()
    {
        await using var wiki = await Wiki.StartAsync();
        wiki.Switches.OAuth2 = new ScimOAuthClient("robot", Secret);
        var url = new Uri(wiki.Emulator.ScimRoot("wiki"), "/scim/wiki/oauth/token");
        var bench = wiki.SignedInBy(new ScimAuthentication.OAuth2(url, "robot", "env:RECONCILER_WIKI", null), Known);
        await bench.MakeAsync(bench.NewUser("ada"));
        await bench.ReadAsync();
        Assert.Single(wiki.Emulator.Wire, w => w.Path.Contains("oauth/token", StringComparison.Ordinal));

        var wrong = await wiki.SignedInBy(new ScimAuthentication.OAuth2(url, "robot", "env:RECONCILER_WRONG", null), Known).FaultAsync();
        Assert.Equal("signIn", wrong.Code);
        Assert.Contains("clientSecret", wrong.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_the_client_may_come_as_basic()
    {
        var given = 0;
        using var server = new ScriptedServer(s =>
        {
            if (!s.Path.EndsWith("/token", StringComparison.Ordinal))
                return s.Authorization == "Bearer issued-2" ? Pages.List([]) : new Reply(401, "{}");
            if (s.Authorization is null)
                return new Reply(401, """{"error":"invalid_client"}""");
            return Reply.Json($$"""{"access_token":"issued-{{++given}}","token_type":"Bearer","expires_in":"60"}""");
        });
        var authentication = new ScimAuthentication.OAuth2(new Uri(server.Root + "/token"), "robot", "env:RECONCILER_WIKI", "scim");
        var bench = new ScimBench(ConnectorCatalog.Connect(ScimBench.Wiki, ScimBench.SettingsOf(server.Root, ScimBench.Generic, authentication: authentication), Known, new FastTime(), new CountedRandomness()));
        await bench.ReadAsync();
        Assert.Equal(2, given);
        Assert.Contains(server.Requests, s => s.Body == "grant_type=client_credentials&scope=scim");
        Assert.DoesNotContain(server.Requests, s => s.Path.Contains(Secret, StringComparison.Ordinal));
    }

    private sealed class Turning(Func<string> next) : ISecrets
    {
        public Redaction Redaction { get; } = new();

        public ValueTask<Secret> ResolveAsync(string reference, CancellationToken cancellationToken) => ValueTask.FromResult(new Secret(next()));
    }
}
