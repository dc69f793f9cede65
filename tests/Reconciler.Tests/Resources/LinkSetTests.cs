using FsCheck;
using FsCheck.Fluent;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Tests.Resources;

public sealed class LinkSetTests
{
    private static readonly Gen<LinkSet> Sets =
        from ends in Gen.ListOf(Gen.Choose(0, 12))
        from exact in Gen.Elements(true, false)
        select LinkSet.Of(ends.Select(e => new Handle(e)), exact ? Extent.Exact : Extent.AtLeast);

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
    public void Equal_sets_are_equal_whatever_the_order() =>
        Assert.Equal(LinkSet.Of([new Handle(3), new Handle(1), new Handle(3)]), LinkSet.Of([new Handle(1), new Handle(3)]));
}
