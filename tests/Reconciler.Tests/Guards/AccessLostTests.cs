using Reconciler.Core.Access;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Who counts as having lost an application, and which operation takes it.</summary>
public sealed class AccessLostTests
{
    private static AccessChange Change(int person, string role = "User", bool gained = false, Cause? cause = null) =>
        new(new Handle(person), $"p{person}", role, gained, cause ?? new Cause.NotListed(At));

    private static GuardFinding Judged(params AccessChange[] changes)
    {
        var application = new ApplicationSettings("wiki", Enforcement.Full, At);
        return Assert.Single(Judge.Over([], [new ApplicationAccess(application, 40, 30, [.. changes])], GuardSettings.Default, [], new DateOnly(2026, 11, 21)).Findings);
    }

    [Fact]
    public void People_are_counted_once_whatever_they_lose()
    {
        var finding = Judged(Change(2), Change(1), Change(1, "Admin"));
        Assert.Equal(("accessLost", "people", 2, 40, 5, "wiki"), (finding.Guard, finding.Counted, finding.Figure, finding.Base, finding.Limit, finding.Of));
        Assert.Equal(new TargetName("wiki"), finding.Target);
        Assert.Equal(["p1", "p2"], finding.Names.ToArray());
        Assert.Equal(["2 by people.yaml:4"], finding.Causes.ToArray());
    }

    [Fact]
    public void Whoever_changes_roles_or_leaves_is_not_counted() =>
        Assert.Equal(["p3"], Judged(Change(1, "User"), Change(1, "Admin", gained: true), Change(2) with { ByLeaving = true }, Change(3)).Names.ToArray());

    [Fact]
    public void The_group_is_named_when_it_is_the_only_way() => Assert.Equal(
        ["2 by people.yaml:4, as members of staff", "1 for other reasons"],
        Judged(Change(1) with { Through = "staff" }, Change(2) with { Through = "STAFF" }, Change(3, cause: new Cause.Declared(SourceSpan.None))).Causes.ToArray());

    [Fact]
    public void Of_several_groups_none_is_named() =>
        Assert.Equal(["2 by people.yaml:4"], Judged(Change(1) with { Through = "staff" }, Change(2) with { Through = "other" }).Causes.ToArray());

    [Fact]
    public void Leaving_a_group_is_spent_where_the_member_goes()
    {
        var (world, people) = Assigned("group:staff:User", "p0:User");
        var spent = Spent(world, world.Plan([.. people, Group("staff", "p0", "p1")]));
        Assert.Equal([("members", "staff", 1), ("members", "staff", 1)], spent);
    }

    [Fact]
    public void A_group_that_is_no_longer_assigned_takes_access_from_all_its_members()
    {
        var (world, people) = Assigned("group:staff:User", "p0:User");
        var spent = Spent(world, world.Assign("wiki", "p0:User").Plan([.. people, Group("staff", "p0", "p1", "p2", "p3")]));
        Assert.Equal([("assignments", "wiki", 3)], spent);
    }

    [Fact]
    public void A_line_that_goes_is_spent_by_the_assignment()
    {
        var (world, people) = Assigned("p0:User", "p1:User", "p2:Admin");
        var spent = Spent(world, world.Assign("wiki", "p0:User").Plan([.. people, Group("staff", "p0", "p1", "p2", "p3")]));
        Assert.Equal([("assignments", "wiki", 1), ("assignments", "wiki", 1)], spent);
    }

