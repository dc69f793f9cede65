using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>The directory as a plan leaves it.</summary>
public sealed class ViewTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private (DirectoryView View, Func<string, Handle> Of) Foresee(params DeclaredResource[] resources)
    {
        var plan = _world.Plan(resources);
        return (DirectoryView.Foresee(plan.Snapshot, plan.Entries), name => plan.Entries.Single(e => e.Name == name).Object);
    }

    [Fact]
    public void What_is_created_is_there_and_what_is_deleted_is_not()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"));
        var (view, of) = Foresee(Person("bob"), Person("carol"));
        Assert.Equal((false, true, true), (view.Exists(of("ada")), view.Exists(of("bob")), view.Exists(of("carol"))));
        Assert.Equal([of("bob"), of("carol")], view.Objects(Kind.User).ToArray());
    }

    [Fact]
    public void The_recycle_bin_is_left_out_until_it_is_restored()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"));
        _world.Apply(Person("bob"));
        var (view, of) = Foresee(Person("bob"));
        Assert.Equal((false, 1), (view.Exists(of("ada")), view.Objects(Kind.User).Count()));
        (view, of) = Foresee(Person("bob"), Person("ada"));
        Assert.Equal((true, 2), (view.Exists(of("ada")), view.Objects(Kind.User).Count()));
    }

    [Fact]
    public void A_changed_value_is_the_new_one_and_found_without_case()
    {
        _world.Apply(Person("ada", ("department", Text("Sales"))), Person("bob", ("department", Text("Sales"))));
        var (view, of) = Foresee(Person("ada", ("department", Text("Legal"))), Person("bob"));
        Assert.Equal(("Legal", "Sales"), (view.Value(of("ada"), "department").ToString(), view.Value(of("bob"), "department").ToString()));
        Assert.Equal((of("ada"), of("bob"), null), (view.Find(Kind.User, "department", "LEGAL"), view.Find(Kind.User, "department", "sales"), view.Find(Kind.User, "department", "R&D")));
    }

    [Fact]
    public void A_value_that_several_bear_finds_nobody()
    {
        _world.Apply(Person("ada", ("department", Text("Sales"))), Person("bob", ("department", Text("SALES"))));
        var (view, _) = Foresee(Person("ada"), Person("bob"));
        Assert.Null(view.Find(Kind.User, "department", "Sales"));
        Assert.Null(view.Find(Kind.ServicePrincipal, "displayName", "x"));
    }

    [Fact]
    public void Lists_are_those_that_the_plan_leaves()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"), Group("calm", "ada"));
        var (view, of) = Foresee(Person("ada"), Person("bob"), Group("staff", "bob"), Group("calm", "ada"));
        Assert.Equal((of("bob"), of("ada")), (Assert.Single(view.Links("members", of("staff")).Ends).To, Assert.Single(view.Links("members", of("calm")).Ends).To));
    }

    [Fact]
    public void Whoever_is_closed_by_the_plan_is_not_open_any_more()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        var (view, of) = Foresee(Person("ada"), Person("bob", ("accountEnabled", AttributeValue.Of(false))), Group("staff", "ada"));
        Assert.Equal((true, false, true), (view.IsEnabled(of("ada")), view.IsEnabled(of("bob")), view.IsEnabled(of("staff"))));
    }

    [Fact]
    public void What_is_only_observed_stays_as_it_is()
    {
        _world.Apply(Person("ada", ("department", Text("Sales"))), Group("staff"));
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe).Add(Kind.Group, Enforcement.Observe) };
        var (view, of) = Foresee(Person("ada", ("department", Text("Legal"))), Group("staff", "ada"));
        Assert.Equal(("Sales", true), (view.Value(of("ada"), "department").ToString(), view.Links("members", of("staff")).Ends.IsEmpty));
    }

    [Fact]
    public void What_no_table_lists_is_there_and_nothing_is_known_of_it()
    {
        var (view, _) = Foresee(Person("ada"));
        var job = view.Roster.Live(Kind.ServicePrincipal, new RemoteId("job"));
        Assert.Equal((true, true, AttributeValue.None), (view.Exists(job), view.IsEnabled(job), view.Value(job, "displayName")));
    }

    [Fact]
    public void Groups_in_groups_are_found_at_any_depth_and_in_circles()
    {
        _world.Apply(Person("ada"), Group("low", "ada"), Group("mid", "group:low"), Group("top", "group:mid"));
        _world.Apply(Person("ada"), Group("low", "ada", "group:top"), Group("mid", "group:low"), Group("top", "group:mid"));
        var (view, of) = Foresee(Person("ada"), Group("low", "ada", "group:top"), Group("mid", "group:low"), Group("top", "group:mid"));
        Assert.Equal(new[] { of("top"), of("mid"), of("low") }.Order(), Nesting.Of(view, of("top")).Order());
        Assert.Equal([of("ada")], Nesting.Of(view, of("ada")));
    }
}
