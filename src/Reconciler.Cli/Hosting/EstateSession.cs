using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Emulator;

namespace Reconciler.Cli.Hosting;

/// <summary>Every target that a run works on: the live ones, or the sandbox, which stops when the session ends.</summary>
internal sealed class EstateSession : IAsyncDisposable
{
    private readonly EntraConnection? _directory;
    private readonly ImmutableDictionary<TargetName, ScimConnection> _accounts;
    private readonly DirectoryEmulator? _sandbox;

    private EstateSession(EntraConnection? directory, ImmutableDictionary<TargetName, ScimConnection> accounts, DirectoryEmulator? sandbox)
    {
        (_directory, _accounts, _sandbox) = (directory, accounts, sandbox);
        Directory = directory is null ? null : ConnectorCatalog.EntraReader(directory);
        Accounts = [.. accounts.OrderBy(a => a.Key.Value, StringComparer.Ordinal).Select(a => ConnectorCatalog.ScimReader(a.Value))];
    }

    /// <summary>The read of the directory that is under way already; null = none is.</summary>
    public HeadStart? Begun { get; private init; }

    /// <summary>Null where the workspace has SCIM applications only.</summary>
    public IReadTarget? Directory { get; }

    public ImmutableArray<IReadTarget> Accounts { get; }

    /// <summary>What the user has been warned of: a run plans more than once, and says it once.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>What a target is read with.</summary>
    public IReadTarget ReaderOf(TargetName target) =>
        target == TargetName.Directory && Directory is { } directory ? directory : Accounts.First(a => a.Descriptor.Name == target);

    /// <summary>Asked for by commands that apply, and by no other.</summary>
    public IWriteTarget OpenWriter(TargetName target) =>
        target == TargetName.Directory && _directory is { } directory ? ConnectorCatalog.EntraWriter(directory) : ConnectorCatalog.ScimWriter(_accounts[target]);

    public static async Task<EstateSession> OpenAsync(IdentityModel model, string root, StateFolder state, RunOptions options, CliHost host,
        CancellationToken cancellationToken, HeadStart? begun = null)
    {
        var applications = model.Applications.Where(a => a.Scim is not null && options.Reads(a.AccountTarget)).ToArray();
        if (!options.Sandbox)
            return Live(model, applications, root, begun, host);

        var sandbox = await StartAsync(model, root, state, options, host, cancellationToken).ConfigureAwait(false);
        var directory = model.Settings.Directory is { } settings
            ? ConnectorCatalog.Connect(sandbox.GraphRoot, Sandbox.Bearer, Workspace.MarkOf(settings, sandbox: true), host.Time, host.Randomness) with { Redaction = host.Redaction }
            : null;
        return new EstateSession(directory, applications.ToImmutableDictionary(a => a.AccountTarget,
            a => ConnectorCatalog.Connect(a.AccountTarget, sandbox.ScimRoot(a.Key), Sandbox.Bearer, SettingsOf(a), host.Time, host.Randomness, host.Redaction)), sandbox);
    }

    // A seed file is the author's, and so are its mistakes.
    private static async Task<DirectoryEmulator> StartAsync(IdentityModel model, string root, StateFolder state, RunOptions options, CliHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await Sandbox.StartAsync(model, root, state, options.Fresh, host.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Emulator.State.StateException e)
        {
            throw new CommandException(ExitCode.Invalid, e.Message, "Correct the line, or start over with --sandbox=fresh.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
            await _sandbox.DisposeAsync().ConfigureAwait(false);
    }

    private static EstateSession Live(IdentityModel model, ApplicationSettings[] applications, string root, HeadStart? begun, CliHost host)
    {
        var secrets = SecretsOf(model.Settings.Directory, root, host);
        var at = "directory";
        try
        {
            var directory = model.Settings.Directory is { } settings ? begun?.Connection ?? Connect(settings, root, host) : null;
            var accounts = ImmutableDictionary.CreateBuilder<TargetName, ScimConnection>();
            foreach (var application in applications)
            {
                at = application.AccountTarget.Value;
                accounts.Add(application.AccountTarget, ConnectorCatalog.Connect(application.AccountTarget, SettingsOf(application), secrets, host.Time, host.Randomness));
            }

            return new EstateSession(directory, accounts.ToImmutable(), null) { Begun = begun };
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCode.Invalid, $"{at}: {e.Message}");
        }
    }

    /// <exception cref="ArgumentException">Its settings contradict each other.</exception>
    public static EntraConnection Connect(DirectorySettings directory, string root, CliHost host) =>
        ConnectorCatalog.Connect(JobIdentity.Of(directory, host), SecretsOf(directory, root, host), host.Time, host.Randomness);

    private static ISecrets SecretsOf(DirectorySettings? directory, string root, CliHost host) =>
        ConnectorCatalog.WithVault(directory, new FileSecrets(host.Environment, root, host.Redaction), host.Time);

    private static ScimSettings SettingsOf(ApplicationSettings application) =>
        application.Scim ?? throw new InvalidOperationException("only applications with accounts have a target");
}
