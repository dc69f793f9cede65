using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>How a plan becomes writes: in which phase, in what order, and how much in one.</summary>
public sealed class WriteTests
{
    private readonly World _world = new();

    private string[] Writes(params DeclaredResource[] resources) => [.. _world.Plan(resources).Operations.Select(o => $"{o.Phase} {o.GetType().Name} {o.Name}")];

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    [Fact]
    public void Closing_comes_first_and_deleting_last()
    {
        _world.Directory = _world.Directory with { GroupLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Group("old", "bob"), Group("staff", "ada"));
        Assert.Equal(
            ["Disable Disable ada", "Establish Update bob", "Establish Create dora", "Link Link staff", "Unlink Unlink staff", "Delete Delete old"],
            Writes(Person("ada") with { Left = new DatedLine(_world.Day, At) }, Person("bob", ("department", Text("Sales"))), Person("carol"), Person("dora"), Group("staff", "bob", "dora")));
    }

    [Fact]
    public void A_closing_takes_the_mark_along_and_leaves_the_rest_to_an_update()
    {
        _world.Apply(Person("ada"));
        var operations = _world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(false)), ("department", Text("Sales")))).Operations;
        var close = Assert.IsType<Operation.Disable>(operations[0]);
        Assert.Equal(("accountEnabled reconcilerOwner", true), (string.Join(' ', close.Cells.Select(c => c.Attribute.Name)), close.RevokeSessions));
        Assert.Equal("department", Assert.Single(Assert.IsType<Operation.Update>(operations[1]).Cells).Attribute.Name);
    }

    [Fact]
    public void Attributes_of_different_calls_are_different_writes()
    {
        _world.Apply(Person("ada"));
        var operations = _world.Plan(Person("ada", ("department", Text("Sales")), ("jobTitle", Text("Clerk")), ("otherMails", AttributeValue.OfTexts(["x@y"])))).Operations;
        Assert.Equal(["profile", "sensitive"], operations.OfType<Operation.Update>().Select(u => u.Facet));
        Assert.Equal([2, 1], operations.OfType<Operation.Update>().Select(u => u.Cells.Length));
    }

    [Fact]
    public void Who_returns_is_restored_before_anything_else_is_written_to_it()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply(Person("ada") with { Left = new DatedLine(_world.Day, At) });
        var operations = _world.Plan(Person("ada", ("department", Text("Sales")))).Operations;
        var restore = Assert.IsType<Operation.Restore>(operations[0]);
        Assert.Equal([restore.Id], Assert.IsType<Operation.Update>(operations[1]).Needs.ToArray());
    }

    [Fact]
    public void Whoever_is_created_in_the_same_rank_is_linked_afterwards()
    {
        var ada = Person("ada") with { Links = [Members(LinkMode.Exclusive, "bob") with { Link = "manager" }] };
        Assert.Equal(["Establish Create ada", "Establish Create bob", "Link Link ada"], Writes(ada, Person("bob")));
        _world.Apply(Person("bob"));
        Assert.Equal(["Establish Create ada"], Writes(ada, Person("bob")));
    }

    [Fact]
    public void Owners_travel_with_the_creation_before_members()
    {
        var people = Enumerable.Range(0, 25).Select(i => Person($"p{i:00}")).ToArray();
        _world.Apply(people);
        string[] names = [.. people.Select(p => p.Key.Name)];
        var staff = Group("staff", names);
        staff = staff with { Links = staff.Links.Add(Members(LinkMode.Exclusive, "p00", "p01") with { Link = "owners" }) };
        var operations = _world.Plan([.. people, staff]).Operations;
        var create = Assert.IsType<Operation.Create>(operations[0]);
        Assert.Equal([("owners", 2), ("members", 18)], create.Links.Select(l => (l.Link.Name, l.Ends.Length)));
        Assert.Equal(7, Assert.IsType<Operation.Link>(Assert.Single(operations[1..])).Ends.Ends.Length);
    }

    [Fact]
    public void A_closed_new_account_is_created_so_and_marked_as_closed_by_us()
    {
        var cells = Assert.IsType<Operation.Create>(Assert.Single(_world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(false)))).Operations)).Cells;
        Assert.Equal(("false", "contoso/ada;c;off"), (cells.Single(c => c.Attribute.Name == "accountEnabled").After.ToString(), cells.Single(c => c.Attribute.Name == "reconcilerOwner").After.ToString()));
    }

    [Fact]
    public void Groups_are_deleted_before_people()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete), GroupLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"), Group("old", "ada"));
        Assert.Equal(["Delete Delete old", "Delete Delete ada"], Writes(Person("bob")));
    }
}
