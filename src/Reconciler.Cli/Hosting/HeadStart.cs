using Reconciler.Cli.Terminal;
using Reconciler.Connectors;
using Reconciler.Core.Model;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>
/// A read of the directory that begins as soon as the control file is known: its users are the same whatever the other files declare. Of files
/// that turn out to be at fault nobody hears of it. For runs that write nothing: who writes reads behind the lock.
/// </summary>
internal sealed class HeadStart(RunOptions options, CliHost host, CancellationToken stop) : IAsyncDisposable
{
    private readonly TaskCompletionSource<ReadScope.Everything> _scope = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly Relay _progress = new();
    private Task<Snapshot>? _reading;

    /// <summary>What the read goes through; null where none has begun.</summary>
    public EntraConnection? Connection { get; private set; }

    public void Begin(WorkspaceSettings settings)
    {
        if (options.Sandbox || settings.Directory is not { } directory || _reading is not null)
            return;
        try
        {
            Connection = EstateSession.Connect(directory, options.Root, host);
        }
        catch (Exception e) when (e is ArgumentException or CommandException)
        {
            // It is met again when the files hold, and told then.
            return;
        }

        var cache = PlanRun.CacheOf(options, PlanRun.FolderOf(options, settings));
        var request = new ReadRequest(new ReadScope.Coming(_scope.Task), new Roster(TargetName.Directory), new ValuePool()) { Cache = cache, Progress = _progress };
        var reader = ConnectorCatalog.EntraReader(Connection);
        _reading = Task.Run(() => reader.ReadAsync(request, _end.Token));
    }

    /// <summary>The read to its end, now that it is known what is wanted; null where none has begun, or where it is over.</summary>
    public async Task<Snapshot?> FinishAsync(ReadScope.Everything scope, IProgress<ReadProgress> progress)
    {
        if (_reading is not { } reading || !_scope.TrySetResult(scope))
            return null;
        _progress.To(progress);
        return await reading.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _scope.TrySetCanceled(CancellationToken.None);
        await _end.CancelAsync().ConfigureAwait(false);
        if (_reading is not null)
            await Task.WhenAny(_reading).ConfigureAwait(false);
        _end.Dispose();
    }

    // Nothing is said while diagnostics may yet be all there is to say.
    private sealed class Relay : IProgress<ReadProgress>
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, ReadProgress> _latest = new(StringComparer.Ordinal);
        private IProgress<ReadProgress>? _to;

        public void Report(ReadProgress value)
        {
            lock (_gate)
            {
                _latest[value.What] = value;
                _to?.Report(value);
            }
        }

        public void To(IProgress<ReadProgress> progress)
        {
            lock (_gate)
            {
                _to = progress;
                foreach (var said in _latest.Values)
                    progress.Report(said);
            }
        }
    }
}
