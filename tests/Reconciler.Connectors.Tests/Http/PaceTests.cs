using Reconciler.Connectors.Http;

namespace Reconciler.Connectors.Tests.Http;

public sealed class PaceTests
{
    [Fact]
    public async Task No_more_than_so_many_go_in_any_span()
    {
        var time = new FastTime();
        var pace = new Pace(5, TimeSpan.FromSeconds(30), time);
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 12; i++)
        {
            await pace.WaitAsync(1, default);
            times.Add(time.GetUtcNow());
        }

        for (var i = 5; i < times.Count; i++)
            Assert.True(times[i] - times[i - 5] >= TimeSpan.FromSeconds(30));
        Assert.Equal(times[0], times[4]);
    }

    [Fact]
    public async Task Several_places_are_taken_at_once_and_at_most_a_span_full()
    {
        var time = new FastTime();
        var pace = new Pace(10, TimeSpan.FromMinutes(1), time);
        await pace.WaitAsync(8, default);
        Assert.Empty(time.Waits);
        await pace.WaitAsync(50, default);
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single(time.Waits));
    }
}
