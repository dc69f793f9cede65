using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What becomes of what is ours and no longer wanted, under each policy.</summary>
public sealed class LeaverTests
{
    private readonly World _world = new();

    private static DeclaredResource Gone { get; } = Person("ada") with { Left = new DatedLine(new DateOnly(2026, 11, 20), At) };

    private void Policy(LeaverAction action, int? grace = null) => _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(action) { DeleteAfterDays = grace } };

    private Entry Ada(params DeclaredResource[] resources) => _world.Plan(resources).Entries.Single(e => e.Name == "ada");

    private static (KeepReason, string?) Kept(Entry entry) => entry.Change is Change.Keep keep ? (keep.Why, keep.Detail) : throw new InvalidOperationException($"{entry.Change}");

    private string Mark => _world.Estate.Objects.Values.Single()["reconcilerOwner"].ToString();

    [Fact]
    public void Leavers_are_kept_where_the_policy_says_so()
    {
        Policy(LeaverAction.Keep);
        _world.Apply(Person("ada"));
        Assert.Equal((KeepReason.Policy, "leavers are kept"), Kept(Ada(Gone)));
        Assert.Equal((KeepReason.Policy, "leavers are kept"), Kept(Ada()));
    }

    [Fact]
    public void Deletion_at_once_needs_no_closing_before()
    {
        Policy(LeaverAction.Delete);
        _world.Apply(Person("ada"));
        Assert.Equal((Effects.Deleted | Effects.Announced, Effects.Deleted), (Ada(Gone).Effects, Ada().Effects));
        _world.Apply(Gone);
        Assert.Equal((KeepReason.Unchanged, "already deleted"), Kept(Ada(Gone)));
    }

    [Theory]
    [InlineData(LeaverAction.Disable)]
    [InlineData(LeaverAction.Delete)]
    public void A_grace_closes_first_and_deletes_on_its_day(LeaverAction action)
    {
        Policy(action, 10);
        _world.Apply(Person("ada"));
        Assert.Equal(new DateOnly(2026, 11, 30), Assert.IsType<Change.Disable>(Ada(Gone).Change).DeleteDue);
        _world.Apply(Gone);
        Assert.Equal("contoso/ada;c;d=2026-11-30;off", Mark);
        _world.Day = new DateOnly(2026, 11, 29);
        Assert.Equal((KeepReason.NotYetDue, "deletion is due on 2026-11-30"), Kept(Ada(Gone)));
        _world.Day = new DateOnly(2026, 11, 30);
        var due = Ada(Gone);
        Assert.IsType<Change.Delete>(due.Change);
        Assert.Equal((new Cause.GraceOver(_world.Day), Effects.Deleted | Effects.Announced), (due.Cause, due.Effects));
    }

    [Fact]
    public void Who_is_only_no_longer_declared_has_the_grace_from_that_day_on()
    {
        Policy(LeaverAction.Disable, 10);
        _world.Apply(Person("ada"));
        _world.Apply();
        Assert.Equal("contoso/ada;c;d=2026-12-01;off", Mark);
        _world.Day = new DateOnly(2026, 12, 1);
        Assert.Equal(Effects.Deleted, Ada().Effects);
    }

    [Theory]
    [InlineData(20, 30, true, "2026-11-30")]
    [InlineData(30, 25, true, "2026-11-30")]
    [InlineData(25, 30, false, "2026-11-25")]
    public void Of_the_marks_day_and_the_one_that_we_left_the_later_counts(int marked, int known, bool isSame, string due)
    {
        Policy(LeaverAction.Disable, 10);
        _world.Apply(Person("ada"));
        _world.Apply(Gone);
        var live = _world.Estate.Objects.Values.Single();
        _world.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("reconcilerOwner", AttributeValue.Of($"contoso/ada;c;d=2026-11-{marked};off")) };
        var key = new ResourceKey(Kind.User, "ada");
        var entry = _world.Ledger.Entries[key] with { DeleteDue = new DateOnly(2026, 11, known), Id = new RemoteId(isSame ? live.Id : "another") };
        _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.SetItem(key, entry) };
        _world.Day = new DateOnly(2026, 11, 24);
        Assert.Equal((KeepReason.NotYetDue, $"deletion is due on {due}"), Kept(Ada(Gone)));
    }

    [Fact]
    public void Only_whoever_holds_a_directory_role_is_privileged()
    {
        _world.Apply(Person("ada"));
        Assert.False(Ada(Person("ada")).Privileged);
        var live = _world.Estate.Objects.Values.Single();
        _world.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("directoryRoles", AttributeValue.OfTexts(["Reports Reader"])) };
        Assert.True(Ada(Person("ada")).Privileged);
        _world.Estate.Add(Kind.Group, ("displayName", AttributeValue.Of("staff")), ("reconcilerOwner", AttributeValue.Of("contoso/staff;c")), ("isAssignableToRole", AttributeValue.Of(false)));
        Assert.False(_world.Plan(Person("ada"), Group("staff")).Entries.Single(e => e.Name == "staff").Privileged);
    }

    [Fact]
    public void Without_grace_a_closed_account_stays_closed()
    {
        _world.Apply(Person("ada"));
        var closing = Ada(Gone);
        Assert.Equal((Effects.Disabled | Effects.Announced, true), (closing.Effects, Assert.IsType<Change.Disable>(closing.Change).RevokeSessions));
        _world.Apply(Gone);
        Assert.Equal("contoso/ada;c;off", Mark);
        Assert.Equal((KeepReason.Unchanged, "left, disabled"), Kept(Ada(Gone)));
    }

    [Fact]
    public void A_grace_that_comes_later_is_written_on_the_mark_alone()
    {
        _world.Apply(Person("ada"));
        _world.Apply(Gone);
        Policy(LeaverAction.Disable, 30);
        var entry = Ada(Gone);
        Assert.IsType<Change.Update>(entry.Change);
        Assert.Equal("contoso/ada;c;d=2026-12-20;off", Assert.Single(entry.Cells).After.ToString());
        Assert.Equal(Effects.None, entry.Effects);
    }

    [Fact]
    public void Sessions_stay_where_the_policy_does_not_revoke_them()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Disable) { RevokeSessions = false } };
        _world.Apply(Person("ada"));
        Assert.False(Assert.IsType<Operation.Disable>(Assert.Single(_world.Plan(Gone).Operations)).RevokeSessions);
    }

    [Fact]
    public void Whoever_holds_a_protected_role_stays()
    {
        _world.Apply(Person("ada"));
        var live = _world.Estate.Objects.Values.Single();
        _world.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem("directoryRoles", AttributeValue.OfTexts(["Global administrator"])) };
        _world.Settings = _world.Settings with { Protected = new ProtectedSettings { Roles = [("Global Administrator", At)] } };
        Assert.Equal((KeepReason.Protected, "holds Global Administrator"), Kept(Ada(Gone)));
        Assert.True(Ada(Gone).Privileged);
        _world.Settings = _world.Settings with { Protected = new ProtectedSettings { Roles = [("Reports Reader", At)] } };
        Assert.IsType<Change.Disable>(Ada(Gone).Change);
    }

    [Fact]
    public void Who_we_sign_in_as_is_never_closed()
    {
        _world.Apply(Person("ada"));
        _world.Estate.Facts = new() { OwnPrincipal = new RemoteId(_world.Estate.Objects.Keys.Single()) };
        Assert.Equal((KeepReason.Protected, "our own principal"), Kept(Ada(Gone)));
        var held = Assert.Single(Ada(Person("ada", ("accountEnabled", AttributeValue.Of(false)))).Held);
        Assert.Equal(("accountEnabled", "our own principal: never disabled", "Remove the protection in a reviewed change first."), (held.What, held.Why, held.Advice));
    }

    [Fact]
    public void A_leaver_who_was_never_here_is_not_created() => Assert.Equal((KeepReason.Unchanged, "left, nothing live"), Kept(Ada(Gone)));

    [Fact]
    public void A_leaver_who_is_mastered_elsewhere_or_not_ours_is_left_alone()
    {
        var live = _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("ada@contoso.com")));
        Assert.Equal((KeepReason.NotOurs, "left, and the live object does not bear our mark"), Kept(Ada(Gone)));
        Assert.Equal((KeepReason.NotOurs, "left, and mastered elsewhere"), Kept(Ada(Gone with { Existing = true, Id = new RemoteId(live.Id) })));
    }

    [Fact]
    public void What_was_deleted_and_is_no_longer_declared_is_told_so()
    {
        Policy(LeaverAction.Delete);
        _world.Apply(Person("ada"));
        _world.Apply(Gone);
        Assert.Equal((KeepReason.Unchanged, "already deleted"), Kept(Ada()));
        _world.Ledger = Core.Resources.Ledger.Empty("contoso", TargetName.Directory, null);
        Assert.Equal((KeepReason.Unchanged, "already deleted"), Kept(Ada()));
    }

    [Fact]
    public void An_account_that_is_to_be_prepared_tells_the_day() => Assert.Equal((KeepReason.NotYetDue, "account is prepared on 2027-02-15"),
        Kept(Ada(Person("ada") with { Employment = new Employment(new DatedLine(new DateOnly(2027, 3, 1), At), null, 14, At) })));

    [Fact]
    public void A_list_that_was_not_read_whole_creates_nobody()
    {
        _world.Estate.Incomplete.Add("user");
        Assert.Equal((KeepReason.Incomplete, "not created while the list of users is not read whole"), Kept(Ada(Person("ada"))));
    }

    [Fact]
    public void An_orphan_tells_the_mark_that_it_bears()
    {
        _world.Apply(Person("ada"));
        _world.Ledger = Core.Resources.Ledger.Empty("contoso", TargetName.Directory, null);
        Assert.Equal((KeepReason.Orphan, "marked contoso/ada"), Kept(Ada()));
    }
}
