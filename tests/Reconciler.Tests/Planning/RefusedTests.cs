using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What is told of a write that was refused for good, and what goes on without it.</summary>
public sealed class RefusedTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    // The plan of what is declared without the writes that were refused.
    private TargetPlan Without(Func<Operation, bool> refused, params DeclaredResource[] resources)
    {
        var whole = _world.Plan(resources);
        var parked = whole.Operations.Where(refused).ToDictionary(o => o.Id, o => new ParkedOperation(o.Name, "400", "no", Now.AddDays(-1), "run"));
        Assert.NotEmpty(parked);
        var left = Parking.Without(whole, parked, null);
        Assert.Equal(parked.Keys.Order(Comparer<OperationId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))).ToArray(),
            left.Parked.OrderBy(p => p.Value, StringComparer.Ordinal).ToArray());
        return left;
    }

    private static Entry Of(TargetPlan plan, string name) => plan.Entries.Single(e => e.Name == name);

    private static string[] Waits(Entry entry) => [.. entry.Held.Select(h => h.What)];

    [Fact]
    public void A_deletion_that_was_refused_waits_whole()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"));
        var entry = Of(Without(o => o is Operation.Delete, Person("bob")), "ada");
        Assert.Equal(["delete"], Waits(entry));
        Assert.Equal((new Change.Keep(KeepReason.Parked), Effects.None), (entry.Change, entry.Effects));
    }

    [Fact]
    public void Who_cannot_be_restored_is_not_written_to()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply(Person("ada") with { Left = new DatedLine(_world.Day, At) });
        var left = Without(o => o is Operation.Restore, Person("ada", ("department", Text("Sales"))));
        Assert.Equal(["restore"], Waits(Of(left, "ada")));
        Assert.Empty(left.Operations);
    }

    [Fact]
    public void A_closing_that_was_refused_says_disable_and_leaves_nothing_of_a_leaver()
    {
        _world.Apply(Person("ada"));
        var left = Without(o => o is Operation.Disable, Person("ada") with { Left = new DatedLine(_world.Day, At) });
        var held = Assert.Single(Of(left, "ada").Held);
        Assert.Equal(("disable", true, At), (held.What, held.IsDue, held.Span));
        Assert.Equal("failed for good on 2026-11-20: no", held.Why);
        Assert.IsType<Change.Keep>(Of(left, "ada").Change);
    }

    [Fact]
    public void Of_two_writes_to_one_object_the_other_goes_on()
    {
        _world.Apply(Person("ada"));
        var left = Without(o => o is Operation.Update { Facet: "profile" },
            Person("ada", ("department", Text("Sales")), ("jobTitle", Text("Clerk")), ("otherMails", AttributeValue.OfTexts(["x@y"]))));
        Assert.Equal(["department, jobTitle"], Waits(Of(left, "ada")));
        Assert.False(Of(left, "ada").Held[0].IsDue);
        Assert.Equal("sensitive", Assert.IsType<Operation.Update>(Assert.Single(left.Operations)).Facet);
        Assert.Equal(Effects.Updated, Of(left, "ada").Effects);
    }

    [Fact]
    public void A_mark_that_was_refused_is_called_so()
    {
        _world.Estate.Add(Kind.User, ("userPrincipalName", Text("ada@contoso.com")), ("displayName", Text("ada")));
        var left = Without(o => o is Operation.Update, Person("ada"));
        Assert.Equal(["owner mark"], Waits(Of(left, "ada")));
        Assert.Empty(left.Operations);
    }

    [Fact]
    public void Ends_that_were_refused_are_named_list_by_list()
    {
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Group("staff", "carol"));
        var left = Without(o => o is Operation.Link or Operation.Unlink, Person("ada"), Person("bob"), Person("carol"), Group("staff", "ada", "bob"));
        Assert.Equal(["members ada, bob", "members carol"], Waits(Of(left, "staff")));
        Assert.Equal(new Change.Keep(KeepReason.Parked), Of(left, "staff").Change);
        Assert.Empty(left.Operations);
    }

    [Fact]
    public void Who_is_asked_for_is_tried_again_and_nobody_else()
    {
        _world.Apply(Person("ada"), Person("bob"));
        var whole = _world.Plan(Person("ada", ("department", Text("Sales"))), Person("bob", ("department", Text("Sales"))));
        var parked = whole.Operations.ToDictionary(o => o.Id, o => new ParkedOperation(o.Name, "400", "no", Now, "run"));
        var left = Parking.Without(whole, parked, new ResourceKey(Kind.User, "ada"));
        Assert.Equal(("ada", 2), (Assert.Single(left.Operations).Name, left.Parked.Count));
        Assert.Equal((0, 1), (Of(left, "ada").Held.Length, Of(left, "bob").Held.Length));
    }

    [Fact]
    public void Beside_what_was_refused_all_else_is_as_it_was()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"), Person("carol"));
        var left = Without(o => o is Operation.Update, Person("ada", ("department", Text("Sales"))), Person("bob"));
        Assert.Equal("carol", Assert.IsType<Operation.Delete>(Assert.Single(left.Operations)).Name);
        Assert.Equal(new Change.Keep(KeepReason.Unchanged), Of(left, "bob").Change);
    }

    [Fact]
    public void A_group_that_cannot_be_created_waits_with_all_its_lists()
    {
        string[] names = [.. Enumerable.Range(10, 25).Select(i => $"p{i}")];
        DeclaredResource[] people = [.. names.Select(n => Person(n))];
        _world.Apply(people);
        var left = Without(_ => true, [.. people, Group("staff", names)]);
        Assert.Equal(["create", "members p30, p31, p32, p33, p34"], Waits(Of(left, "staff")));
        Assert.Empty(left.Operations);
    }

    [Fact]
    public void A_group_is_created_without_the_members_who_were_refused_to_it()
    {
        string[] names = [.. Enumerable.Range(10, 25).Select(i => $"p{i}")];
        DeclaredResource[] people = [.. names.Select(n => Person(n))];
        _world.Apply(people);
        var left = Without(o => o is Operation.Link, [.. people, Group("staff", names)]);
        Assert.Equal(20, Assert.Single(Assert.IsType<Operation.Create>(Assert.Single(left.Operations)).Links).Ends.Length);
        Assert.Equal((new Change.Create(), Effects.Created | Effects.LinksGained), (Of(left, "staff").Change, Of(left, "staff").Effects));
    }

    [Fact]
    public void What_has_no_key_cannot_be_asked_for_alone()
    {
        _world.Apply(Person("ada"));
        var whole = _world.Plan(Person("ada", ("department", Text("Sales"))));
        var parked = whole.Operations.ToDictionary(o => o.Id, o => new ParkedOperation(o.Name, "400", "no", Now, "run"));
        var left = Parking.Without(whole.With(whole.Entries.Select(e => e with { Key = null })), parked, null);
        Assert.Equal("Retried when the file or the object changes.", Assert.Single(Of(left, "ada").Held).Advice);
    }

    [Fact]
    public void Without_anything_refused_the_plan_is_the_same()
    {
        var plan = _world.Plan(Person("ada"));
        Assert.Same(plan, Parking.Without(plan, new Dictionary<OperationId, ParkedOperation>(), null));
        var other = Parking.Without(plan, new Dictionary<OperationId, ParkedOperation> { [new OperationId("other")] = new("x", "400", "no", Now, "run") }, null);
        Assert.Equal((plan.Hash, 0), (other.Hash, other.Parked.Count));
    }
}
