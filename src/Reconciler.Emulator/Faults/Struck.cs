using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Faults;

/// <summary>Carries a fault out on one request, the same for every surface.</summary>
internal static class Struck
{
    /// <param name="run">What the request would do and answer.</param>
    /// <param name="refuse">How the surface writes the fault's status.</param>
    public static Answer Run(RequestFault? fault, Func<Answer> run, Func<RequestFault, int, Answer> refuse)
    {
        if (fault is null)
            return run();
        var own = fault.Executes || fault.Answers ? run() : null;
        fault.Struck?.Invoke();
        var answer = fault.Answers && own is not null ? own : fault.Status is { } status ? refuse(fault, status) : Answer.Drop;
        if (!fault.Answers)
        {
            foreach (var (name, value) in fault.Headers)
                answer.Headers[name] = value;
        }

        answer.Cut |= fault.Cuts;
        answer.Delay = fault.Delay;
        return answer;
    }
}
