namespace Reconciler.Emulator.Faults;

internal sealed class ArmedFault(RequestFault fault)
{
    private int _seen;

    public RequestFault Fault => fault;

    /// <summary>Counts one more matching request; whether it is one of those that are struck.</summary>
    public bool TryTake() => Interlocked.Increment(ref _seen) - fault.After is > 0 and var nth && nth <= fault.Times;
}
