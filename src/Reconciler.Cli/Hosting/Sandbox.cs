using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Core.Model;
using Reconciler.Emulator;

namespace Reconciler.Cli.Hosting;

/// <summary>The embedded directory of a workspace: a tenant with the control file's names, kept in <c>.reconciler/sandbox</c>.</summary>
internal static class Sandbox
{
    /// <summary>The client id of the app that stands for us in the sandbox where the control file names none.</summary>
    public const string AppId = "5a9db0a1-0000-4000-8000-000000000001";

    /// <summary>The bearer that the embedded directory is called with.</summary>
    public const string Bearer = "sandbox";

    public static string AppIdOf(DirectorySettings directory) => directory.ExtensionAppId ?? directory.Credential.ClientId ?? AppId;

    /// <summary>Starts it with its kept state, or on first use with the workspace's <c>.sandbox/*.jsonl</c>.</summary>
    public static Task<DirectoryEmulator> StartAsync(IdentityModel model, string workspaceRoot, StateFolder state, bool fresh,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (fresh)
            state.Clear();
        Directory.CreateDirectory(state.Root);
        // A workspace without a directory has one all the same in the sandbox: nobody looks at it.
        var directory = model.Settings.Directory ?? new DirectorySettings("sandbox.onmicrosoft.com", Core.Diagnostics.SourceSpan.None);
        var isId = Guid.TryParse(directory.Tenant, out var tenantId);
        return DirectoryEmulator.StartAsync(new EmulatorOptions
        {
            TenantId = isId ? tenantId : Guid.Empty,
            InitialDomain = isId ? directory.Domains.FirstOrDefault("sandbox.onmicrosoft.com") : directory.Tenant,
            Domains = directory.Domains,
            DisplayName = "Sandbox",
            StateDirectory = state.Directory,
            SeedFiles = [RegisterApp(directory, state), .. Seeds(workspaceRoot)],
            Applications = [.. model.Applications.Where(a => a.Scim is not null).Select(a => new ScimApplicationOptions(a.Key))],
            WireLogFile = state.WireLog,
            Clock = time,
        }, cancellationToken);
    }

    public static ImmutableArray<string> Seeds(string workspaceRoot)
    {
        var folder = Path.Combine(workspaceRoot, ".sandbox");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)] : [];
    }

    // A real tenant has our app registration before the first plan; so has the sandbox.
    private static string RegisterApp(DirectorySettings directory, StateFolder state)
    {
        var path = Path.Combine(state.Root, "app.jsonl");
        var appId = AppIdOf(directory);
        AtomicFile.Write(path,
            $$"""
            {"type":"application","appId":"{{appId}}","displayName":"Reconciler"}
            {"type":"servicePrincipal","appId":"{{appId}}","displayName":"Reconciler"}

            """);
        return path;
    }
}