    [Fact]
    public void A_part_that_does_not_take_it_does_not_spend_it()
    {
        var (world, people) = Assigned("p0:User", "p1:User");
        var model = world.Assign("wiki", "p0:User").Model([.. people, Group("staff", "p0", "p1", "p2", "p3")]);
        Assert.Empty(Spent(world, world.Plan(model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "p3") })));
    }

    [Fact]
    public void Leaving_another_group_at_the_same_time_is_not_what_takes_it()
    {
        var world = new AppWorld().With("wiki").Assign("wiki", "group:staff:User", "p0:User");
        DeclaredResource[] people = [.. Enumerable.Range(0, 4).Select(i => Person($"p{i}"))];
        for (var i = 0; i < 2; i++)
            world.Apply([.. people, Group("a-team", "p0", "p1"), Group("staff", "p0", "p1"), Group("z-team", "p0", "p1")]);
        DeclaredResource[] others = [.. people, Group("a-team", "p0"), Group("z-team", "p0")];
        Assert.Equal([("members", "staff", 1)], Spent(world, world.Plan([.. others, Group("staff", "p0")])));
        Assert.Equal([("assignments", "wiki", 1)], Spent(world, world.Assign("wiki", "p0:User").Plan([.. others, Group("staff", "p0", "p1")])));
    }

    [Fact]
    public void A_direct_line_that_goes_is_spent_by_its_own_write()
    {
        var world = new AppWorld().With("wiki").Assign("wiki", "p0:User", "p1:User");
        DeclaredResource[] people = [.. Enumerable.Range(0, 4).Select(i => Person($"p{i}"))];
        for (var i = 0; i < 2; i++)
            world.Apply([.. people, Group("staff", "p0", "p1", "p2")]);
        Assert.Equal([("assignments", "wiki", 1)], Spent(world, world.Assign("wiki", "p1:User").Plan([.. people, Group("staff", "p1", "p2")])).Where(s => s.Link == "assignments"));
    }

    [Fact]
    public void A_group_that_leaves_two_applications_is_spent_for_each_by_its_own_write()
    {
        var world = new AppWorld().With("docs").With("wiki").Assign("docs", "group:staff:User", "p0:User").Assign("wiki", "group:staff:User", "p0:User");
        DeclaredResource[] all = [.. Enumerable.Range(0, 3).Select(i => Person($"p{i}")), Group("staff", "p1", "p2")];
        for (var i = 0; i < 2; i++)
            world.Apply(all);
        Assert.Equal([("assignments", "docs", 2), ("assignments", "wiki", 2)], Spent(world, world.Assign("docs", "p0:User").Assign("wiki", "p0:User").Plan(all)));
    }

    [Fact]
    public void Without_a_directory_the_closing_of_the_account_takes_it()
    {
        var world = new AppWorld().With("solo", enterprise: false).Assign("solo", "ada:User", "alan:User", "bob:User");
        DeclaredResource[] people = [Person("ada"), Person("alan"), Person("bob")];
        world.Apply(people);
        var run = world.Assign("solo", "ada:User").Plan(people);
        var accounts = run.Targets.Single(t => t.Target == new TargetName("solo/scim"));
        Assert.Equal(["Disable alan", "Disable bob"], accounts.Operations
            .Where(o => accounts.Spends.GetValueOrDefault(o.Id, []).Contains(new Spend("accessLost", new TargetName("solo"), "people", "solo", 1))).Select(o => $"{o.GetType().Name} {o.Name}"));
    }

    private static (AppWorld World, DeclaredResource[] People) Assigned(params string[] lines)
    {
        var world = new AppWorld().With("wiki").Assign("wiki", lines);
        DeclaredResource[] people = [.. Enumerable.Range(0, 4).Select(i => Person($"p{i}"))];
        for (var i = 0; i < 2; i++)
            world.Apply([.. people, Group("staff", "p0", "p1", "p2", "p3")]);
        return (world, people);
    }

    // The lists that lose an end, and how many people lose access by each write.
    private static (string Link, string Of, int Count)[] Spent(AppWorld world, RunPlan run)
    {
        Assert.NotNull(world);
        return [.. (from target in run.Targets
                   from spends in target.Spends
                   from spend in spends.Value
                   where spend.Guard == "accessLost"
                   let unlink = Assert.IsType<Operation.Unlink>(target.Operations.Single(o => o.Id == spends.Key))
                   select (unlink.Ends.Link.Name, unlink.Name, spend.Count)).Order()];
    }
}
