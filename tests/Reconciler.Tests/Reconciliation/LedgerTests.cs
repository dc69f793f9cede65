using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Reconciliation;

/// <summary>What applies write down beside keys and ids: what was refused, how long lists were, when somebody is to be deleted.</summary>
public sealed class LedgerTests
{
    private readonly World _world = new();

    private void Refuses(int status) => _world.Estate.Fate = (_, _) => new Outcome.Failed(new Fault("no", "it is refused", null, "") { Status = status });

    [Theory]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    [InlineData(501, true)]
    [InlineData(0, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(408, false)]
    [InlineData(409, false)]
    [InlineData(423, false)]
    [InlineData(425, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    public void Only_what_no_retry_helps_is_parked(int status, bool isParked)
    {
        _world.Apply(Person("ada"));
        _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.ToImmutableDictionary(e => e.Key, e => e.Value with { CreatedAt = null }) };
        Refuses(status);
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))));

        Assert.Equal(isParked ? 1 : 0, _world.Ledger.Parked.Count);
    }

    [Fact]
    public void Not_found_in_answer_to_a_creation_speaks_of_the_address()
    {
        Refuses(404);
        _world.Apply(Person("ada"));

        Assert.Empty(_world.Ledger.Parked);
    }

    [Fact]
    public void Not_found_of_what_was_just_made_is_not_parked()
    {
        _world.Apply(Person("ada"));
        Refuses(404);
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))));
        Assert.Empty(_world.Ledger.Parked);

        _world.Estate.Fate = (_, _) => new Outcome.Throttled(TimeSpan.Zero, new Fault("notFound", "not visible yet", null, "") { Status = 404 });
        _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.ToImmutableDictionary(e => e.Key, e => e.Value with { CreatedAt = null }) };
        Assert.IsType<Outcome.Failed>(Assert.Single(_world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))))).Outcome);
        Assert.Empty(_world.Ledger.Parked);
    }

    [Fact]
    public void Parked_until_the_file_changes_and_forgotten_when_it_is_no_longer_planned()
    {
        _world.Apply(Person("ada"), Person("bob"));
        Refuses(400);
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))), Person("bob"));
        Assert.Single(_world.Ledger.Parked);
        _world.Estate.Fate = (_, _) => null;

        Assert.Empty(_world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))), Person("bob")));
        Assert.Single(_world.Ledger.Parked);
        Assert.Single(_world.Apply(Person("ada", ("department", AttributeValue.Of("Legal"))), Person("bob")));
        Assert.Empty(_world.Ledger.Parked);
    }

    [Fact]
    public void A_part_of_a_plan_forgets_nothing_that_is_parked_and_tries_what_is_asked_for()
    {
        var world = new AppWorld();
        DeclaredResource[] declared = [Person("ada"), Person("bob")];
        var model = world.Model(declared);
        world.Directory.Estate.Fate = (_, _) => new Outcome.Failed(new Fault("no", "it is refused", null, "") { Status = 400 });
        world.Apply(model, world.Plan(model));
        Assert.Equal(2, world.Directory.Ledger.Parked.Count);

        world.Apply(model, world.Plan(model, new PlanNarrowing { OnlyDue = true }));
        Assert.Equal(2, world.Directory.Ledger.Parked.Count);
        world.Directory.Estate.Fate = (_, _) => null;
        world.Apply(model, world.Plan(model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada"), OnlyDue = true }));
        Assert.Equal(2, world.Directory.Ledger.Parked.Count);

        Assert.Single(world.Apply(model, world.Plan(model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") })));
        Assert.Equal("bob", Assert.Single(world.Directory.Ledger.Parked.Values).Name);
    }

    [Fact]
    public void A_list_that_shrank_by_a_fifth_without_us_is_not_believed_for_a_week()
    {
        var world = new AppWorld();
        DeclaredResource[] declared = [.. Enumerable.Range(0, 60).Select(i => Person($"p{i:00}")), Group("staff", [.. Enumerable.Range(0, 60).Select(i => $"p{i:00}")])];
        world.Apply(declared);
        Assert.Equal(60, world.Directory.Ledger.Sizes["user"].Count);
        Assert.Equal(60, world.Directory.Ledger.Sizes["members"].Count);

        var half = new SortedDictionary<string, LiveObject>(world.Directory.Estate.Objects.Where((o, i) => o.Value.Kind == Kind.Group || i % 2 == 0).ToDictionary(), StringComparer.Ordinal);
        world.Directory.Estate.Shown = scope => scope is ReadScope.Everything ? half : null;
        var plan = world.Plan(declared).Targets[0];
        Assert.Equal("30 of 60 at the last apply", Assert.IsType<Completeness.Unproven>(plan.Snapshot.CompletenessOf("user")).Why);

        world.Directory.Ledger = world.Directory.Ledger with { Sizes = world.Directory.Ledger.Sizes.ToImmutableDictionary(s => s.Key, s => s.Value with { At = Now.AddDays(-7) }) };
        Assert.True(world.Plan(declared).Targets[0].Snapshot.CompletenessOf("user").IsProven);
    }

    [Fact]
    public void What_we_remove_ourselves_does_not_make_a_list_doubtful()
    {
        var world = new AppWorld();
        world.Directory.Directory = world.Directory.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        DeclaredResource[] declared = [.. Enumerable.Range(0, 40).Select(i => Person($"p{i:00}")), Group("staff", [.. Enumerable.Range(0, 40).Select(i => $"p{i:00}")])];
        world.Apply(declared);

        world.Apply([.. declared.Take(10), Group("staff", [.. Enumerable.Range(0, 10).Select(i => $"p{i:00}")])]);
        Assert.Equal((10, 10), (world.Directory.Ledger.Sizes["user"].Count, world.Directory.Ledger.Sizes["members"].Count));
        Assert.True(world.Plan([.. declared.Take(10)]).Targets[0].Snapshot.CompletenessOf("members").IsProven);
    }

    [Fact]
    public void An_object_that_was_gone_when_its_turn_came_is_forgotten()
    {
        _world.Directory = _world.Directory with { GroupLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Group("staff"));
        var model = _world.Model();
        var plan = _world.Plan(model);
        _world.Estate.Objects.Clear();
        var records = _world.Run(plan, _world.Estate);
        Assert.IsType<Outcome.AlreadyDone>(Assert.Single(records).Outcome);

        Assert.Empty(Ledgers.After(_world.Ledger, model, plan, records, Now).Entries);
    }

    [Fact]
    public void A_deletion_is_brought_forward_by_nobody_who_edits_the_mark()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Disable) { DeleteAfterDays = 30 } };
        _world.Apply(Person("ada"));
        _world.Apply();
        Assert.Equal(new DateOnly(2026, 12, 21), Assert.Single(_world.Ledger.Entries.Values).DeleteDue);

        var ada = _world.Estate.Objects.Values.Single();
        var edited = ada["reconcilerOwner"].ToString().Replace("d=2026-12-21", "d=2026-11-22", StringComparison.Ordinal);
        _world.Estate.Objects[ada.Id] = ada with { Values = ada.Values.SetItem("reconcilerOwner", AttributeValue.Of(edited)) };
        _world.Day = new DateOnly(2026, 12, 20);
        Assert.Empty(_world.Plan().Operations);
        _world.Day = new DateOnly(2026, 12, 21);
        Assert.IsType<Operation.Delete>(Assert.Single(_world.Plan().Operations));
    }

    [Fact]
    public void What_was_written_and_does_not_show_is_late_and_what_another_hand_undid_is_not()
    {
        _world.Apply(Person("ada", ("department", AttributeValue.Of("Sales"))), Person("bob"));
        var stale = new SortedDictionary<string, LiveObject>(_world.Estate.Objects, StringComparer.Ordinal);
        DeclaredResource[] after = [Person("ada", ("department", AttributeValue.Of("Legal"))), Person("bob", ("department", AttributeValue.Of("Legal")))];
        var plan = _world.Plan(after);
        var visibility = new Visibility();
        visibility.Add(plan, _world.Run(plan, _world.Estate).Where(r => r.Operation.Name == "ada"));

        _world.Estate.Shown = _ => stale;
        var again = _world.Plan(after);
        Assert.Equal("ada", Assert.Single(again.Operations, o => visibility.IsLate(again, o)).Name);
        Assert.Equal(1, visibility.LateIn(again));
        Assert.InRange(Visibility.Pauses(new NoChance()).Sum(p => p.TotalSeconds), 60, 90);
    }

    private sealed class NoChance : IRandomness
    {
        public void Fill(Span<byte> bytes) => bytes.Clear();
    }
}
