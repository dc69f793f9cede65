namespace Reconciler.Scenarios;

/// <summary>A plan reads the directory while it reads the files; what is said goes by the files first.</summary>
public sealed class HeadStartTests
{
    private const string Control = """
        version: 1
        workspace: w
        directory: { type: entra, enforce: full, tenant: contoso.onmicrosoft.com, domains: [contoso.com], endpoint: "http://127.0.0.1:1/v1.0/", credential: { type: none }, ownership: { directoryExtension: 5a9db0a1-0000-4000-8000-000000000001 } }

        """;

    [Fact]
    public async Task Of_files_at_fault_the_directory_says_nothing()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", "version: 1\nusers:\n  ada: { displayNam: Ada }\n"));

        var plan = await scenario.RunAsync("plan", "w");

        Assert.Equal(3, plan.ExitCode);
        Assert.Contains("displayNam", plan.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", plan.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reading", plan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_files_that_hold_a_directory_that_is_not_there_is_told()
    {
        using var scenario = Scenario.Of(("reconciler.yaml", Control), ("people.yaml", "version: 1\nusers:\n  ada: { displayName: Ada, userPrincipalName: ada@contoso.com }\n"));

        var plan = await scenario.RunAsync("plan", "w");

        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("directory.endpoint", plan.Error, StringComparison.Ordinal);
    }
}
