using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Limits look back 24 hours, and overrides are budgets.</summary>
public sealed class SpendingTests
{
    private readonly World _world = new();

    private static Spending Removals(int count, double hoursAgo, string? budget = null) =>
        new(Now.AddHours(-hoursAgo), "removals", TargetName.Directory, "users", null, count, budget);

    private static GuardOverride Override(int allow, string reason = "CHG-1") =>
        new("removals", TargetName.Directory, allow, new DateOnly(2026, 11, 30), "iam", reason, At with { File = "reconciler.yaml", Line = 60 });

    private GuardFinding Removing(int gone, int of, params Spending[] spent)
    {
        var people = Enumerable.Range(0, of).Select(i => Person($"p{i:000}")).ToArray();
        if (_world.Estate.Objects.Count == 0)
            _world.Apply(people);
        _world.Spent = new Spent([.. spent], Now);
        return _world.Judge(_world.Model(people[gone..])).Findings.First(f => f.Guard == "removals" && f.Counted == "users");
    }

    [Fact]
    public void What_was_done_in_the_last_day_counts_too()
    {
        Assert.False(Removing(2, 80, Removals(2, 23.9)).Blocks);
        var blocked = Removing(2, 80, Removals(3, 23.9));
        Assert.Equal((2, 3, 4, true, 2), (blocked.Figure, blocked.Earlier, blocked.Limit, blocked.Blocks, blocked.Needed));
        Assert.False(Removing(2, 80, Removals(3, 24)).Blocks);
    }

    [Fact]
    public void What_was_done_before_blocks_nobody_who_does_nothing() =>
        Assert.False(Removing(0, 80, Removals(300, 1)).Blocks);

    [Fact]
    public void Only_the_same_guard_target_and_kind_count() => Assert.Equal(0, Removing(2, 80,
        Removals(9, 1) with { Guard = "updates" }, Removals(9, 1) with { Target = new TargetName("wiki/scim") },
        Removals(9, 1) with { Counted = "groups" }, Removals(9, 1) with { Of = "staff" }).Earlier);

    [Fact]
    public void An_override_is_used_up_by_what_was_done_under_it()
    {
        var line = Override(10);
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [line] } };
        var id = Budget.IdOf(line);

        var lifted = Removing(6, 20, Removals(4, 500, id));
        Assert.Equal((false, 6, id), (lifted.Blocks, lifted.Limit, lifted.Budget));
        Assert.Equal("CHG-1 (iam, until 2026-11-30): 10 allowed, used up after this", lifted.Override);
        Assert.Equal("reconciler.yaml:60", lifted.LimitSpan.ToLine());

        var over = Removing(6, 20, Removals(5, 500, id));
        Assert.True(over.Blocks);
        Assert.Null(over.Override);
        Assert.Equal("the override at reconciler.yaml:60 allows 10, 5 are left", over.Causes[^1]);
        Assert.Equal("the override at reconciler.yaml:60 is used up, all 10 of it", Removing(6, 20, Removals(10, 500, id)).Causes[^1]);
    }

    [Fact]
    public void Whoever_changes_a_word_of_an_override_has_a_new_one() => Assert.Equal(6, new[]
    {
        Override(10), Override(11), Override(10, "CHG-2"), Override(10) with { Owner = "me" }, Override(10) with { Guard = "updates" },
        Override(10) with { Until = new DateOnly(2026, 12, 1) },
    }.Select(Budget.IdOf).Distinct().Count());

    [Fact]
    public void An_override_that_the_limit_does_not_need_is_not_used()
    {
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [Override(10)] } };
        Assert.Null(Removing(2, 20).Budget);
    }

    [Fact]
    public void A_plan_of_a_past_day_revives_no_override()
    {
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [Override(10) with { Until = new DateOnly(2026, 11, 20) }] } };
        Removing(0, 20);
        _world.Day = new DateOnly(2026, 11, 20);
        Assert.Equal("the override at reconciler.yaml:60 is over since 2026-11-20", Removing(6, 20).Causes[^1]);
    }

    [Fact]
    public void One_override_must_cover_all_that_a_guard_counts_on_a_target()
    {
        var people = Enumerable.Range(0, 12).Select(i => Person($"p{i:00}")).ToArray();
        var groups = Enumerable.Range(0, 12).Select(i => Group($"g{i:00}")).ToArray();
        _world.Directory = _world.Directory with { GroupLeavers = new(LeaverAction.Delete) };
        _world.Apply([.. people, .. groups]);
        var after = _world.Model([.. people[5..], .. groups[4..]]);
        Assert.Equal([9, 9], _world.Judge(after).Blocking.Select(f => f.Needed));
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [Override(8)] } };
        Assert.Equal(2, _world.Judge(_world.Model([.. people[5..], .. groups[4..]])).Blocking.Count());
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [Override(9)] } };
        Assert.False(_world.Judge(_world.Model([.. people[5..], .. groups[4..]])).IsBlocked);
    }

    [Fact]
    public void All_of_a_kind_never_go_at_once()
    {
        _world.Apply(Person("ada"), Person("bob"));
        var finding = Assert.Single(_world.Judge(_world.Model()).Blocking);
        Assert.Equal("removals", finding.Guard);
        Assert.Equal(["2 no longer declared: people.yaml is gone", "no users would be left"], finding.Causes.ToArray());
        Assert.False(_world.Judge(_world.Model(Person("ada"))).IsBlocked);
    }

    [Fact]
    public void A_folder_that_is_gone_is_one_cause()
    {
        _world.Apply([.. Enumerable.Range(0, 6).Select(i => Person($"p{i}") with { Span = At with { File = $"people/f{i % 3}.yaml" } })]);
        var finding = Assert.Single(_world.Judge(_world.Model()).Blocking);
        Assert.Equal("6 no longer declared: people/*.yaml is gone", finding.Causes[0]);
    }

    [Fact]
    public void Each_hit_is_spent_by_one_operation()
    {
        var people = Enumerable.Range(0, 8).Select(i => Person($"p{i}", ("department", AttributeValue.Of("Sales")))).ToArray();
        var staff = Group("staff", [.. people.Select(p => p.Key.Name)]);
        _world.Apply([.. people, staff]);
        var model = _world.Model(
        [
            .. people[1..3].Select(p => Person(p.Key.Name, ("department", AttributeValue.Of("Legal")))),
            Person("p3", ("department", AttributeValue.Of("Sales"))) with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) },
            .. people[4..], Group("staff", "p1", "p2", "p3", "p4"),
        ]);
        var plan = Spends.Into([_world.Plan(model)], [])[0];
        var verdict = _world.Judge(model);

        Assert.Equal(
            verdict.Findings.Where(f => f.Figure > 0).Select(f => (f.Guard, f.Counted, f.Of, f.Figure)).Order(),
            plan.Spends.Values.SelectMany(s => s).GroupBy(s => (s.Guard, s.Counted, s.Of)).Select(g => (g.Key.Guard, g.Key.Counted, g.Key.Of, g.Sum(s => s.Count))).Order());
        Assert.All(plan.Spends.Where(s => s.Value.Any(v => v.Guard == "removals")), s => Assert.IsType<Operation.Disable>(plan.Operations.First(o => o.Id == s.Key)));
    }
}
