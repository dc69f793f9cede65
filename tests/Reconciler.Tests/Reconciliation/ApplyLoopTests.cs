using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Reconciliation;

/// <summary>What the loop looks at before it writes, what it repeats, and when it leaves a target in peace.</summary>
public sealed class ApplyLoopTests
{
    private static readonly Fault Sick = new("unavailable", "the service is down", null, "") { Status = 503 };

    private readonly World _world = new();

    private LiveObject Live(string key) => _world.Estate.Objects.Values.Single(o => OwnerMark.TryParse(o["reconcilerOwner"].ToString(), out var mark) && mark.Key == key);

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    // Ada is in Sales, and a plan moves her to Legal; meanwhile somebody else does something.
    private TargetPlan Moving()
    {
        _world.Apply(Person("ada", ("department", Text("Sales"))));
        _world.Estate.Written.Clear();
        return _world.Plan(Person("ada", ("department", Text("Legal"))));
    }

    private void Edit(LiveObject live, string attribute, string value) =>
        _world.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem(attribute, Text(value)) };

    [Fact]
    public void A_value_that_moved_since_the_plan_is_a_conflict_and_stays()
    {
        var plan = Moving();
        Edit(Live("ada"), "department", "Research");

        var outcome = Assert.IsType<Outcome.Conflict>(Assert.Single(_world.Run(plan, _world.Estate)).Outcome);

        Assert.Equal("department: the plan saw \"Sales\", and \"Research\" stands there now", outcome.Fault.Message);
        Assert.Empty(_world.Estate.Written);
        Assert.Equal(Text("Research"), Live("ada")["department"]);
    }

    [Fact]
    public void A_goal_that_somebody_else_met_needs_no_write()
    {
        var plan = Moving();
        Edit(Live("ada"), "department", "Legal");

        Assert.IsType<Outcome.AlreadyDone>(Assert.Single(_world.Run(plan, _world.Estate)).Outcome);
        Assert.Empty(_world.Estate.Written);
    }

    [Fact]
    public void What_vanished_is_a_conflict()
    {
        var plan = Moving();
        _world.Estate.Objects.Remove(Live("ada").Id);

        Assert.Equal("vanished", Assert.IsType<Outcome.Conflict>(Assert.Single(_world.Run(plan, _world.Estate)).Outcome).Fault.Code);
        Assert.Empty(_world.Estate.Written);
    }

    [Fact]
    public void An_update_that_was_done_and_never_answered_is_applied_once()
    {
        var plan = Moving();
        var ada = Live("ada");
        _world.Estate.Fate = (_, number) =>
        {
            if (number > 1)
                return null;
            Edit(ada, "department", "Legal");
            return new Outcome.Unknown(Sick);
        };

        var record = Assert.Single(_world.Run(plan, _world.Estate));

        Assert.IsType<Outcome.Applied>(record.Outcome);
        Assert.Equal(1, record.Attempts);
    }

    [Fact]
    public void What_nobody_ever_answers_stays_unknown()
    {
        var plan = Moving();
        _world.Estate.Fate = (_, _) => new Outcome.Unknown(Sick);

        Assert.IsType<Outcome.Unknown>(Assert.Single(_world.Run(plan, _world.Estate)).Outcome);
    }

    [Fact]
    public void A_sick_target_is_probed_three_times_and_then_left_with_a_reason()
    {
        _world.Estate.Fate = (_, _) => new Outcome.Throttled(TimeSpan.Zero, Sick);

        var records = _world.Run(_world.Plan([.. Enumerable.Range(0, 40).Select(i => Person($"p{i:00}"))]), _world.Estate);

        Assert.Equal(40, records.Length);
        var why = records.Select(r => r.Outcome).OfType<Outcome.NotAttempted>().Select(n => n.Why).Distinct();
        Assert.Equal("the target does not work, and three probes over 210 s failed too: the service is down", Assert.Single(why));
    }

    [Fact]
    public void The_same_creation_has_the_same_unique_name_when_every_file_is_lost()
    {
        var first = NameOf(new World());
        Assert.Equal(first, NameOf(new World()));

        // Somebody else holds it: then another one, and the same again.
        var taken = new World();
        taken.Estate.Add(Kind.Group, ("displayName", Text("somebody's")), ("uniqueName", Text(first)));
        Assert.NotEqual(first, NameOf(taken));

        static string NameOf(World world)
        {
            world.Apply(Group("staff"));
            return world.Estate.Objects.Values.Single(o => o["displayName"] == Text("staff"))["uniqueName"].ToString();
        }
    }
}
