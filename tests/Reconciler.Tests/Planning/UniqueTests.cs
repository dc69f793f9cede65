using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Values that only one may bear pass on in order.</summary>
public sealed class UniqueTests
{
    private readonly World _world = new();

    private static DeclaredResource Named(string key, string local) => User(key, ("userPrincipalName", AttributeValue.Of($"{local}@contoso.com")), ("displayName", AttributeValue.Of(key)));

    [Fact]
    public void A_chain_moves_from_its_end()
    {
        _world.Apply(Named("ada", "a"), Named("bob", "b"), Named("carol", "c"));
        var plan = _world.Plan(Named("ada", "b"), Named("bob", "c"), Named("carol", "d"), Named("dora", "a"));
        Assert.Equal([("carol", 0), ("bob", 1), ("ada", 2), ("dora", 3)], plan.Operations.Select(o => (o.Name, o.Wave)));
        _world.Apply(Named("ada", "b"), Named("bob", "c"), Named("carol", "d"), Named("dora", "a"));
        Assert.Empty(_world.Plan(Named("ada", "b"), Named("bob", "c"), Named("carol", "d"), Named("dora", "a")).Operations);
    }

    [Fact]
    public void Who_waits_for_a_circle_waits_with_it_and_everybody_else_goes_on()
    {
        _world.Apply(Named("ada", "a"), Named("bob", "b"), Named("carol", "c"), Named("dora", "d"));
        var plan = _world.Plan(Named("ada", "b"), Named("bob", "a"), Named("carol", "c2"), Named("dora", "c"));
        Assert.Equal(["carol", "dora"], plan.Operations.Select(o => o.Name));
        Assert.Equal(["ada", "bob"], plan.Entries.Where(e => e.Change is Change.Blocked { Why.Code: "RC416" }).Select(e => e.Name).Order());
        Assert.All(plan.Entries.Where(e => e.Change is Change.Blocked), e => Assert.Equal((true, Effects.None), (e.Cells.IsEmpty, e.Effects)));
    }

    [Fact]
    public void The_recycle_bin_holds_no_address()
    {
        var gone = _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("b@contoso.com")));
        _world.Estate.Objects[gone.Id] = gone with { Deleted = true };
        _world.Apply(Named("ada", "a"));
        Assert.IsType<Operation.Update>(Assert.Single(_world.Plan(Named("ada", "b")).Operations));
    }

    [Fact]
    public void A_holder_that_keeps_the_address_blocks_whoever_takes_it()
    {
        _world.Apply(Named("ada", "a"), Named("bob", "b"));
        var plan = _world.Plan(Named("ada", "B"), Named("bob", "b"));
        Assert.Equal("userPrincipalName B@contoso.com is held by bob, which keeps it", Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == "ada").Change).Why.Message);
        Assert.Empty(plan.Operations);
    }

    // Ada takes an address that two bear: a directory that was filled by other hands has such pairs.
    private void Doubled()
    {
        _world.Apply(Named("ada", "a"), Named("bob", "b"), Named("carol", "c"), Named("dora", "d"));
        var carol = _world.Estate.Objects.Values.Single(o => o["displayName"].ToString() == "carol");
        _world.Estate.Objects[carol.Id] = carol with { Values = carol.Values.SetItem("userPrincipalName", AttributeValue.Of("b@contoso.com")) };
    }

    [Fact]
    public void Who_waits_for_two_waits_for_the_longer_chain()
    {
        Doubled();
        var plan = _world.Plan(Named("ada", "b"), Named("bob", "b2"), Named("carol", "d"), Named("dora", "d2"));
        Assert.Equal([("ada", 2), ("bob", 0), ("carol", 1), ("dora", 0)], plan.Operations.Select(o => (o.Name, o.Wave)).OrderBy(o => o.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_circle_names_all_who_are_waited_for()
    {
        Doubled();
        var plan = _world.Plan(Named("ada", "b"), Named("bob", "a"), Named("carol", "c2"), Named("dora", "d"));
        Assert.Equal("userPrincipalName would go round in a circle with bob, carol",
            Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == "ada").Change).Why.Message);
        Assert.Equal("userPrincipalName would go round in a circle with ada",
            Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == "bob").Change).Why.Message);
        Assert.Equal(["carol"], plan.Operations.Select(o => o.Name));
    }
}
