using System.Runtime.InteropServices;

namespace Reconciler.Cli.Terminal;

/// <summary>
/// Ctrl-C and SIGTERM. The first lets what is under way finish and the report be written, and says so; the second ends at once, and says what it
/// leaves. SIGTERM waits no longer than a supervisor does before it kills.
/// </summary>
internal sealed class Signals : IDisposable
{
    /// <summary>Kubernetes kills 30 s after SIGTERM, a service host too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private readonly CancellationTokenSource _stop = new();
    private readonly Leaving _leaving;
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _patience;

    public Signals(Leaving leaving, TextWriter error)
    {
        (_leaving, _error) = (leaving, error);
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    public CancellationToken Stop => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _patience?.Dispose();
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_stop.IsCancellationRequested)
        {
            EndAtOnce();
            return;
        }

        if (_leaving.Behind is not null)
            Say($"stopping: no more writes are begun; what is under way is let finish, then the report is written. {(context.Signal is PosixSignal.SIGINT ? "Ctrl-C again ends" : "A second signal ends")} at once.");
        if (context.Signal is PosixSignal.SIGTERM)
            _patience = new Timer(_ => EndAtOnce(), null, Patience, Timeout.InfiniteTimeSpan);
        _stop.Cancel();
    }

    private void EndAtOnce()
    {
        if (_leaving.Behind is { } behind)
            Say($"ended at once. Writes under way may have happened or not: {behind} names them, and the next apply settles them and writes this run's report.");
        Environment.Exit(ExitCode.Interrupted);
    }

    private void Say(string text)
    {
        if (_leaving.Aside is { } aside)
            aside(() => _error.WriteLine(text));
        else
            _error.WriteLine("\n" + text);
    }
}
