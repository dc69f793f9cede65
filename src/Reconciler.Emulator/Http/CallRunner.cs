using Reconciler.Emulator.Batch;
using Reconciler.Emulator.Faults;
using Reconciler.Emulator.Measures;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Http;

/// <summary>Runs a call through faults, permissions, throttling and its surface; batch items pass here like requests of their own.</summary>
internal sealed class CallRunner(EmulatedTenant tenant, Tally tally)
{
    private readonly EmulatorSwitches _switches = tenant.Options.Switches;
    private readonly Throttle _throttle = new(tenant.Options.Switches);

    /// <summary>Resource units and writes metered so far.</summary>
    public (long Units, long Writes) Metered => _throttle.Metered;

    public Answer Run(Call call) => Struck.Run(_switches.Take(call.Method, call.PathAndQuery), () => Guarded(call), (fault, status) => fault.Body is { } body
        ? Answer.Raw(status, body, fault.ContentType ?? Answer.JsonType)
        : Answer.Of(new GraphException(status, fault.Code, fault.Message), call));

    private Answer Guarded(Call call)
    {
        try
        {
            var cost = ResourceUnits.Of(call);
            var state = _throttle.Take(call, cost);
            if (state.Wait is { } delay)
            {
                Count(call, cost);
                return TooManyRequests.Answer(call, delay, state).With("x-ms-resource-unit", cost.ToString());
            }

            var answer = Answered(call);
            var isFree = answer.Status is 400 or 403;
            if (isFree)
                _throttle.GiveBack(call, cost);
            Count(call, isFree ? 0 : cost);
            if (cost > 0)
                answer.Headers.TryAdd("x-ms-resource-unit", cost.ToString());
            if (state.Share >= 0.8)
                answer.Headers.TryAdd("x-ms-throttle-limit-percentage", TooManyRequests.Percentage(state.Share));
            return answer;
        }
        catch (GraphException failure)
        {
            return Answer.Of(failure, call);
        }
    }

    // A batch is metered by its items.
    private void Count(Call call, int cost)
    {
        if (call.Path is not ["$batch"])
            tally.Operation(Throttle.IsWrite(call), cost);
    }

    private Answer Answered(Call call)
    {
        try
        {
            if (IsDenied(call))
                throw Errors.Denied();
            return Locked(call);
        }
        catch (GraphException failure)
        {
            return Answer.Of(failure, call);
        }
    }

    private Answer Locked(Call call)
    {
        if (call is { Method: "POST", Path: ["$batch"] })
            return BatchEnvelope.Run(call, this);
        var reads = call.Method == "GET";
        if (reads)
            tenant.Gate.EnterReadLock();
        else
            tenant.Gate.EnterWriteLock();
        try
        {
            var answer = Router.Route(call);
            if (!reads)
                tenant.Flush();
            return answer;
        }
        finally
        {
            if (reads)
                tenant.Gate.ExitReadLock();
            else
                tenant.Gate.ExitWriteLock();
        }
    }

    private bool IsDenied(Call call)
    {
        var path = "/" + string.Join('/', call.Path);
        return _switches.DeniedPaths.Any(denied => Below(path, denied))
            || _switches.DeniedWrites.Any(denied => denied.Split(' ', 2) is [var verb, var prefix] && verb == call.Method && Below(path, prefix));
    }

    private static bool Below(string path, string prefix)
    {
        prefix = "/" + prefix.Trim('/');
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
    }
}
