using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Parts of a plan: one object's, what the clock asks for, what was not refused for good.</summary>
public sealed class PartTests
{
    private readonly AppWorld _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static PlanNarrowing Due { get; } = new() { OnlyDue = true };

    private static DeclaredResource Starter(string key, DateOnly starts, params (string, AttributeValue)[] cells) =>
        Person(key, cells) with { Employment = new Employment(new DatedLine(starts, At), null, 30, At) };

    private TargetPlan Directory(IdentityModel model, PlanNarrowing? narrowing = null) => _world.Plan(model, narrowing).Targets[0];

    [Fact]
    public void An_entry_with_both_keeps_what_is_due_and_its_mark_with_it()
    {
        var day = _world.Directory.Day;
        _world.Day = day.AddDays(-10);
        _world.Apply(Starter("ada", day), Person("bob"), Group("staff", "bob"));
        _world.Day = day;
        var staff = Group("staff") with
        {
            Links =
            [
                Members(LinkMode.Exclusive, "ada") with
                {
                    Ends = [.. Members(LinkMode.Exclusive, "carol").Ends, new DeclaredReference(new Reference.ByKey(new ResourceKey(Kind.User, "bob")), At, new LinkTerms(day.AddDays(-1)))],
                },
            ],
        };
        var model = _world.Model(Starter("ada", day, ("jobTitle", Text("Analyst"))), Person("bob", ("department", Text("Sales"))), Person("carol"), staff);
        var part = Directory(model, Due);
        Assert.Equal("accountEnabled reconcilerOwner", string.Join(' ', part.Entries.Single(e => e.Name == "ada").Cells.Select(c => c.Attribute.Name).Order()));
        var list = Assert.Single(part.Entries.Single(e => e.Name == "staff").Links);
        Assert.Empty(list.Adds);
        Assert.Equal("bob", part.Snapshot.Roster.NameOf(Assert.Single(list.Removes).End.To));
        Assert.Equal(2, part.Operations.Length);
        Assert.Equal(Effects.Enabled, part.Entries.Single(e => e.Name == "ada").Effects);
        Assert.NotEqual(Directory(model).Hash, part.Hash);

        _world.Apply(model, _world.Plan(model, Due));
        Assert.Empty(Directory(model, Due).Operations);
        Assert.Contains(Directory(model).Operations, o => o is Operation.Create { Name: "carol" });
    }

    [Fact]
    public void A_leaver_is_due_and_somebody_who_is_only_no_longer_declared_is_not()
    {
        _world.Apply(Person("ada"), Person("bob"));
        var left = Person("ada") with { Left = new DatedLine(_world.Day, At) };
        var part = Directory(_world.Model(left), Due);
        Assert.Equal("ada", Assert.IsType<Operation.Disable>(Assert.Single(part.Operations)).Name);
        Assert.Contains(Directory(_world.Model(left)).Operations, o => o is Operation.Disable { Name: "bob" });
    }

    [Fact]
    public void Guards_measure_the_whole_of_which_a_part_is_planned()
    {
        _world.Apply([.. Enumerable.Range(1, 12).Select(i => Person($"p{i}"))]);
        var run = _world.Plan(_world.Model(Person("p1")), Due);
        Assert.True(run.Verdict.IsBlocked);
        Assert.Empty(run.Targets[0].Operations);
    }

