using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Connectors;
using Reconciler.Core.Model;
using Reconciler.Core.Targets;
using Reconciler.Emulator;

namespace Reconciler.Cli.Hosting;

/// <summary>The directory that a run works on: the live tenant, or the sandbox, which stops when the session ends.</summary>
internal sealed class DirectorySession : IAsyncDisposable
{
    private readonly EntraConnection _connection;
    private readonly DirectoryEmulator? _sandbox;

    private DirectorySession(EntraConnection connection, DirectoryEmulator? sandbox)
    {
        _connection = connection;
        _sandbox = sandbox;
        Reader = ConnectorCatalog.EntraReader(connection);
    }

    public IReadTarget Reader { get; }

    /// <summary>Asked for by commands that apply, and by no other.</summary>
    public IWriteTarget OpenWriter() => ConnectorCatalog.EntraWriter(_connection);

    public static async Task<DirectorySession> OpenAsync(DirectorySettings directory, string root, StateFolder state, RunOptions options,
        CliHost host, CancellationToken cancellationToken)
    {
        if (!options.Sandbox)
        {
            try
            {
                return new DirectorySession(ConnectorCatalog.Connect(directory, new FileSecrets(host.Environment, root), host.Time, host.Randomness), null);
            }
            catch (ArgumentException e)
            {
                throw new CommandException(ExitCode.Invalid, $"directory: {e.Message}");
            }
        }

        var sandbox = await Sandbox.StartAsync(directory, root, state, options.Fresh, host.Time, cancellationToken).ConfigureAwait(false);
        var connection = ConnectorCatalog.Connect(sandbox.GraphRoot, Sandbox.Bearer, Workspace.MarkOf(directory, sandbox: true), host.Time, host.Randomness);
        return new DirectorySession(connection, sandbox);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
            await _sandbox.DisposeAsync().ConfigureAwait(false);
    }
}
