using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;

namespace Reconciler.Emulator.Faults;

/// <summary>What the limits say to one request.</summary>
/// <param name="Share">Part of the fullest limit that is used.</param>
/// <param name="Wait">How long to wait where it is exceeded.</param>
/// <param name="IsOfWrites">Whether that limit is one of writes.</param>
internal readonly record struct ThrottleState(double Share, TimeSpan? Wait, bool IsOfWrites);

/// <summary>Sliding windows of resource units and writes; refused requests count too. An envelope is not metered, its items are.</summary>
internal sealed class Throttle(EmulatorSwitches switches)
{
    private const int PublishedWrites = 3_000;
    private const int PublishedTenantWrites = 18_000;

    private readonly Lock _gate = new();
    private readonly SlidingWindow _units = new(TimeSpan.FromSeconds(10));
    private readonly SlidingWindow _writes = new(TimeSpan.FromSeconds(150));
    private readonly SlidingWindow _tenantWrites = new(TimeSpan.FromMinutes(5));
    private (long Units, long Writes) _metered;

    /// <summary>Everything metered since the start, refusals that cost nothing left out.</summary>
    public (long Units, long Writes) Metered
    {
        get
        {
            lock (_gate)
                return _metered;
        }
    }

    public ThrottleState Take(Call call, int cost)
    {
        var written = MeteredWrites.Of(call);
        lock (_gate)
        {
            _metered = (_metered.Units + cost, _metered.Writes + written);
            var units = Check(_units, switches.ResourceUnitsPer10Seconds ?? (switches.PublishedLimits ? UnitsOf(call.Store.Live(ObjectKind.User).Count) : null), cost, call.Now);
            var writes = Check(_writes, switches.WritesPer150Seconds ?? (switches.PublishedLimits ? PublishedWrites : null), written, call.Now);
            var tenant = Check(_tenantWrites, switches.PublishedLimits ? PublishedTenantWrites : null, written, call.Now);
            if (tenant.Wait > (writes.Wait ?? TimeSpan.Zero) || (writes.Wait is null && tenant.Share > writes.Share))
                writes = tenant;
            return writes.Wait is null && (units.Wait is not null || units.Share >= writes.Share)
                ? new ThrottleState(units.Share, units.Wait, IsOfWrites: false)
                : new ThrottleState(writes.Share, writes.Wait, IsOfWrites: true);
        }
    }

    /// <summary>Takes back what a refused request (400, 403) was charged.</summary>
    public void GiveBack(Call call, int cost)
    {
        lock (_gate)
        {
            _metered.Units -= cost;
            if (switches.ResourceUnitsPer10Seconds is not null || switches.PublishedLimits)
                _units.Add(call.Now, -cost);
        }
    }

    public static bool IsWrite(Call call) => call.Method != "GET"
        && call.Path is not [.., "getByIds" or "checkMemberObjects" or "checkMemberGroups" or "getMemberObjects" or "getMemberGroups"];

    /// <summary>The published classes of tenants: fewer than 50 users, up to 500, more.</summary>
    private static int UnitsOf(int users) => users switch
    {
        < 50 => 3_500,
        <= 500 => 5_000,
        _ => 8_000,
    };

    private static (double Share, TimeSpan? Wait) Check(SlidingWindow window, int? limit, int cost, DateTimeOffset now)
    {
        if (limit is not { } allowed || cost == 0)
            return (0, null);
        window.Add(now, cost);
        var used = window.Sum(now);
        return ((double)used / allowed, used > allowed ? window.UntilBelow(allowed, now) : null);
    }
}
