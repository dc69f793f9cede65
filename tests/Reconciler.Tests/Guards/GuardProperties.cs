using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using Reconciler.Tests.Planning;
using Xunit.Abstractions;

namespace Reconciler.Tests.Guards;

/// <summary>The laws of guards, over random organisations and tight limits. A failing run prints the seed that repeats it.</summary>
public sealed class GuardProperties(ITestOutputHelper output)
{
    private sealed record Case(DeclaredResource[] Before, DeclaredResource[] After, GuardSettings Settings, Spent Spent, int Pick);

    private static Gen<Case> Cases { get; } =
        from before in Organisations.Any
        from after in Organisations.Any
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(before, after, new System.Random(seed));

    private static Case Make(DeclaredResource[] before, DeclaredResource[] after, System.Random random)
    {
        GuardLimit[] limits = [.. GuardSettings.Default.Limits.Select(l => new GuardLimit(l.Guard, random.Next(60), random.Next(3), null))];
        GuardOverride[] overrides = [.. limits.Where(_ => random.Next(3) == 0).Select(l => new GuardOverride(l.Guard, TargetName.Directory, random.Next(8), new DateOnly(2026, 11, 20 + random.Next(3)), "iam", "CHG-1", World.At))];
        Spending[] spent = [.. limits.Where(_ => random.Next(2) == 0).Select(l => More(l.Guard, overrides, random))];
        return new Case(before, after, new GuardSettings([.. limits]) { Overrides = [.. overrides] }, new Spent([.. spent], World.Now), random.Next(1000));
    }

    private static Spending More(string guard, GuardOverride[] overrides, System.Random random) => new(World.Now.AddHours(-random.Next(48)), guard, TargetName.Directory,
        guard == "announcedLeavers" ? "leavers" : guard == "members" ? "members" : "users", guard == "members" ? "g0" : null, random.Next(1, 5),
        random.Next(2) == 0 && overrides.FirstOrDefault(o => o.Guard == guard) is { } line ? Budget.IdOf(line) : null);

