using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Leaves a sick target in peace: after five requests in a row, or half of the last twenty, whose faults speak of the target itself, nothing is sent but
/// one probe after each pause. A probe that succeeds closes it; the third that fails ends the target's run.
/// </summary>
internal sealed class CircuitBreaker
{
    private const int InARow = 5;
    private const int Window = 20;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)];

    private readonly Queue<bool> _last = new();
    private int _inARow;
    private int? _probes;
    private Fault? _fault;

    /// <summary>Only a probe may be sent, after <see cref="Pause"/>.</summary>
    public bool IsOpen => _probes is not null;

    public bool HasGivenUp => _probes >= Pauses.Length;

    public TimeSpan Pause => _probes is { } failed && failed < Pauses.Length ? Pauses[failed] : TimeSpan.Zero;

    /// <summary>Why nothing more is sent.</summary>
    public string Why => _fault is null ? "the target does not work" : $"the target does not work, and three probes over {Pauses.Sum(p => p.TotalSeconds):0} s failed too: {_fault.Message}";

    /// <summary>Takes down how one request ended: the fault that speaks of the target, or null.</summary>
    public void Heard(Fault? fault)
    {
        _fault = fault ?? _fault;
        if (IsOpen)
        {
            _probes = fault is null ? null : _probes + 1;
            _inARow = 0;
            _last.Clear();
            return;
        }

        _inARow = fault is null ? 0 : _inARow + 1;
        _last.Enqueue(fault is not null);
        if (_last.Count > Window)
            _last.Dequeue();
        if (_inARow >= InARow || (_last.Count == Window && _last.Count(bad => bad) * 2 >= Window))
            _probes = 0;
    }
}
