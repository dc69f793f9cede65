using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Resources;

public sealed class LinkSetTests
{
    private static readonly Gen<LinkSet> Sets =
        from ends in Gen.ListOf(from to in Gen.Choose(0, 8) from role in Gen.Choose(0, 2) select new LinkEnd(new Handle(to), new ValueId(role)))
        from exact in Gen.Elements(true, false)
        select LinkSet.Of(ends, exact ? Extent.Exact : Extent.AtLeast);

    [Fact]
    public void Applying_the_difference_gives_the_set_or_at_least_it()
    {
        var pairs = from desired in Sets from live in Sets select (desired, live);
        Prop.ForAll(pairs.ToArbitrary(), pair =>
        {
            var (adds, removes) = pair.desired.Against(pair.live);
            var after = pair.live.Ends.Except(removes).Union(adds).ToHashSet();
            return pair.desired.Extent == Extent.Exact
                ? after.SetEquals(pair.desired.Ends)
                : after.IsSupersetOf(pair.desired.Ends) && after.IsSupersetOf(pair.live.Ends) && removes.IsEmpty;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_set_against_itself_changes_nothing() =>
        Prop.ForAll(Sets.ToArbitrary(), set => set.Against(set) is { Adds.IsEmpty: true, Removes.IsEmpty: true }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_object_in_two_roles_is_two_ends()
    {
        var live = LinkSet.Of([new LinkEnd(new Handle(1), new ValueId(1))]);
        var (adds, removes) = LinkSet.Of([new LinkEnd(new Handle(1), new ValueId(2))]).Against(live);
        Assert.Equal(2, Assert.Single(adds).Role.Index);
        Assert.Equal(1, Assert.Single(removes).Role.Index);
    }

    [Fact]
    public void Equal_sets_are_equal_whatever_the_order() =>
        Assert.Equal(LinkSet.Of([new Handle(3), new Handle(1), new Handle(3)]), LinkSet.Of([new Handle(1), new Handle(3)]));
}
