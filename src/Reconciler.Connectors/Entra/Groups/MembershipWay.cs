using System.Globalization;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Entra.Groups;

/// <summary>
/// How the members of all groups are read, chosen by arithmetic: one delta chain, whose pages of 200 objects or 500 links come one after another,
/// or a list for each group, side by side in envelopes, which costs resource units.
/// </summary>
/// <param name="Pages">Pages of the chain.</param>
/// <param name="Chain">How long it takes.</param>
/// <param name="Lists">Requests for lists.</param>
/// <param name="SideBySide">How long those take, the chain of the groups themselves included.</param>
internal sealed record MembershipWay(int Pages, TimeSpan Chain, int Lists, TimeSpan SideBySide)
{
    private const int ObjectsOnPage = 200;
    private const int LinksOnPage = 500;
    private const int LinksInList = 999;

    /// <summary>A list of members with <c>$select</c>: 3 - 1.</summary>
    private const int UnitsOfList = 2;

    /// <summary>What is saved by less is not worth the units.</summary>
    private static readonly TimeSpan WorthIt = TimeSpan.FromSeconds(2);

    public bool ByLists => SideBySide + WorthIt < Chain;

    /// <param name="latency">Of one request.</param>
    public static MembershipWay Choose(ExpectedSize expected, TimeSpan latency, Quota quota)
    {
        // Nothing was asked yet: whatever it takes, it is the same for both.
        latency = latency == TimeSpan.MaxValue ? TimeSpan.Zero : latency;
        var ofGroups = Filled(expected.Groups, ObjectsOnPage);
        var ofChain = Math.Max(ofGroups, Filled(expected.Memberships, LinksOnPage));
        var lists = expected.Groups + (expected.Memberships / LinksInList);
        var envelopes = Filled(Filled(lists, GraphBatch.Limit), GraphReadClient.Envelopes);
        var byQuota = quota.Limits.Where(l => l.Of == Metered.Units).Select(l => l.Span * ((double)lists * UnitsOfList / l.Most)).DefaultIfEmpty(TimeSpan.Zero).Max();
        // What fits one span of the limit is not held up by it.
        var held = quota.Limits.Where(l => l.Of == Metered.Units).Any(l => lists * UnitsOfList > l.Paced) ? byQuota : TimeSpan.Zero;
        var travelling = latency * 2 * envelopes;
        return new MembershipWay(ofChain, latency * ofChain, lists, (latency * ofGroups) + (travelling > held ? travelling : held));
    }

    /// <summary>The choice and its arithmetic in one clause; null where there is little to choose.</summary>
    public string? Told => Pages <= Entra.Chain.PagesInCompany ? null
        : ByLists ? $"memberships by {Count(Lists)} lists side by side, about {Seconds(SideBySide)}; one delta chain of {Count(Pages)} pages would take {Seconds(Chain)}"
        : $"memberships by one delta chain of {Count(Pages)} pages, about {Seconds(Chain)}; {Count(Lists)} lists would take {Seconds(SideBySide)}";

    private static int Filled(int count, int size) => (count + size - 1) / size;

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? "under a second" : $"{time.TotalSeconds.ToString("N0", CultureInfo.InvariantCulture)} s";
}
