using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Under <c>enforce: add</c> things come and nothing goes; under <c>observe</c> nothing happens at all.</summary>
public sealed class EnforceAddTests
{
    private readonly World _world = new();

    private void Only(Enforcement enforcement) => _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.SetItem(Kind.User, enforcement).SetItem(Kind.Group, enforcement) };

    private Entry Of(string name, params DeclaredResource[] resources) => _world.Plan(resources).Entries.Single(e => e.Name == name);

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    [Fact]
    public void What_would_go_stays_and_says_why()
    {
        _world.Apply(Person("ada"), Person("bob"));
        Only(Enforcement.Add);
        var gone = Of("bob", Person("ada"));
        Assert.Equal(new Change.Keep(KeepReason.Policy, "enforce: add"), gone.Change);
        Assert.Equal((true, Effects.None), (gone.Cells.IsEmpty, gone.Effects));
        _world.Settings = _world.Settings with { Release = [new ReleaseLine(new ResourceKey(Kind.User, "bob"), At)] };
        Assert.Equal(new Change.Keep(KeepReason.Policy, "enforce: add"), Of("bob", Person("ada")).Change);
    }

    [Fact]
    public void An_update_that_only_changes_values_is_nothing()
    {
        _world.Apply(Person("ada", ("department", Text("Sales"))));
        Only(Enforcement.Add);
        var entry = Of("ada", Person("ada", ("department", Text("Legal"))));
        Assert.Equal(new Change.Keep(KeepReason.Unchanged, "enforce: add"), entry.Change);
        Assert.Equal((true, Effects.None), (entry.Cells.IsEmpty, entry.Effects));
        Assert.Equal(new Change.Keep(KeepReason.Unchanged, "enforce: add"), Of("ada", Person("ada", ("department", AttributeValue.None))).Change);
    }

    [Fact]
    public void An_empty_attribute_is_filled_and_counts_as_an_update()
    {
        _world.Apply(Person("ada"));
        Only(Enforcement.Add);
        var entry = Of("ada", Person("ada", ("department", Text("Legal"))));
        Assert.Equal((1, Effects.Updated), (entry.Cells.Length, entry.Effects));
    }

    [Fact]
    public void What_is_taken_over_is_marked_and_not_changed()
    {
        _world.Estate.Add(Kind.User, ("userPrincipalName", Text("ada@contoso.com")), ("displayName", Text("Ada L.")));
        Only(Enforcement.Add);
        var entry = Of("ada", Person("ada"));
        Assert.IsType<Change.Adopt>(entry.Change);
        Assert.Equal(("reconcilerOwner", Effects.Adopted), (Assert.Single(entry.Cells).Attribute.Name, entry.Effects));
    }

    [Fact]
    public void A_list_grows_and_tells_what_it_holds_back()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        Only(Enforcement.Add);
        var list = Assert.Single(Of("staff", Person("ada"), Person("bob"), Group("staff", "bob")).Links);
        Assert.Equal((1, 0, 1, "enforce: add"), (list.Adds.Length, list.Removes.Length, list.Withheld, list.WithheldWhy));
        Assert.Equal(Effects.LinksGained, Of("staff", Person("ada"), Person("bob"), Group("staff", "bob")).Effects);
        Assert.False(Of("staff", Person("ada"), Person("bob"), Group("staff")).IsChange);
    }

    [Fact]
    public void A_manager_is_set_where_there_is_none_and_not_replaced()
    {
        DeclaredResource Ada(string manager) => Person("ada") with { Links = [Members(LinkMode.Exclusive, manager) with { Link = "manager" }] };
        _world.Apply(Person("ada"), Person("bob"), Person("carol"));
        Only(Enforcement.Add);
        Assert.Single(_world.Plan(Ada("bob"), Person("bob"), Person("carol")).Operations);
        Only(Enforcement.Full);
        _world.Apply(Ada("bob"), Person("bob"), Person("carol"));
        Only(Enforcement.Add);
        Assert.Empty(_world.Plan(Ada("carol"), Person("bob"), Person("carol")).Operations);
    }

    [Fact]
    public void What_is_only_observed_tells_what_would_happen_to_lists_too()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        Only(Enforcement.Observe);
        var plan = _world.Plan(Person("ada", ("department", Text("Legal"))), Person("bob"), Group("staff", "bob"));
        Assert.Empty(plan.Operations);
        Assert.All(plan.Entries.Where(e => e.Name != "bob"), e => Assert.Equal((true, Effects.None), (e.Change is Change.Observed { Would: Change.Update }, e.Effects)));
        Assert.Equal((1, 1), (plan.Entries.Single(e => e.Name == "staff").Links[0].Adds.Length, plan.Entries.Single(e => e.Name == "staff").Links[0].Removes.Length));
    }

    private string MarkOf(string name) => _world.Estate.Objects.Values.Single(o => o["displayName"].ToString() == name)["reconcilerOwner"].ToString();

    [Fact]
    public void An_account_that_somebody_opened_is_no_longer_said_to_be_closed_by_us()
    {
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(false))));
        Assert.Equal("contoso/ada;c;off", MarkOf("ada"));
        var ada = _world.Estate.Objects.Values.Single();
        _world.Estate.Objects[ada.Id] = ada with { Values = ada.Values.SetItem("accountEnabled", AttributeValue.Of(true)) };
        Only(Enforcement.Add);
        _world.Apply(Person("ada", ("department", Text("Legal"))));
        Assert.Equal("contoso/ada;c", MarkOf("ada"));
    }

    [Fact]
    public void An_account_that_says_neither_open_nor_closed_is_closed_and_marked_so()
    {
        _world.Apply(Person("ada"));
        var ada = _world.Estate.Objects.Values.Single();
        _world.Estate.Objects[ada.Id] = ada with { Values = ada.Values.Remove("accountEnabled") };
        Only(Enforcement.Add);
        _world.Apply(Person("ada", ("accountEnabled", AttributeValue.Of(false)), ("department", Text("Legal"))));
        Assert.Equal(("false", "contoso/ada;c;off"), (_world.Estate.Objects.Values.Single()["accountEnabled"].ToString(), MarkOf("ada")));
    }

    [Fact]
    public void A_list_in_doubt_says_so_before_it_speaks_of_the_policy()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        Only(Enforcement.Add);
        var list = Assert.Single(Of("staff", Person("ada"), Person("bob"), Group("staff", "bob", "nobody@contoso.com")).Links);
        Assert.Equal((1, 1, "nothing live answers to nobody@contoso.com"), (list.Adds.Length, list.Withheld, list.WithheldWhy));
    }

    [Fact]
    public void What_is_restored_and_gains_members_keeps_those_effects_alone()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply(Person("ada") with { Left = new DatedLine(_world.Day, At) });
        Only(Enforcement.Add);
        Assert.Equal(Effects.Restored | Effects.Updated, Of("ada", Person("ada", ("department", Text("Legal")))).Effects & ~Effects.Enabled);
    }
}
