using Reconciler.Connectors.Entra;
using Reconciler.Connectors.Entra.Groups;
using Reconciler.Core.Targets;

namespace Reconciler.Connectors.Tests.Entra;

public sealed class MembershipWayTests
{
    private static MembershipWay Way(int users, int groups, int memberships, double milliseconds) =>
        MembershipWay.Choose(new ExpectedSize(users, groups, memberships), TimeSpan.FromMilliseconds(milliseconds), EntraTariff.QuotaOf(users));

    [Theory]
    // Near: 2,000 pages of 3 ms are six seconds, twenty thousand units are twenty-five.
    [InlineData(100_000, 10_000, 1_000_000, 3, false)]
    // Far: the same pages are five minutes.
    [InlineData(100_000, 10_000, 1_000_000, 150, true)]
    // Few: two pages at any distance.
    [InlineData(1_000, 50, 1_000, 150, false)]
    [InlineData(1_000, 50, 1_000, 2_000, false)]
    // Many small groups cost more in lists than in pages of the chain.
    [InlineData(100_000, 100_000, 100_000, 150, false)]
    [InlineData(0, 0, 0, 150, false)]
    public void The_faster_way_is_chosen(int users, int groups, int memberships, double milliseconds, bool byLists) =>
        Assert.Equal(byLists, Way(users, groups, memberships, milliseconds).ByLists);

    [Fact]
    public void The_arithmetic_is_told_where_there_is_something_to_choose()
    {
        Assert.Equal("memberships by 11,001 lists side by side, about 49 s; one delta chain of 2,000 pages would take 300 s", Way(100_000, 10_000, 1_000_000, 150).Told);
        Assert.Equal("memberships by one delta chain of 2,000 pages, about 6 s; 11,001 lists would take 28 s", Way(100_000, 10_000, 1_000_000, 3).Told);
        Assert.Null(Way(1_000, 50, 1_000, 150).Told);
    }
}