    [Fact]
    public void A_link_to_what_another_part_creates_waits_and_says_so()
    {
        _world.Apply(Group("staff"));
        var model = _world.Model(Person("ada") with { Links = [Members(LinkMode.Exclusive, "bob") with { Link = "manager" }] }, Person("bob"), Group("staff", "ada"));
        var part = Directory(model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") });
        Assert.Equal("manager bob", Assert.Single(part.Entries.Single(e => e.Name == "ada").Held).What);
        Assert.Equal("create link", string.Join(' ', part.Operations.Select(o => o.GetType().Name.ToLowerInvariant())));
        Assert.DoesNotContain(_world.Apply(model, _world.Plan(model, new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") })), r => !r.Outcome.Succeeded);
    }

    [Fact]
    public void What_was_refused_for_good_is_held_until_it_changes_or_is_asked_for()
    {
        _world.Apply(Person("ada"), Group("staff"));
        DeclaredResource[] wanted = [Person("ada", ("department", Text("Sales"))), Person("bob"), Group("staff", "ada", "bob")];
        var whole = Directory(_world.Model(wanted));
        Park(whole.Operations.First(o => o is Operation.Update), whole.Operations.First(o => o is Operation.Create));

        var left = Directory(_world.Model(wanted));
        var held = left.Entries.Single(e => e.Name == "ada");
        Assert.IsType<Change.Keep>(held.Change);
        Assert.Equal(("department", "failed for good on 2026-11-20: the value is refused", "Retried when the file or the object changes, or with --only user:ada."),
            (held.Held[0].What, held.Held[0].Why, held.Held[0].Advice));
        Assert.Equal("create", left.Entries.Single(e => e.Name == "bob").Held[0].What);
        Assert.StartsWith("members bob", Assert.Single(left.Entries.Single(e => e.Name == "staff").Held).What, StringComparison.Ordinal);
        Assert.Single(left.Operations);
        Assert.Equal(3, Core.Reporting.PlanDocuments.Counts(left.Entries, 1).Held);

        Assert.Contains(Directory(_world.Model(wanted), new PlanNarrowing { Only = new ResourceKey(Kind.User, "ada") }).Operations, o => o is Operation.Update { Name: "ada" });
        Assert.Contains(Directory(_world.Model(Person("ada", ("department", Text("Legal"))), Person("bob"), Group("staff"))).Operations, o => o is Operation.Update { Name: "ada" });
        var live = _world.Directory.Estate.Objects.Values.First(o => o["displayName"] == Text("ada"));
        _world.Directory.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("department", Text("Research")) };
        Assert.Contains(Directory(_world.Model(wanted)).Operations, o => o is Operation.Update { Name: "ada" });
    }

    [Fact]
    public void What_was_not_taken_over_is_not_written_to_and_not_remembered_as_ours()
    {
        _world.With("wiki").Assign("wiki", "ada:User");
        _world.Accounts["wiki"].Add(Kind.User, ("userName", Text("ADA@contoso.com")), ("displayName", Text("somebody")), ("active", AttributeValue.Of(true)));
        var plan = _world.Plan(Person("ada")).Targets[1];
        Assert.IsType<Change.Adopt>(Assert.Single(plan.Entries).Change);
        var refused = new ParkedOperation("ada", "invalidValue", "the value is refused", new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), "2026-11-20T090000Z");
        var left = Parking.Without(plan, new Dictionary<OperationId, ParkedOperation> { [plan.Operations[0].Id] = refused }, null);
        Assert.Empty(left.Operations);
        var ledger = Ledgers.After(Ledger.Empty("contoso", plan.Target, null), _world.Model(Person("ada")), left, [], World.Now);
        Assert.Empty(ledger.Entries);
    }

    [Fact]
    public void A_refused_closing_leaves_the_rest_of_the_change_and_a_refused_end_its_list()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        DeclaredResource[] wanted = [Person("ada", ("accountEnabled", AttributeValue.Of(false)), ("department", Text("Sales"))), Person("bob"), Group("staff", "bob")];
        var whole = Directory(_world.Model(wanted));
        Park(whole.Operations.First(o => o is Operation.Disable), whole.Operations.First(o => o is Operation.Unlink));
        var left = Directory(_world.Model(wanted));
        Assert.Equal("Update Link", string.Join(' ', left.Operations.Select(o => o.GetType().Name)));
        Assert.False(left.Entries.Single(e => e.Name == "ada").Effects.HasFlag(Effects.Disabled));
        Assert.Equal("members ada", left.Entries.Single(e => e.Name == "staff").Held[0].What);
    }

    [Fact]
    public void An_id_is_the_whole_hash_of_its_content_and_shows_its_first_digits()
    {
        var operation = Assert.Single(Directory(_world.Model(Person("ada"))).Operations);
        Assert.Matches("^[0-9a-f]{64}$", operation.Id.Value);
        Assert.Equal(operation.Id.Value[..12], operation.Id.ToString());
    }

    [Fact]
    public void A_link_to_what_was_to_be_created_and_was_not_is_skipped_for_its_need()
    {
        _world.Apply(Group("staff"));
        _world.Directory.Estate.Fate = (o, _) => o is Operation.Create ? new Core.Targets.Outcome.Failed(new Core.Targets.Fault("refused", "no", null, "")) : null;
        var records = _world.Apply(Person("ada"), Group("staff", "ada"));
        var create = records.Single(r => r.Operation is Operation.Create).Operation.Id;
        Assert.Equal(new Core.Targets.Outcome.Skipped(create), records.Single(r => r.Operation is Operation.Link).Outcome);
    }

    [Fact]
    public void The_packing_of_a_long_list_does_not_depend_on_the_order_of_reading()
    {
        var names = Enumerable.Range(10, 45).Select(i => $"p{i}").ToArray();
        string[] Packs(IEnumerable<string> order)
        {
            var world = new AppWorld();
            // Ids are given in the order of creation, and a listing follows them.
            foreach (var name in order)
                world.Directory.Estate.Add(Kind.User, ("userPrincipalName", Text($"{name}@contoso.com")), ("displayName", Text(name)), ("reconcilerOwner", Text($"contoso/{name};c")));
            world.Directory.Estate.Add(Kind.Group, ("displayName", Text("staff")), ("reconcilerOwner", Text("contoso/staff;c")));
            var plan = world.Plan([.. names.Select(n => Person(n)), Group("staff", names)]).Targets[0];
            return [.. plan.Operations.OfType<Operation.Link>().Select(l => string.Join(' ', l.Ends.Ends.Select(e => plan.Snapshot.Roster.NameOf(e.To)).Order(StringComparer.Ordinal)))];
        }

        Assert.True(Packs(names).Length > 1);
        Assert.Equal(Packs(names), Packs(names.Reverse()));
    }

    private void Park(params Operation[] operations) => _world.Directory.Ledger = _world.Directory.Ledger with
    {
        Parked = _world.Directory.Ledger.Parked.AddRange(operations.Select(o => KeyValuePair.Create(o.Id,
            new ParkedOperation(o.Name, "Request_BadRequest", "the value is refused", new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), "2026-11-20T090000Z")))),
    };
}
