using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>How many objects a run may still take over when what it was to create turns out to be there.</summary>
public sealed class TakeoverRoomTests
{
    private readonly World _world = new();

    private int Left(GuardSettings? settings = null, params Spending[] done)
    {
        for (var i = 0; i < 3 && _world.Estate.Objects.Count < 3; i++)
            _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of($"p{i}@contoso.com")));
        return Judge.AdoptionsLeft(_world.Plan([.. Enumerable.Range(0, 3).Select(i => Person($"p{i}"))]), settings ?? GuardSettings.Default, _world.Day, new Spent([.. done], Now));
    }

    private static GuardSettings With(int allow) => GuardSettings.Default with
    {
        Overrides = [new GuardOverride("adoptions", TargetName.Directory, allow, new DateOnly(2026, 11, 30), "iam", "CHG-1", At)],
    };

    private static Spending Done(int count, string? under = null) => new(Now.AddHours(-1), "adoptions", TargetName.Directory, "users", null, count, under);

    [Fact]
    public void What_the_plan_takes_over_and_what_was_taken_over_today_leave_less()
    {
        Assert.Equal(17, Left());
        Assert.Equal(12, Left(null, Done(5)));
        Assert.Equal(0, Left(null, Done(50)));
    }

    [Fact]
    public void An_override_leaves_what_it_allows_where_that_is_more()
    {
        Assert.Equal(37, Left(With(40)));
        Assert.Equal(17, Left(With(10)));
        Assert.Equal(17, Left(With(2)));
        Assert.Equal(30, Left(With(40), Done(7, Budget.IdOf(With(40).Overrides[0]))));
    }

    [Fact]
    public void A_share_is_of_all_that_is_ours_of_every_kind()
    {
        var settings = GuardSettings.Default with { Limits = [.. GuardSettings.Default.Limits.Select(l => l.Guard == "adoptions" ? l with { MaxPercent = 50, AtMost = null } : l)] };
        DeclaredResource[] ours = [Person("ada"), Person("bob"), Group("g1", "ada"), Group("g2", "bob")];
        _world.Apply(ours);
        Assert.Equal(2, Judge.AdoptionsLeft(_world.Plan(ours), settings, _world.Day));
    }

    [Fact]
    public void Without_earlier_runs_the_whole_limit_is_there() =>
        Assert.Equal(20, Judge.AdoptionsLeft(_world.Plan(Person("ada")), GuardSettings.Default, _world.Day));
}
