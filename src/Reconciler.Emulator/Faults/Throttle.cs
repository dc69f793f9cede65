using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Faults;

/// <summary>Sliding windows of resource units and writes; refused requests count too.</summary>
internal sealed class Throttle(EmulatorSwitches switches)
{
    private readonly Lock _gate = new();
    private readonly SlidingWindow _units = new(TimeSpan.FromSeconds(10));
    private readonly SlidingWindow _writes = new(TimeSpan.FromSeconds(150));

    /// <summary>Share of the fullest limit that is used, and how long to wait when it is exceeded.</summary>
    public (double Share, TimeSpan? Wait, string Reason) Take(Call call, int cost)
    {
        lock (_gate)
        {
            var units = Check(_units, switches.ResourceUnitsPer10Seconds, cost, call.Now);
            var writes = Check(_writes, switches.WritesPer150Seconds, IsWrite(call) ? 1 : 0, call.Now);
            return writes.Wait is null && (units.Wait is not null || units.Share >= writes.Share)
                ? (units.Share, units.Wait, "ResourceUnitLimitExceeded")
                : (writes.Share, writes.Wait, "WriteLimitExceeded");
        }
    }

    /// <summary>Takes back what a refused request (400, 403) was charged.</summary>
    public void GiveBack(Call call, int cost)
    {
        lock (_gate)
        {
            if (switches.ResourceUnitsPer10Seconds is not null)
                _units.Add(call.Now, -cost);
        }
    }

    public static bool IsWrite(Call call) => call.Method != "GET"
        && call.Path is not [.., "getByIds" or "checkMemberObjects" or "checkMemberGroups" or "getMemberObjects" or "getMemberGroups"];

    private static (double Share, TimeSpan? Wait) Check(SlidingWindow window, int? limit, int cost, DateTimeOffset now)
    {
        if (limit is not { } allowed || cost == 0)
            return (0, null);
        window.Add(now, cost);
        var used = window.Sum(now);
        return ((double)used / allowed, used > allowed ? window.UntilBelow(allowed, now) : null);
    }
}
