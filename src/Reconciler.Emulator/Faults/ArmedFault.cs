namespace Reconciler.Emulator.Faults;

internal sealed class ArmedFault(RequestFault fault)
{
    private int _left = fault.Times;

    public RequestFault Fault => fault;

    public bool TryTake() => Interlocked.Decrement(ref _left) >= 0;
}
