using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Planning.Fabricated;

namespace Reconciler.Tests.Planning;

/// <summary>A part of a plan links to nothing that it does not bring about, and says what waits for that.</summary>
public sealed class StandingTests
{
    private readonly Fabricated _plan = new();

    // The whole plan, with nothing left out but what cannot stand.
    private Entry Left(Entry entry, params Entry[] more) => Narrowing.To(_plan.Plan([entry, .. more]), e => e).Entries[0];

    [Fact]
    public void An_end_that_is_not_there_waits_and_says_for_what()
    {
        var left = Left(_plan.Entry("staff") with { Links = [_plan.List(Members, "+ada", "+dora", "-bob")] });
        Assert.Equal("members +ada -bob", _plan.Text(left));
        var held = Assert.Single(left.Held);
        Assert.Equal(("members dora", "not there yet, and not created by this part of the plan", "Apply what creates it, or the whole plan.", World.At, false),
            (held.What, held.Why, held.Advice, held.Span, held.IsDue));
        Assert.Equal(Effects.LinksGained | Effects.LinksLost, left.Effects);
    }

    [Fact]
    public void What_the_part_creates_is_there()
    {
        var entry = _plan.Entry("staff") with { Links = [_plan.List(Members, "+dora")] };
        Assert.Equal("members +dora", _plan.Text(Left(entry, _plan.Entry("dora", new Change.Create()))));
        Assert.Equal("", _plan.Text(Left(entry, _plan.Entry("dora", new Change.Keep(KeepReason.Incomplete)))));
    }

    [Fact]
    public void Who_lies_in_the_recycle_bin_is_there_once_the_part_brings_them_back()
    {
        _plan.Snapshot[Kind.User].Add(_plan["bob"], deleted: true);
        var entry = _plan.Entry("staff") with { Links = [_plan.List(Members, "+bob")] };
        Assert.Equal("members bob", Assert.Single(Left(entry).Held).What);
        Assert.Empty(Left(entry, _plan.Entry("bob", new Change.Restore())).Held);
        Assert.Equal("members bob", Assert.Single(Left(entry, _plan.Entry("bob", new Change.Update(), Cell("department"))).Held).What);
    }

    [Fact]
    public void What_no_table_lists_is_there_by_its_id()
    {
        var job = _plan.Roster.Live(Kind.ServicePrincipal, new RemoteId("job"));
        _plan.Roster.Label(job, "job");
        var left = Left(_plan.Entry("staff") with { Links = [_plan.List(Members) with { Adds = [new LinkEdit(new LinkEnd(job), Written)] }] });
        Assert.Equal(("members +job", 0), (_plan.Text(left), left.Held.Length));
    }

    [Fact]
    public void A_list_with_a_lost_end_takes_none_of_another_list()
    {
        var left = Left(_plan.Entry("staff") with { Links = [_plan.List(Owners, "+ada", "-bob"), _plan.List(Members, "+dora")] });
        Assert.Equal(("owners +ada -bob", "members dora"), (_plan.Text(left), Assert.Single(left.Held).What));
    }

    [Fact]
    public void A_manager_stays_until_the_next_one_is_there()
    {
        var left = Left(_plan.Entry("ada", new Change.Update(), Cell("department")) with { Links = [_plan.List(Manager, "+dora", "-bob")] });
        Assert.Equal(("", "manager dora", 1, Effects.Updated), (_plan.Text(left), Assert.Single(left.Held).What, left.Cells.Length, left.Effects));
        Assert.IsType<Change.Update>(left.Change);
        Assert.Equal("manager +carol -bob", _plan.Text(Left(_plan.Entry("ada") with { Links = [_plan.List(Manager, "+carol", "-bob"), _plan.List(Members, "+dora")] })));
    }

    [Fact]
    public void An_update_of_which_nothing_stands_is_none()
    {
        var left = Left(_plan.Entry("ada") with { Links = [_plan.List(Manager, "+dora", "-bob")], Effects = Effects.LinksGained });
        Assert.Equal((new Change.Keep(KeepReason.Unchanged), Effects.None, "manager dora"), (left.Change, left.Effects, Assert.Single(left.Held).What));
        Assert.IsType<Change.Create>(Left(_plan.Entry("emil", new Change.Create()) with { Links = [_plan.List(Manager, "+dora")] }).Change);
    }

    [Fact]
    public void What_is_only_observed_is_told_as_it_would_be()
    {
        var observed = _plan.Entry("staff", new Change.Observed(new Change.Update())) with { Links = [_plan.List(Members, "+dora")] };
        Assert.Equal(("members +dora", 0), (_plan.Text(Left(observed)), Left(observed).Held.Length));
    }
}
