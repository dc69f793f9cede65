using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Reconciliation;

/// <summary>What becomes of creations that were never answered or whose name is taken, and of writes that were tried too often.</summary>
public sealed class SettlingTests
{
    private static readonly Fault Sick = new("unavailable", "the service is down", null, "") { Status = 503 };

    private readonly World _world = new();
    private int _sent;
    private int _looks;

    private Outcome Create(params Core.Model.DeclaredResource[] resources) => Assert.Single(_world.Run(_world.Plan(resources), _world.Estate)).Outcome;

    // What was made shows at the given look only.
    private void LosesTheFirstAnswer(int showsAt, bool isDone = true)
    {
        var before = new SortedDictionary<string, LiveObject>(_world.Estate.Objects, StringComparer.Ordinal);
        _world.Estate.Fate = (_, number) => ++_sent == 1 && !isDone ? new Outcome.Unknown(Sick) : null;
        _world.Estate.Answered = (_, number) => number == 1 ? new Outcome.Unknown(Sick) : null;
        _world.Estate.Shown = scope => scope is ReadScope.Find && ++_looks < showsAt ? before : null;
    }

    [Fact]
    public void A_creation_whose_answer_got_lost_is_looked_for_until_it_shows_and_not_sent_again()
    {
        LosesTheFirstAnswer(showsAt: 5);

        Assert.IsType<Outcome.Applied>(Create(Person("ada")));
        Assert.Equal((1, 5), (_sent, _looks));
        Assert.Single(_world.Estate.Objects);
    }

    [Fact]
    public void One_that_does_not_show_within_the_horizon_is_sent_once_more()
    {
        LosesTheFirstAnswer(showsAt: 0, isDone: false);

        Assert.IsType<Outcome.Applied>(Create(Person("ada")));
        Assert.Equal(2, _sent);
        // After 0, 1, 2, 4, 8, 16, 32, 62, 92 and 120 seconds.
        Assert.Equal(10, _looks);
    }

    [Fact]
    public void One_that_shows_after_the_second_try_only_is_found_and_not_somebody_elses()
    {
        LosesTheFirstAnswer(showsAt: 14);

        Assert.IsType<Outcome.Applied>(Create(Person("ada")));
        Assert.Equal(2, _sent);
        Assert.Single(_world.Estate.Objects);
    }

    [Fact]
    public void One_that_is_never_answered_is_sent_twice_at_most_and_stays_unknown()
    {
        _world.Estate.Fate = (_, _) =>
        {
            _sent++;
            return new Outcome.Unknown(Sick);
        };

        Assert.IsType<Outcome.Unknown>(Create(Person("ada")));
        Assert.Equal(2, _sent);
    }

    [Fact]
    public void A_group_has_a_name_of_its_own_creation_and_is_sent_again_without_waiting()
    {
        LosesTheFirstAnswer(showsAt: 0, isDone: false);

        Assert.IsType<Outcome.Applied>(Create(Group("staff")));
        Assert.Equal((2, 1), (_sent, _looks));
    }

    [Fact]
    public void A_person_that_the_listing_does_not_show_is_found_by_name_and_mark()
    {
        _world.Apply(Person("ada"));
        var ledger = _world.Ledger;
        _world.Ledger = Core.Resources.Ledger.Empty("contoso", TargetName.Directory, null);
        _world.Estate.Shown = scope => scope is ReadScope.Everything ? new(StringComparer.Ordinal) : null;

        Assert.IsType<Outcome.AlreadyDone>(Assert.Single(_world.Apply(Person("ada"))).Outcome);
        Assert.Single(_world.Estate.Objects);
        Assert.Equal(ledger.Entries.Values.Select(e => e.Id), _world.Ledger.Entries.Values.Select(e => e.Id));
    }

    [Fact]
    public void A_name_that_somebody_else_holds_stays_a_conflict()
    {
        _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("ada@contoso.com")), ("displayName", AttributeValue.Of("another Ada")));
        _world.Estate.Shown = scope => scope is ReadScope.Everything ? new(StringComparer.Ordinal) : null;

        Assert.IsType<Outcome.Conflict>(Create(Person("ada")));
    }

    [Fact]
    public void A_write_that_was_done_though_every_try_failed_is_told_by_a_last_look()
    {
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))));
        var plan = _world.Plan(Person("ada", ("department", AttributeValue.Of("Legal"))));
        var stale = new SortedDictionary<string, LiveObject>(_world.Estate.Objects, StringComparer.Ordinal);
        // Done at the first try, shown at the very last look.
        _world.Estate.Answered = (_, _) => new Outcome.Throttled(TimeSpan.Zero, Sick);
        _world.Estate.Shown = scope => scope is ReadScope.Objects && ++_looks <= 8 ? stale : null;

        Assert.True(Assert.Single(_world.Run(plan, _world.Estate)).Outcome.Succeeded);
        Assert.Equal(9, _looks);
    }
}
