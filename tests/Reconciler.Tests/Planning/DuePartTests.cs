using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What is left of a change when some of its attributes and ends are left out, and which effects it then has.</summary>
public sealed class DuePartTests
{
    private static readonly KindSchema Users = EstateSchema.Schema[Kind.User];
    private static readonly LinkSchema Members = EstateSchema.Schema[Kind.Group].FindLink("members") ?? throw new InvalidOperationException();
    private static readonly LinkSchema Manager = Users.FindLink("manager") ?? throw new InvalidOperationException();
    private static readonly Cause Written = new Cause.Declared(At);
    private static readonly Cause Dated = new Cause.Left(new DateOnly(2026, 11, 1), At);

    private static CellChange Cell(string attribute, AttributeValue before, AttributeValue after, Cause? cause = null) =>
        new(Users.Attributes[Users.IndexOf(attribute)], before, after, cause ?? Written);

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static Entry Changed(Change change, Effects effects) => new(new Handle(0), Kind.User, change, Written) { Effects = effects };

    private static LinkEdit End(int index, Cause? cause = null) => new(new Handle(index), cause ?? Written);

    private static Effects Left(Effects before, CellChange[] cells, params LinkChange[] links) =>
        Narrowing.With(Changed(new Change.Update(), before), [.. cells], [.. links]).Effects;

    private static TargetPlan Due(params Entry[] entries)
    {
        var roster = new Roster(TargetName.Directory);
        for (var i = 0; i < 4; i++)
            roster.Live(Kind.User, new RemoteId($"u{i}"));
        var snapshot = new Snapshot(roster, new ValuePool(), EstateSchema.Schema, Now);
        return Narrowing.OnlyDue(new TargetPlan(TargetName.Directory, snapshot, [.. entries], []));
    }

    [Fact]
    public void Effects_follow_from_what_is_left()
    {
        const Effects All = Effects.Updated | Effects.Disabled | Effects.Enabled | Effects.IdentifierChanged | Effects.LinksGained | Effects.LinksLost | Effects.Announced;
        Assert.Equal(Effects.None, Left(All, []));
        Assert.Equal(Effects.None, Left(All, [Cell("reconcilerOwner", AttributeValue.None, Text("contoso/ada"))]));
        Assert.Equal(Effects.Updated, Left(All, [Cell("department", Text("a"), Text("b"))]));
        Assert.Equal(Effects.Updated, Left(All, [Cell("mail", AttributeValue.None, Text("a@b"))]));
        Assert.Equal(Effects.Updated | Effects.IdentifierChanged, Left(All, [Cell("mail", Text("b@b"), Text("a@b"))]));
        Assert.Equal(Effects.Disabled | Effects.Announced, Left(All, [Cell("accountEnabled", AttributeValue.Of(true), AttributeValue.Of(false))]));
        Assert.Equal(Effects.Disabled, Left(Effects.None, [Cell("accountEnabled", AttributeValue.Of(true), AttributeValue.Of(false))]));
        Assert.Equal(Effects.Enabled, Left(All, [Cell("accountEnabled", AttributeValue.Of(false), AttributeValue.Of(true))]));
        Assert.Equal(Effects.LinksGained, Left(All, [], new LinkChange(Members, [End(1)], [], 0)));
        Assert.Equal(Effects.LinksLost, Left(All, [], new LinkChange(Members, [], [End(1)], 0)));
    }

    [Fact]
    public void What_is_more_than_an_update_keeps_its_effects_but_for_lists()
    {
        var adopt = Changed(new Change.Adopt(new RecognisedBy.ById()), Effects.Adopted | Effects.Updated | Effects.LinksGained | Effects.LinksLost);
        Assert.Equal(Effects.Adopted | Effects.Updated, Narrowing.With(adopt, [], []).Effects);
        Assert.Equal(Effects.Adopted | Effects.Updated | Effects.LinksLost, Narrowing.With(adopt, [], [new LinkChange(Members, [], [End(1)], 0)]).Effects);
    }

    [Fact]
    public void Ends_that_do_not_go_stay_in_a_list_and_a_single_link_has_none_that_stay()
    {
        var list = new LinkChange(Members, [End(1), End(2)], [End(3), End(4), End(5)], 7);
        var left = Narrowing.Take(list, a => a.End.To == new Handle(1), r => r.End.To == new Handle(3));
        Assert.Equal((1, 1, 9), (left?.Adds.Length, left?.Removes.Length, left?.Stays));
        Assert.Null(Narrowing.Take(list, _ => false, _ => false));
        Assert.Equal((0, 3, 7), Narrowing.Take(list, _ => false, _ => true) is { } gone ? (gone.Adds.Length, gone.Removes.Length, gone.Stays) : default);
        Assert.Equal(0, Narrowing.Take(new LinkChange(Manager, [End(1)], [End(2)], 0), _ => true, _ => false)?.Stays);
    }