    private void Hold(Func<Case, TargetPlan, bool, Func<TargetPlan, GuardSettings, Spent, bool>, bool> law) => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var world = new World();
        world.Apply(c.Before);
        var plan = world.Plan(c.After);
        bool Blocked(TargetPlan p, GuardSettings settings, Spent spent) => Judge.Over([p], [], settings, [], world.Day, spent).IsBlocked;
        return law(c, plan, Blocked(plan, c.Settings, c.Spent), Blocked);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithRunner(new PropertyRunner(output)));

    [Fact]
    public void One_more_removal_never_unblocks() => Hold((c, plan, blocked, judge) =>
    {
        var quiet = plan.Entries.Where(e => e.Kind == Kind.User && !e.Effects.HasFlag(Effects.Disabled)).ToArray();
        if (!blocked || quiet.Length == 0)
            return true;
        var one = quiet[c.Pick % quiet.Length];
        var more = one with { Change = one.IsChange ? one.Change : new Change.Update(), Effects = one.Effects | Effects.Disabled };
        return judge(plan with { Entries = plan.Entries.Replace(one, more) }, c.Settings, c.Spent);
    });

    [Fact]
    public void A_higher_limit_never_blocks() => Hold((c, plan, blocked, judge) =>
    {
        var at = c.Pick % c.Settings.Limits.Length;
        var limit = c.Settings.Limits[at];
        return blocked || !judge(plan, c.Settings with { Limits = c.Settings.Limits.SetItem(at, limit with { AtLeast = limit.AtLeast + 2, MaxPercent = limit.MaxPercent + 10 }) }, c.Spent);
    });

    [Fact]
    public void More_done_before_never_unblocks() => Hold((c, plan, blocked, judge) =>
        !blocked || judge(plan, c.Settings, c.Spent with { All = c.Spent.All.Add(More(c.Settings.Limits[c.Pick % 7].Guard, [.. c.Settings.Overrides], new System.Random(c.Pick))) }));

    [Fact]
    public void The_lines_that_a_finding_asks_for_suffice() => Hold((c, plan, blocked, _) =>
    {
        var verdict = Judge.Over([plan], [], c.Settings, [], new DateOnly(2026, 11, 21), c.Spent);
        var asked = verdict.Blocking.Select(f => new GuardOverride(f.Guard, f.Target, f.Needed, new DateOnly(2026, 11, 28), "you", "meant", World.At)).Distinct();
        return blocked == verdict.IsBlocked
            && !Judge.Over([plan], [], c.Settings with { Overrides = [.. c.Settings.Overrides, .. asked] }, [], new DateOnly(2026, 11, 21), c.Spent).IsBlocked;
    });

    [Fact]
    public void What_operations_spend_is_what_was_counted() => Hold((c, plan, _, _) =>
    {
        var spent = Spends.Into([plan], [])[0].Spends.Values.SelectMany(s => s).GroupBy(s => (s.Guard, s.Counted, s.Of)).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
        var counted = Judge.Over([plan], [], c.Settings, [], new DateOnly(2026, 11, 21)).Findings.Where(f => f.Figure > 0).ToDictionary(f => (f.Guard, f.Counted, f.Of), f => f.Figure);
        return spent.Count == counted.Count && spent.All(s => counted.GetValueOrDefault(s.Key) == s.Value);
    });

    [Fact]
    public void Narrowing_never_changes_the_verdict()
    {
        var world = new AppWorld().With("wiki").Assign("wiki", [.. Enumerable.Range(0, 10).Select(i => $"p{i}:User")]);
        DeclaredResource[] people = [.. Enumerable.Range(0, 10).Select(i => World.Person($"p{i}"))];
        world.Apply(people);
        world.Apply(people);
        var after = world.Assign("wiki", "p0:User").Model(people);
        var whole = world.Plan(after).Verdict.Findings.Select(f => (f.Guard, f.Target, f.Figure, f.Limit, f.Blocks)).ToArray();
        Assert.Contains(whole, f => f.Blocks);
        foreach (var narrowing in new PlanNarrowing[]
        {
            new() { Target = TargetName.Directory }, new() { Target = new TargetName("wiki/scim") }, new() { Only = new ResourceKey(Kind.User, "p0") },
            new() { Only = new ResourceKey(Kind.User, "p7") },
        })
        {
            Assert.Equal(whole, world.Plan(after, narrowing).Verdict.Findings.Select(f => (f.Guard, f.Target, f.Figure, f.Limit, f.Blocks)));
        }
    }

    [Fact]
    public void A_lost_access_is_spent_by_the_unlink_that_takes_it()
    {
        var world = new AppWorld().With("wiki").Assign("wiki", [.. Enumerable.Range(0, 10).Select(i => $"p{i}:User")]);
        DeclaredResource[] people = [.. Enumerable.Range(0, 10).Select(i => World.Person($"p{i}"))];
        world.Apply(people);
        world.Apply(people);
        var run = world.Assign("wiki", "p0:User", "p1:User", "p2:User").Plan(people);
        var directory = run.Targets.First(t => t.Target == TargetName.Directory);
        var spends = directory.Spends.SelectMany(s => s.Value.Select(v => (Operation: directory.Operations.First(o => o.Id == s.Key), Spend: v))).Where(s => s.Spend.Guard == "accessLost").ToArray();
        Assert.Equal(run.Verdict.Findings.First(f => f.Guard == "accessLost").Figure, spends.Sum(s => s.Spend.Count));
        Assert.Equal(7, spends.Sum(s => s.Spend.Count));
        Assert.All(spends, s => Assert.IsType<Operation.Unlink>(s.Operation));
        Assert.DoesNotContain(run.Targets.Where(t => t.Target != TargetName.Directory).SelectMany(t => t.Spends.Values).SelectMany(s => s), s => s.Guard == "accessLost");
    }
}
