using Azure.Core;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Tests.Scim;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Http;

public sealed class VaultSecretsTests
{
    private const string Value = "canary-of-the-vault-7F3q";
    private const string Token = "token-for-the-vault-of-tests";
    private const string Reference = "keyvault:https://contoso.vault.azure.net/secrets/wiki";
    private const string Challenge = """Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000001", resource="https://vault.azure.net" """;

    [Theory]
    [InlineData("")]
    [InlineData("/0123456789abcdef0123456789abcdef")]
    public async Task A_secret_is_read_with_the_credential_after_the_challenge_and_known_from_then_on(string version)
    {
        using var vault = new LoopbackVault(Challenging(_ => Reply.Json(Body(Value))));
        var secrets = Over(vault);

        Assert.Equal(Value, (await secrets.ResolveAsync(vault.Reference + version, default)).Reveal());

        Assert.Equal("***", secrets.Redaction.Over(Value));
        Assert.All(vault.Heads, h => Assert.StartsWith($"GET /secrets/wiki{version}?", h, StringComparison.Ordinal));
        Assert.DoesNotContain("Bearer", vault.Heads.First(), StringComparison.Ordinal);
        Assert.Contains($"Bearer {Token}", vault.Heads.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Unauthorized", "does not accept the token")]
    [InlineData(403, "Forbidden", "Key Vault Secrets User")]
    [InlineData(404, "SecretNotFound", "no secret of this name")]
    [InlineData(429, "Throttled", "limits calls")]
    [InlineData(500, "InternalError", "inner fault")]
    [InlineData(302, "Moved", "no token follows a redirect")]
    public async Task A_refusal_is_told_in_our_own_words_whatever_the_vault_repeats(int status, string code, string told)
    {
        using var vault = new LoopbackVault(Challenging(head => new Reply(status,
            $$$"""{"error":{"code":"{{{code}}}","message":"you sent {{{head.Replace("\n", " ", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}}} for {{{Value}}}"}}""",
            ("Location", "https://elsewhere.example/"), ("WWW-Authenticate", Challenge), ("Retry-After", "0"))));

        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync(vault.Reference, default));

        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Contains(vault.Reference, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, e.ToString(), StringComparison.Ordinal);
        Assert.InRange(vault.Heads.Count, 2, 5);
    }

    [Theory]
    [InlineData(""","attributes":{"enabled":false}""", "it is disabled")]
    [InlineData(""","attributes":{"exp":100}""", "it expired on 1970-01-01")]
    [InlineData(""","attributes":{"nbf":9999999999}""", "not valid yet")]
    public async Task A_secret_that_may_not_be_used_is_not_used(string attributes, string told)
    {
        using var vault = new LoopbackVault(Challenging(_ => Reply.Json(Body(Value, attributes))));
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync(vault.Reference, default));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_refuses_because_it_is_disabled_says_so()
    {
        using var vault = new LoopbackVault(Challenging(_ => new Reply(403, """{"error":{"code":"Forbidden","message":"Operation get is not allowed on a disabled secret.","innererror":{"code":"SecretDisabled"}}}""")));
        Assert.Contains("it is disabled", (await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync(vault.Reference, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_for_a_token_of_another_resource_gets_none()
    {
        using var vault = new LoopbackVault(_ => new Reply(401, "{}", ("WWW-Authenticate", Challenge.Replace("vault.azure.net", "graph.example", StringComparison.Ordinal))));
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync(vault.Reference, default));
        Assert.Contains("does not answer as a key vault does", e.Message, StringComparison.Ordinal);
        Assert.All(vault.Heads, h => Assert.DoesNotContain(Token, h, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_a_trusted_certificate_sees_no_request()
    {
        using var vault = new LoopbackVault(Challenging(_ => Reply.Json(Body(Value))));
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault, trusts: false).ResolveAsync(vault.Reference, default));
        Assert.Contains("does not answer", e.Message, StringComparison.Ordinal);
        Assert.Empty(vault.Heads);
    }

    [Fact]
    public async Task What_answers_with_something_else_is_told()
    {
        using var vault = new LoopbackVault(Challenging(_ => Reply.Json($"<html>{Value}</html>")));
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync(vault.Reference, default));
        Assert.Contains("does not answer as a key vault does", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://contoso.vault.azure.net/secrets/wiki")]
    [InlineData("https://contoso.vault.azure.net.evil.example/secrets/wiki")]
    [InlineData("https://evil.example/secrets/wiki")]
    [InlineData("https://contoso.vault.azure.cn/secrets/wiki")]
    [InlineData("https://a.b.vault.azure.net/secrets/wiki")]
    [InlineData("https://user:hunter2pw@contoso.vault.azure.net/secrets/wiki")]
    [InlineData("https://contoso.vault.azure.net:444/secrets/wiki")]
    [InlineData("https://contoso.vault.azure.net/secrets/wiki?x=1")]
    [InlineData("https://contoso.vault.azure.net/keys/wiki")]
    [InlineData("https://contoso.vault.azure.net/secrets/wiki/latest")]
    [InlineData("https://contoso.vault.azure.net/secrets/a_b")]
    public async Task Only_a_vault_of_the_cloud_is_asked(string address)
    {
        using var vault = new LoopbackVault(Challenging(_ => Reply.Json(Body(Value))));
        var e = await Assert.ThrowsAsync<SecretException>(async () => await Over(vault).ResolveAsync("keyvault:" + address, default));
        Assert.DoesNotContain("hunter2pw", e.ToString(), StringComparison.Ordinal);
        Assert.Empty(vault.Heads);
    }

    [Fact]
    public async Task Without_a_credential_no_vault_is_opened()
    {
        var none = new DirectorySettings("contoso.com", SourceSpan.None) { Credential = new("none") };
        foreach (var (directory, told) in new[] { (null, "this workspace has no directory"), (none, "directory.credential, which is none") })
        {
            var e = await Assert.ThrowsAsync<SecretException>(async () => await ConnectorCatalog.WithVault(directory, new Words(), new FastTime()).ResolveAsync(Reference, default));
            Assert.Contains(told, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_credentials_own_secret_does_not_lie_in_the_vault_and_others_pass_through()
    {
        var inside = new DirectorySettings("contoso.com", SourceSpan.None) { Credential = new("clientSecret") { ClientId = "a", Secret = Reference } };
        var secrets = ConnectorCatalog.WithVault(inside, new Words(("env:RECONCILER_X", "another-secret")), new FastTime());
        Assert.Contains("cannot lie there", (await Assert.ThrowsAsync<SecretException>(async () => await secrets.ResolveAsync(Reference, default))).Message, StringComparison.Ordinal);
        Assert.Equal("another-secret", (await secrets.ResolveAsync("env:RECONCILER_X", default)).Reveal());
    }

    private static VaultSecrets Over(LoopbackVault vault, bool trusts = true) =>
        new(new DirectorySettings("contoso.com", SourceSpan.None), new Words(), TimeProvider.System) { Handler = vault.Handler(trusts), Credential = new Given(), FirstPause = TimeSpan.FromMilliseconds(1) };

    private static Func<string, Reply> Challenging(Func<string, Reply> then) => head =>
        head.Contains("Authorization: Bearer", StringComparison.OrdinalIgnoreCase) ? then(head) : new Reply(401, "{}", ("WWW-Authenticate", Challenge));

    private static string Body(string value, string more = "") => $$"""{"value":"{{value}}","id":"https://contoso.vault.azure.net/secrets/wiki/0123456789abcdef0123456789abcdef"{{more}}}""";

    private sealed class Given : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