    [Fact]
    public void What_stays_as_it_is_stays_without_what_it_holds_back_for_other_reasons()
    {
        var kept = Changed(new Change.Keep(KeepReason.Unchanged), Effects.None) with
        {
            Links = [new LinkChange(Members, [], [], 0) { Withheld = 1 }],
            Held = [new HeldChange("a", "b", "c", At), new HeldChange("due", "b", "c", At) { IsDue = true }],
        };
        var left = Assert.Single(Due(kept).Entries);
        Assert.Equal((true, "due"), (left.Links.IsEmpty, Assert.Single(left.Held).What));
        left = Assert.Single(Due(kept with { Held = kept.Held[..1] }).Entries);
        Assert.Equal((true, true), (left.Links.IsEmpty, left.Held.IsEmpty));
    }

    [Fact]
    public void What_is_not_ours_yet_and_what_is_in_conflict_is_no_matter_of_a_date()
    {
        Assert.Empty(Due(Changed(new Change.Create(), Effects.Created) with { Cause = Dated }).Entries);
        Assert.Empty(Due(Changed(new Change.Restore(), Effects.Restored) with { Cause = Dated }).Entries);
        Assert.Empty(Due(Changed(new Change.Adopt(new RecognisedBy.ById()), Effects.Adopted) with { Cause = Dated }).Entries);
        Assert.Empty(Due(Changed(new Change.Blocked(Conflicts.ComputedMembership()), Effects.None)).Entries);
        Assert.Empty(Due(Changed(new Change.Observed(new Change.Update()), Effects.None)).Entries);
    }

    [Fact]
    public void A_deletion_is_due_by_its_cause()
    {
        var gone = Changed(new Change.Delete(new Claim.Policy("line", At)), Effects.Deleted) with { Cause = Dated, Held = [new HeldChange("a", "b", "c", At)] };
        var left = Assert.Single(Due(gone).Entries);
        Assert.Equal((Effects.Deleted, true), (left.Effects, left.Held.IsEmpty));
        Assert.Empty(Due(gone with { Cause = new Cause.Undeclared("people.yaml") }).Entries);
    }

    [Fact]
    public void The_mark_goes_with_an_enablement_that_is_due_and_with_nothing_else()
    {
        var mark = Cell("reconcilerOwner", Text("contoso/ada"), Text("contoso/ada;off"));
        var opening = Cell("accountEnabled", AttributeValue.Of(false), AttributeValue.Of(true), Dated);
        var entry = Changed(new Change.Update(), Effects.Enabled) with { Cells = [opening, mark, Cell("department", Text("a"), Text("b"))] };
        Assert.Equal([opening, mark], Assert.Single(Due(entry).Entries).Cells.ToArray());
        var dated = Cell("jobTitle", Text("a"), Text("b"), Dated);
        Assert.Equal([dated], Assert.Single(Due(entry with { Cells = [opening with { Cause = Written }, mark, dated] }).Entries).Cells.ToArray());
        Assert.Empty(Due(entry with { Cells = [mark] }).Entries);
    }

    [Fact]
    public void An_update_of_which_only_a_dated_wait_is_left_stands_still()
    {
        var entry = Changed(new Change.Update(), Effects.Updated) with
        {
            Cells = [Cell("department", Text("a"), Text("b"))],
            Held = [new HeldChange("due", "b", "c", At) { IsDue = true }, new HeldChange("a", "b", "c", At)],
        };
        var left = Assert.Single(Due(entry).Entries);
        Assert.Equal((new Change.Keep(KeepReason.Unchanged), true, Effects.None, "due"), (left.Change, left.Cells.IsEmpty, left.Effects, Assert.Single(left.Held).What));
    }

    [Fact]
    public void A_manager_is_replaced_for_the_reason_of_the_one_who_comes()
    {
        Entry Replaced(Cause comes, Cause goes) => Changed(new Change.Update(), Effects.LinksGained) with { Links = [new LinkChange(Manager, [End(1, comes)], [End(2, goes)], 0)] };
        var link = Assert.Single(Assert.Single(Due(Replaced(Dated, Written)).Entries).Links);
        Assert.Equal((1, 1), (link.Adds.Length, link.Removes.Length));
        Assert.Empty(Due(Replaced(Written, Dated)).Entries);
        var gone = Changed(new Change.Update(), Effects.LinksLost) with { Links = [new LinkChange(Manager, [], [End(2, Dated)], 0)] };
        Assert.Single(Assert.Single(Due(gone).Entries).Links);
    }
}
