using Reconciler.Emulator;

namespace Reconciler.Scenarios;

/// <summary>
/// A directory and an application on loopback as servers of their own, and a workspace that reaches them as it would reach real ones: by address
/// and with a token from the environment, without <c>--sandbox</c>. The first apply is done, and everything is in step.
/// </summary>
internal sealed class ProvisionedServer : IAsyncDisposable
{
    public const string Token = "token-of-the-right-application";

    private const string AppId = "5a9db0a1-0000-4000-8000-000000000001";

    private readonly DirectoryEmulator _emulator;

    private ProvisionedServer(DirectoryEmulator emulator, Scenario scenario) => (_emulator, Workspace) = (emulator, scenario);

    public Scenario Workspace { get; }

    public ScimSwitches Switches => _emulator.Scim("entrust");

    public static async Task<ProvisionedServer> StartAsync()
    {
        var scenario = Scenario.Of(("seed.jsonl",
            $$"""
            {"type":"application","appId":"{{AppId}}","displayName":"Reconciler"}
            {"type":"servicePrincipal","appId":"{{AppId}}","displayName":"Reconciler"}

            """));
        var emulator = await DirectoryEmulator.StartAsync(new EmulatorOptions
        {
            Domains = ["contoso.com"],
            SeedFiles = [scenario.PathOf("seed.jsonl")],
            Applications = [new ScimApplicationOptions("entrust")],
            Clock = scenario.Time,
        }, CancellationToken.None);
        emulator.Scim("entrust").ValidTokens = [Token];
        scenario.Variables["RECONCILER_ENTRUST_TOKEN"] = Token;
        scenario.Write("reconciler.yaml", Control(emulator));
        scenario.Write("people.yaml", People);
        scenario.Write("mappings.yaml", Mappings);
        var server = new ProvisionedServer(emulator, scenario);
        var first = await scenario.RunAsync("apply", "w", "--auto-approve");
        Assert.True(first.ExitCode == 0, first.Out + first.Error);
        return server;
    }

    /// <summary>Declares one more person of the group that has access.</summary>
    public void Join(string key, string address, string surname)
    {
        Workspace.Edit("people.yaml", "groups:\n",
            $$"""
              {{key}}:
                userPrincipalName: {{key}}@contoso.com
                mail: {{address}}
                displayName: Clara
                givenName: Clara
                surname: {{surname}}
            groups:

            """.Replace("    surname: \n", "", StringComparison.Ordinal));
        Workspace.Edit("people.yaml", "    members: [ines.almeida]", $"    members: [ines.almeida, {key}]");
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Workspace.Dispose();
    }

    private static string Control(DirectoryEmulator emulator) =>
        $$"""
        version: 1
        workspace: contoso
        directory:
          type: entra
          tenant: contoso.onmicrosoft.com
          domains: [contoso.com]
          endpoint: {{emulator.GraphRoot}}
          credential: { type: none }
          enforce: full
          ownership: { directoryExtension: {{AppId}} }
        applications:
          entrust:
            displayName: Entrust IDaaS
            enforce: full
            enterpriseApp: { template: non-gallery }
            roles: [User]
            assignments: exclusive
            scim:
              baseUrl: {{emulator.ScimRoot("entrust")}}
              auth: { type: bearer, token: env:RECONCILER_ENTRUST_TOKEN }
              profile: entrust
              users: { mapping: entrust-users }
              groups: { mapping: entrust-groups }

        """;

    private const string People = """
        version: 1
        users:
          ines.almeida:
            userPrincipalName: ines.almeida@contoso.com
            mail: ines.almeida@contoso.com
            displayName: Inês Almeida
            givenName: Inês
            surname: Almeida
          owen.price:
            userPrincipalName: owen.price@contoso.com
            mail: owen.price@contoso.com
            displayName: Owen Price
            givenName: Owen
            surname: Price
        groups:
          operations:
            displayName: Operations
            members: [ines.almeida]
        assignments:
          entrust:
            - { group: operations, role: User }

        """;

    private const string Mappings = """
        version: 1
        mappings:
          contoso-users:
            object: user
            extends: entrust-users
            attributes: {}

        """;
}
