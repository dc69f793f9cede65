using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Where somebody stands on a day, to the day.</summary>
public sealed class StageTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private static DatedLine On(int days) => new(Day.AddDays(days), At);

    private static Stage Employed(int? starts, int? ends, int prepare = 14) =>
        Stage.Of(Person("ada") with { Employment = new Employment(starts is { } s ? On(s) : null, ends is { } e ? On(e) : null, prepare, At) }, Day);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Left_counts_from_its_day_on(int days, bool isGone)
    {
        var stage = Stage.Of(Person("ada") with { Left = On(days) }, Day);
        Assert.Equal(isGone ? new Stage.Leaver(Day.AddDays(days), new Cause.Left(Day.AddDays(days), At)) : Stage.Present, stage);
        Assert.Equal(!isGone, stage.TakesPart);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Employment_ends_with_its_last_day(int days, bool isGone) =>
        Assert.Equal(isGone ? new Stage.Leaver(Day, new Cause.Left(Day, At)) : Stage.Present, Employed(null, days));

    [Theory]
    [InlineData(-1, "Active")]
    [InlineData(0, "Active")]
    [InlineData(1, "Prepared")]
    [InlineData(14, "Prepared")]
    [InlineData(15, "NotYet")]
    public void A_starter_is_prepared_some_days_before(int days, string stage)
    {
        var found = Employed(days, null);
        Assert.Equal(stage, found.GetType().Name);
        Assert.Equal(stage == "Active", found.TakesPart);
        Assert.Equal(stage == "Active" ? null : new Cause.Dated("starts", Day.AddDays(days), At), found.Absence);
        if (found is Stage.NotYet notYet)
            Assert.Equal(Day.AddDays(1), notYet.From);
    }

    [Fact]
    public void Who_has_no_dates_is_there()
    {
        Assert.Equal(Stage.Present, Stage.Of(Person("ada"), Day));
        Assert.Equal(Stage.Present, Employed(null, null));
    }

    [Fact]
    public void Only_what_was_written_with_a_date_is_announced()
    {
        var left = new Cause.Left(Day, At);
        var none = new Cause.NoAccess("x", null, At);
        (Cause Cause, bool IsDue, bool IsAnnounced)[] all =
        [
            (left, true, true), (new Cause.Dated("until", Day, At), true, true), (new Cause.GraceOver(Day), true, false),
            (new Cause.Declared(At), false, false), (new Cause.Defaults(At), false, false), (new Cause.Filtered(At), false, false),
            (new Cause.Derived("x", At), false, false), (new Cause.NotListed(At), false, false), (new Cause.Undeclared("a.yaml"), false, false),
            (new Cause.Mapped("people", "x", At), false, false), (new Cause.Assigned("x", At), false, false), (new Cause.Policy("release", At), false, false),
            (none, false, false), (none with { Root = left }, true, true), (none with { Root = new Cause.Undeclared("a.yaml") }, false, false),
        ];
        Assert.All(all, c => Assert.Equal((c.Cause, c.IsDue, c.IsAnnounced), (c.Cause, c.Cause.IsDue, c.Cause.IsAnnounced)));
        Assert.All(all.Where(c => c.Cause is not (Cause.GraceOver or Cause.Undeclared)), c => Assert.Equal(At, c.Cause.Span));
    }

    [Fact]
    public void Lost_access_points_to_what_ended_it_where_that_has_a_line()
    {
        var other = new SourceSpan("access.yaml", 9, 1, 1);
        Assert.Equal(other, new Cause.NoAccess("x", new Cause.Left(Day, other), At).Span);
        Assert.Equal(At, new Cause.NoAccess("x", new Cause.Undeclared("a.yaml"), At).Span);
    }
}
