using System.Globalization;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Which ends of a long list travel in the first write, and by which words an operation is known again.</summary>
public sealed class PackingTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static string Numbered(char letter, int number) => letter + number.ToString("00", CultureInfo.InvariantCulture);

    // Who comes into the list in each of its writes.
    private static string[][] Packs(TargetPlan plan) =>
    [
        .. plan.Operations.OfType<Operation.Link>().Select(l => l.Ends.Ends
            .Select(e => plan.Snapshot.Roster.KeyOf(e.To) is { } key ? $"{key.Kind}:{key.Name}" : plan.Snapshot.Roster.NameOf(e.To)).Order(StringComparer.Ordinal).ToArray()),
    ];

    [Fact]
    public void Names_come_in_their_order()
    {
        var people = Enumerable.Range(0, 22).Select(i => Numbered('p', i)).ToArray();
        _world.Apply([.. people.Select(p => Person(p)), Group("staff")]);
        var packs = Packs(_world.Plan([.. people.Select(p => Person(p)), Group("staff", [.. people.Reverse()])]));
        Assert.Equal(["user:p20", "user:p21"], packs[1]);
    }

    [Fact]
    public void Of_one_name_the_group_comes_before_the_person()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => Numbered('p', i))];
        DeclaredResource[] all = [Person("a"), .. names.Select(n => Person(n)), .. names.Select(n => Group(n))];
        _world.Apply([.. all, Group("staff")]);
        var packs = Packs(_world.Plan([.. all, Group("staff", ["a", .. names, .. names.Select(n => $"group:{n}")])]));
        Assert.Equal((20, "group:p09"), (packs[0].Length, packs[0].Single(e => e.EndsWith("p09", StringComparison.Ordinal))));
        Assert.Equal(["user:p09"], packs[1]);
    }

    [Fact]
    public void Who_has_no_key_comes_first_and_by_id_whatever_the_order_of_reading()
    {
        var plan = new Fabricated();
        var read = Enumerable.Range(0, 21).Select(i => plan.Roster.Live(Kind.User, new RemoteId(Numbered('x', 50 - i)))).ToArray();
        LinkEdit To(Handle end) => new(new LinkEnd(end), Fabricated.Written);
        var list = plan.List(Fabricated.Members, "+Zoe", "+Bea");
        list = list with { Adds = [.. list.Adds, .. read.Select(To)] };
        var packs = Packs(plan.Plan(plan.Entry("staff") with { Links = [list] }));
        Assert.Equal([.. Enumerable.Range(30, 20).Select(i => Numbered('x', i))], packs[0]);
        Assert.Equal(["user:Bea", "user:Zoe", "x50"], packs[1]);
    }

    [Fact]
    public void Roles_of_one_person_come_in_their_order()
    {
        var world = new AppWorld().With("wiki").Assign("wiki", "ada:User", "ada:Admin", "bob:User");
        var plan = world.Plan(Person("ada"), Person("bob")).Targets[0];
        Assert.Equal(["ada Admin", "ada User", "bob User"],
            plan.Operations.OfType<Operation.Link>().SelectMany(l => l.Ends.Ends).Select(e => $"{plan.Snapshot.Roster.NameOf(e.To)} {plan.Snapshot.Pool[e.Role]}"));
    }

    [Fact]
    public void What_a_new_application_cannot_be_created_with_is_written_right_after()
    {
        var operations = new AppWorld().With("wiki").Plan(Person("ada")).Targets[0].Operations.Where(o => o.Name == "wiki").ToArray();
        var create = Assert.IsType<Operation.Create>(operations[0]);
        Assert.Equal("displayName template", string.Join(' ', create.Cells.Select(c => c.Attribute.Name)));
        Assert.Equal(["roles", "mark"], operations[1..].Cast<Operation.Update>().OrderByDescending(o => o.Facet == "roles").SelectMany(u => u.Cells).Select(c => c.Attribute.Name));
        Assert.All(operations[1..], o => Assert.Equal([create.Id], o.Needs.ToArray()));
    }

    [Fact]
    public void A_role_that_is_only_added_is_one_write()
    {
        var world = new AppWorld().With("wiki");
        world.Apply(Person("ada"));
        world.Apply(Person("ada"));
        var live = world.Directory.Estate.Objects.Values.Single(o => o.Kind == Kind.Application);
        world.Directory.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("roles", AttributeValue.OfTable([new("User", "User")])) };
        var update = Assert.IsType<Operation.Update>(Assert.Single(world.Plan(Person("ada")).Targets[0].Operations));
        Assert.Equal((Phase.Establish, "Admin=Admin, User=User"), (update.Phase, Assert.Single(update.Cells).After.ToString()));
    }

    [Fact]
    public void An_account_is_opened_with_its_mark_and_the_rest_goes_its_own_way()
    {
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(false))));
        var updates = _world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(true)), ("department", Text("Sales")))).Operations.Cast<Operation.Update>();
        Assert.Equal(["profile department", "sensitive accountEnabled reconcilerOwner"], updates.Select(u => $"{u.Facet} {string.Join(' ', u.Cells.Select(c => c.Attribute.Name))}"));
    }

    [Fact]
    public void Who_is_brought_back_closed_is_closed_right_after()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply();
        var operations = _world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(false)))).Operations;
        Assert.Equal(["Establish Restore", "Establish Disable"], operations.Select(o => $"{o.Phase} {o.GetType().Name}"));
        Assert.Equal([operations[0].Id], operations[1].Needs.ToArray());
    }

    // What was refused for good is remembered by its id: the words in it are to stay.
    private static OperationId Known(TargetPlan plan, string action, string? facet, Operation operation, CellChange[] cells, LinkEnds[] links, params (string, object?)[] further) =>
        PlanHash.IdOf(PlanHash.Canonical(action, operation.Object, plan.Snapshot.Roster, facet, cells, links, plan.Snapshot.Pool, further.ToDictionary(f => f.Item1, f => f.Item2)));

    private static OperationId Known(TargetPlan plan, Operation operation) => operation switch
    {
        Operation.Create o => Known(plan, "create", null, o, [.. o.Cells], [.. o.Links]),
        Operation.Update o => Known(plan, "update", o.Facet, o, [.. o.Cells], []),
        Operation.Disable o => Known(plan, "disable", null, o, [.. o.Cells], [], ("revokeSessions", o.RevokeSessions)),
        Operation.Restore => Known(plan, "restore", null, operation, [], []),
        Operation.Delete => Known(plan, "delete", null, operation, [], []),
        Operation.Link o => Known(plan, "link", null, o, [], [o.Ends]),
        Operation.Unlink o => Known(plan, "unlink", null, o, [], [o.Ends]),
        _ => throw new InvalidOperationException($"{operation}"),
    };

    [Fact]
    public void An_operation_is_known_by_its_action_its_object_and_all_that_it_writes()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Person("dora"), Group("staff", "ada"));
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Group("staff", "ada"));
        var plan = _world.Plan(Person("ada", ("accountEnabled", AttributeValue.Of(false)), ("department", Text("Sales"))), Person("carol"), Person("dora"), Person("emil"), Group("staff", "carol"));
        Assert.Equal("Create Delete Disable Link Restore Unlink Update", string.Join(' ', plan.Operations.Select(o => o.GetType().Name).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(plan.Operations, o => Assert.Equal(Known(plan, o), o.Id));
    }
}
