using Reconciler.Core.Reconciliation;

namespace Reconciler.Tests.Reconciliation;

/// <summary>Rate and time left over instants that are given, not waited for.</summary>
public sealed class PaceTests
{
    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void What_has_just_begun_has_no_rate()
    {
        var pace = Pace.From(At(100)).With(At(100.4), 12);
        Assert.Null(pace.Rate(At(100.9)));
        Assert.Null(pace.Left(At(100.9), 1000));
        Assert.Equal(12, pace.Rate(At(101)));
    }

    [Fact]
    public void An_even_pace_is_told_as_it_is()
    {
        var pace = Pace.From(At(0));
        for (var second = 1; second <= 40; second++)
            pace = pace.With(At(second), second * 18);
        Assert.Equal(18, pace.Rate(At(40)));
        Assert.Equal(At(60), pace.Left(At(40), 1800));
    }

    [Fact]
    public void Only_the_last_quarter_of_a_minute_counts()
    {
        var pace = Pace.From(At(0));
        for (var second = 1; second <= 20; second++)
            pace = pace.With(At(second), second * 100);
        for (var second = 21; second <= 40; second++)
            pace = pace.With(At(second), 2000 + ((second - 20) * 2));
        Assert.Equal(2, pace.Rate(At(40)));
        Assert.Equal(At(480), pace.Left(At(40), 3000));
    }

    [Fact]
    public void A_stop_slows_it_down_and_at_last_there_is_no_rate()
    {
        var pace = Pace.From(At(0)).With(At(10), 100);
        Assert.Equal(10, pace.Rate(At(10)));
        Assert.Equal(5, pace.Rate(At(20)));
        Assert.Null(pace.Rate(At(26)));
        Assert.Null(pace.Left(At(26), 200));
        Assert.Equal(2, pace.With(At(30), 140).Rate(At(30)));
    }

    [Fact]
    public void Batches_that_come_at_once_are_one_step_and_none_is_lost()
    {
        var pace = Pace.From(At(0));
        for (var i = 1; i <= 80; i++)
            pace = pace.With(At(4) + TimeSpan.FromMilliseconds(i), i);
        for (var i = 81; i <= 160; i++)
            pace = pace.With(At(8) + TimeSpan.FromMilliseconds(i), i);
        Assert.Equal(20, pace.Rate(At(8)));
    }

    [Fact]
    public void The_rest_is_rounded_up_and_never_negative()
    {
        var pace = Pace.From(At(0)).With(At(2), 3);
        Assert.Equal(At(1), pace.Left(At(2), 4));
        Assert.Equal(At(0), pace.Left(At(2), 3));
        Assert.Equal(At(0), pace.Left(At(2), 1));
    }
}
