using System.Text;
using System.Text.Json;

namespace Reconciler.Scenarios;

/// <summary>Secrets of every kind are planted, every command is run in success and in failure, and then nothing that was said or kept may hold one, in no spelling.</summary>
public sealed class SecretCanaryTests
{
    private const string Canary = "Canary/7f+Q \"of\" tests~_x";
    private const string PlainCanary = "canary-of-tests-5Gz8Wm";

    private static readonly (string Name, string Auth, string Variable, string Secret)[] Kinds =
    [
        ("bearer", "{ type: bearer, token: env:RECONCILER_CANARY }", "RECONCILER_CANARY", PlainCanary),
        ("basic", "{ type: basic, username: robot, password: env:RECONCILER_CANARY }", "RECONCILER_CANARY", Canary),
        ("header", "{ type: header, name: X-Key, value: env:RECONCILER_CANARY }", "RECONCILER_CANARY", Canary),
        ("oauth2", "{ type: oauth2, tokenUrl: ROOT/token, clientId: robot, clientSecret: env:RECONCILER_CANARY }", "RECONCILER_CANARY", Canary),
        ("file", "{ type: bearer, token: 'file:secrets/token' }", "", PlainCanary),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_repeats_what_it_is_sent_gets_nothing_into_what_is_said_or_kept(string kind)
    {
        var (_, auth, variable, secret) = Kinds.Single(k => k.Name == kind);
        foreach (var echo in Enum.GetValues<Echo>())
        {
            using var server = new EchoingServer(echo, givesTokens: echo != Echo.Refused);
            using var workspace = Workspace(server, auth);
            if (variable.Length > 0)
                workspace.Variables[variable] = secret;
            else
                Plant(workspace, "secrets/token", secret + "\n");

            var said = new StringBuilder();
            foreach (var command in (string[][])[["validate", "w"], ["plan", "w"], ["plan", "w", "--format", "json"], ["plan", "w", "--format", "markdown", "--out", "saved.json"], ["apply", "w", "--auto-approve"], ["explain", "user", "ada", "w"]])
            {
                var run = await workspace.RunAsync(command);
                said.Append(run.Out).Append(run.Error);
            }

            Assert.True(server.Seen > 0, said.ToString());
            Assert.Contains("wiki/scim", said.ToString(), StringComparison.Ordinal);
            // What the server repeats is told, so that there is something to leak.
            if (echo is Echo.Unauthorized or Echo.Forbidden)
                Assert.Contains("***", said.ToString(), StringComparison.Ordinal);
            foreach (var canary in new[] { secret, EchoingServer.Issued })
            {
                RequireClean(said.ToString(), canary, $"{kind}, {echo}, streams");
                foreach (var file in Kept(workspace))
                    RequireClean(File.ReadAllText(file), canary, $"{kind}, {echo}, {file}");
            }
        }
    }

    [Fact]
    public async Task An_application_that_takes_the_token_leaves_it_nowhere()
    {
        await using var server = await ProvisionedServer.StartAsync();
        server.Join("clara", "clara@contoso.com", "Brandt");
        var said = new StringBuilder();
        foreach (var command in (string[][])[["validate", "w"], ["plan", "w", "--out", "saved.json"], ["show", "saved.json"], ["apply", "w", "--auto-approve"], ["explain", "user", "clara", "w"]])
        {
            var run = await server.Workspace.RunAsync(command);
            Assert.True(run.ExitCode == 0, run.Out + run.Error);
            said.Append(run.Out).Append(run.Error);
        }

        RequireClean(said.ToString(), ProvisionedServer.Token, "streams");
        Assert.NotEmpty(Kept(server.Workspace));
        Assert.All(Kept(server.Workspace), f => RequireClean(File.ReadAllText(f), ProvisionedServer.Token, f));
    }

    [Fact]
    public async Task A_certificate_with_a_wrong_password_shows_neither()
    {
        using var server = new EchoingServer(Echo.Unauthorized);
        using var workspace = Workspace(server, "{ type: none }");
        workspace.Edit("reconciler.yaml", "applications:", $$"""
            directory:
              type: entra
              tenant: contoso.onmicrosoft.com
              endpoint: {{server.Root}}/v1.0
              enforce: full
              credential: { type: certificate, clientId: 5a9db0a1-0000-4000-8000-000000000001, certificate: 'file:secrets/key', password: env:RECONCILER_CANARY }
            applications:
            """);
        Plant(workspace, "secrets/key", Convert.ToBase64String(Encoding.UTF8.GetBytes(PlainCanary)));
        workspace.Variables["RECONCILER_CANARY"] = Canary;

        var run = await workspace.RunAsync("plan", "w");

        Assert.True(run.ExitCode == 4, run.Out + run.Error);
        Assert.Contains("is no certificate with its private key", run.Out + run.Error, StringComparison.Ordinal);
        RequireClean(run.Out + run.Error, Canary, "password");
        RequireClean(run.Out + run.Error, Convert.ToBase64String(Encoding.UTF8.GetBytes(PlainCanary)), "certificate");
    }

    [Fact]
    public async Task A_vault_without_a_credential_is_told_and_ends_with_access()
    {
        using var server = new EchoingServer(Echo.Unauthorized);
        using var workspace = Workspace(server, "{ type: bearer, token: 'keyvault:https://contoso.vault.azure.net/secrets/wiki' }");
        var run = await workspace.RunAsync("plan", "w");
        Assert.True(run.ExitCode == 4, run.Out + run.Error);
        Assert.Contains("this workspace has no directory", string.Join(' ', (run.Out + run.Error).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(0, server.Seen);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("github")]
    [InlineData("sarif")]
    public async Task A_secret_written_out_in_a_file_is_an_error_that_does_not_repeat_it(string format)
    {
        foreach (var auth in new[] { $"{{ type: bearer, token: {PlainCanary} }}", $"{{ type: basic, username: robot, password: '{PlainCanary}' }}", $"{{ type: bearer, tokn: {PlainCanary} }}", $"{{ type: bearer, token: env:{PlainCanary} }}" })
        {
            using var server = new EchoingServer(Echo.Unauthorized);
            using var workspace = Workspace(server, auth);
            var run = await workspace.RunAsync("validate", "w", "--format", format);
            Assert.Equal(3, run.ExitCode);
            Assert.DoesNotContain(PlainCanary, run.Out + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_persons_password_is_kept_and_said_nowhere()
    {
        using var workspace = Scenario.Example("quickstart");
        var made = await workspace.ApplyAsync();
        Assert.Equal(0, made.ExitCode);
        Assert.Contains("passwordProfile", File.ReadAllText(workspace.WireLog), StringComparison.Ordinal);
        Assert.Empty(Passwords(made.Out + made.Error));
        Assert.All(Kept(workspace), f => Assert.Empty(Passwords(File.ReadAllText(f))));
        Assert.Single(Passwords("\"password\":\"aB3$aB3$aB3$aB3$aB3$aB3$\""));
    }

    // Runs of exactly 24 of the characters that passwords are made of, of all four classes.
    private static IEnumerable<string> Passwords(string text) => System.Text.RegularExpressions.Regex.Matches(text, @"[A-Za-z0-9!#$%*+\-=?@_~]+").Select(m => m.Value)
        .Where(w => w.Length == 24 && w.Any(char.IsAsciiLetterUpper) && w.Any(char.IsAsciiLetterLower) && w.Any(char.IsAsciiDigit) && w.Any(c => !char.IsAsciiLetterOrDigit(c)));

    private static Scenario Workspace(EchoingServer server, string auth) => Scenario.Of(("reconciler.yaml", $$"""
        version: 1
        workspace: contoso
        applications:
          wiki:
            displayName: Wiki
            enforce: full
            scim:
              baseUrl: {{server.Root}}/scim/v2
              auth: {{auth.Replace("ROOT", server.Root, StringComparison.Ordinal)}}
              profile: entrust
              users: { mapping: entrust-users }

        """), ("people.yaml", "version: 1\nusers:\n  ada:\n    userPrincipalName: ada@contoso.com\n    mail: ada@contoso.com\n    displayName: Ada\n    givenName: Ada\n    surname: King\nassignments:\n  wiki:\n    - { user: ada }\n"));

    private static void Plant(Scenario workspace, string file, string secret)
    {
        workspace.Write(file, secret);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(workspace.PathOf(file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static IEnumerable<string> Kept(Scenario workspace) => Directory.EnumerateFiles(workspace.Folder, "*", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}secrets{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static void RequireClean(string text, string secret, string where)
    {
        foreach (var form in new[] { secret, JsonSerializer.Serialize(secret).Trim('"'), Uri.EscapeDataString(secret), System.Net.WebUtility.UrlEncode(secret), System.Net.WebUtility.HtmlEncode(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"robot:{secret}")) })
            Assert.False(text.Contains(form, StringComparison.Ordinal), $"{where}: {form} in {text}");
    }
}
