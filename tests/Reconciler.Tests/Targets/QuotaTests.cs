using Reconciler.Core.Targets;

namespace Reconciler.Tests.Targets;

/// <summary>Sliding windows over limits: never more than the limit in any span, and no later than needed.</summary>
public sealed class QuotaTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly QuotaLimit Units = new(Metered.Units, 100, TimeSpan.FromSeconds(10));
    private static readonly QuotaLimit Writes = new(Metered.Writes, 20, TimeSpan.FromSeconds(150));

    [Fact]
    public void What_fits_goes_at_once_and_the_next_when_the_first_leaves_the_span()
    {
        var windows = new QuotaWindows(new Quota([Writes]));
        for (var i = 0; i < Writes.Paced; i++)
            Assert.Null(windows.TryTake(new Price(1, 1, 1), Start.AddSeconds(i)));

        var wait = Assert.NotNull(windows.TryTake(new Price(1, 1, 1), Start.AddSeconds(60)));

        Assert.Equal((Start.AddSeconds(150), Writes), (wait.Until, wait.Limit));
        Assert.Null(windows.TryTake(new Price(1, 1, 1), wait.Until));
        Assert.Equal(Start.AddSeconds(151), windows.TryTake(new Price(1, 1, 1), wait.Until)?.Until);
    }

    [Fact]
    public void A_limit_holds_back_only_what_it_meters()
    {
        var windows = new QuotaWindows(new Quota([Units, Writes]));
        Assert.Null(windows.TryTake(new Price(19, 19, 19), Start));
        Assert.Equal(Writes, windows.TryTake(new Price(1, 1, 1), Start)?.Limit);
        Assert.Null(windows.TryTake(new Price(50, 76, 0), Start));
        Assert.Equal(Units, windows.TryTake(new Price(1, 1, 0), Start)?.Limit);
        // Both: the later one counts.
        Assert.Equal(Writes, windows.TryTake(new Price(1, 1, 1), Start)?.Limit);
    }

    [Fact]
    public void What_is_larger_than_a_whole_span_goes_when_nothing_else_does()
    {
        var windows = new QuotaWindows(new Quota([Writes]));
        Assert.Null(windows.TryTake(new Price(1, 1, 500), Start));
        Assert.Equal(Start.AddSeconds(150), windows.TryTake(new Price(1, 1, 500), Start)?.Until);
        Assert.Null(windows.TryTake(new Price(1, 1, 500), Start.AddSeconds(150)));
    }

    [Fact]
    public void What_was_metered_otherwise_is_added_and_taken_back()
    {
        var windows = new QuotaWindows(new Quota([Units]));
        Assert.Null(windows.TryTake(new Price(1, 50, 0), Start));
        windows.Add(new Price(0, 40, 0), Start);
        Assert.NotNull(windows.TryTake(new Price(1, 10, 0), Start));
        windows.Add(new Price(0, -30, 0), Start);
        Assert.Null(windows.TryTake(new Price(1, 10, 0), Start));
    }

    [Fact]
    public void Another_class_of_tenant_keeps_what_was_taken()
    {
        var windows = new QuotaWindows(new Quota([Units, Writes]));
        Assert.Null(windows.TryTake(new Price(1, 90, 0), Start));
        windows.Limit(new Quota([Units with { Most = 200 }, Writes]));
        Assert.Null(windows.TryTake(new Price(1, 100, 0), Start));
        Assert.Equal(Start.AddSeconds(10), windows.TryTake(new Price(1, 1, 0), Start)?.Until);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_span_ever_holds_more_than_the_limit(int seed)
    {
        var chance = new Random(seed);
        var windows = new QuotaWindows(new Quota([Units, Writes]));
        var taken = new List<(DateTimeOffset At, Price Price)>();
        var now = Start;
        for (var i = 0; i < 2_000; i++)
        {
            var price = new Price(1, chance.Next(1, 30), chance.Next(3) == 0 ? chance.Next(1, 8) : 0);
            while (windows.TryTake(price, now) is { } wait)
            {
                Assert.True(wait.Until > now);
                now = wait.Until;
            }

            taken.Add((now, price));
            now += TimeSpan.FromMilliseconds(chance.Next(0, 400));
        }

        foreach (var limit in (ReadOnlySpan<QuotaLimit>)[Units, Writes])
        {
            var (first, sum) = (0, 0);
            foreach (var (at, price) in taken)
            {
                sum += price.Of(limit.Of);
                while (taken[first].At + limit.Span <= at)
                    sum -= taken[first++].Price.Of(limit.Of);
                Assert.True(sum <= limit.Paced, $"{sum} {limit.Of} in {limit.Span} before {at} (seed {seed})");
            }
        }
    }
}
