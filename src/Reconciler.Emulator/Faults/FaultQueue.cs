using System.Collections.Concurrent;

namespace Reconciler.Emulator.Faults;

/// <summary>Armed faults, tried in the order they were armed.</summary>
internal sealed class FaultQueue
{
    private readonly ConcurrentQueue<ArmedFault> _faults = new();

    public void Arm(RequestFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _faults.Enqueue(new ArmedFault(fault));
    }

    public void FailNext(int times, Func<string, string, bool> matches, int status, string code, string message) =>
        Arm(new RequestFault { Matches = matches, Times = times, Status = status, Code = code, Message = message });

    public void DropAfterExecuting(int times, Func<string, string, bool> matches) =>
        Arm(new RequestFault { Matches = matches, Times = times, Executes = true });

    public void Clear() => _faults.Clear();

    public RequestFault? Take(string method, string pathAndQuery)
    {
        foreach (var armed in _faults)
        {
            if (armed.Fault.Matches(method, pathAndQuery) && armed.TryTake())
                return armed.Fault;
        }

        return null;
    }
}
