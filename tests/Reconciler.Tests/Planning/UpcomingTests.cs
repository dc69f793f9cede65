using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What dates will do after the day of the plan.</summary>
public sealed class UpcomingTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    private static string[] After(params DeclaredResource[] resources) => [.. Upcoming.After(Day, resources).Select(u => $"{u.Date:MM-dd} {u.Kind} {u.Name} {u.What}")];

    private static DatedLine On(int month, int day) => new(new DateOnly(2026, month, day), At);

    private static DeclaredResource Staff(string link, Reference to, DateOnly until, string? role = null) =>
        Group("staff") with { Links = [new DeclaredLinks(link, LinkMode.Exclusive, At) { Ends = [new DeclaredReference(to, At, new LinkTerms(until, Role: role))] }] };

    [Fact]
    public void Every_written_date_is_told_soonest_first() => Assert.Equal(
        [
            "11-24 user ada account is prepared", "12-01 user ada starts", "12-05 user bob leaves", "12-25 user ada employment has ended",
        ],
        After(Person("bob") with { Left = On(12, 5) }, Person("ada") with { Employment = new Employment(On(12, 1), On(12, 24), 7, At) }));

    [Fact]
    public void What_is_of_today_or_past_is_not_told() => Assert.Equal(["11-22 user bob leaves"],
        After(Person("ada") with { Left = On(11, 21) }, Person("bob") with { Left = On(11, 22) }, Person("carol") with { Employment = new Employment(On(11, 21), null, 7, At) }));

    [Fact]
    public void Without_preparation_there_is_only_the_start() =>
        Assert.Equal(["12-01 user ada starts"], After(Person("ada") with { Employment = new Employment(On(12, 1), null, 0, At) }));

    [Fact]
    public void An_end_of_a_list_goes_the_day_after()
    {
        var ada = new Reference.ByKey(new ResourceKey(Kind.User, "ada"));
        Assert.Equal(["12-01 group staff ada is no longer in members"], After(Staff("members", ada, new DateOnly(2026, 11, 30))));
        Assert.Equal(["11-22 group staff ada is no longer in members"], After(Staff("members", ada, Day)));
        Assert.Empty(After(Staff("members", ada, Day.AddDays(-1))));
        Assert.Equal(["12-01 group staff ada loses access as Admin"], After(Staff("assignments", ada, new DateOnly(2026, 11, 30), "Admin")));
        Assert.Equal(["12-01 group staff ada loses access"], After(Staff("assignments", ada, new DateOnly(2026, 11, 30))));
    }

    [Fact]
    public void Whoever_is_gone_loses_nothing_any_more()
    {
        var ada = new Reference.ByKey(new ResourceKey(Kind.User, "ada"));
        Assert.Empty(After(Person("ada") with { Left = On(11, 1) }, Staff("members", ada, new DateOnly(2026, 11, 30))));
        Assert.Single(After(Person("bob") with { Left = On(11, 1) }, Staff("members", ada, new DateOnly(2026, 11, 30))));
    }

    [Fact]
    public void Equal_days_stand_by_name_and_then_by_what_happens() => Assert.Equal(
        ["12-05 user ada employment has ended", "12-05 user ada leaves", "12-05 user bob leaves"],
        After(Person("bob") with { Left = On(12, 5) }, Person("ada") with { Left = On(12, 5), Employment = new Employment(null, On(12, 4), 7, At) }));

    [Fact]
    public void A_deletion_that_a_mark_announces_is_told_until_it_is_due()
    {
        var world = new World { Directory = new DirectorySettings("contoso.onmicrosoft.com", At) { UserLeavers = new LeaverPolicy(LeaverAction.Disable) { DeleteAfterDays = 30 } } };
        world.Apply(Person("ada"), Person("bob"));
        DeclaredResource[] left = [Person("ada") with { Left = new DatedLine(new DateOnly(2026, 11, 20), At) }, Person("bob")];
        string[] Told() => [.. Upcoming.Deletions(world.Plan(left), world.Day).Select(u => $"{u.Date:MM-dd} {u.Kind} {u.Name} {u.What}")];
        Assert.Equal(["12-20 user ada is deleted"], Told());
        world.Apply(left);
        Assert.Equal(["12-20 user ada is deleted"], Told());
        world.Day = new DateOnly(2026, 12, 20);
        Assert.Empty(Told());
    }
}
