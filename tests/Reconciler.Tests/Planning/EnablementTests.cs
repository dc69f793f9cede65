using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Who may open an account that is closed: whoever closed it, and nobody for a person who has only come back in the files.</summary>
public sealed class EnablementTests
{
    private readonly World _world = new();

    private static AttributeValue Open { get; } = AttributeValue.Of(true);

    private static AttributeValue Closed { get; } = AttributeValue.Of(false);

    private static readonly ResourceKey Ada = new(Kind.User, "ada");

    // A closed account of ada's that bears this mark, and what the last apply remembered of her.
    private LiveObject Live(string? mark, bool? left = null)
    {
        var live = _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("ada@contoso.com")), ("displayName", AttributeValue.Of("ada")),
            ("accountEnabled", Closed), ("reconcilerOwner", mark is null ? AttributeValue.None : AttributeValue.Of(mark)));
        if (left is { } isLeft)
            _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.Add(Ada, new LedgerEntry(Ada, new RemoteId(live.Id), "people.yaml", null) { Left = isLeft }) };
        return live;
    }

    private Entry Plan(DeclaredResource ada) => Assert.Single(_world.Plan(ada).Entries);

    private static CellChange? Change(Entry entry, string attribute = "accountEnabled") => entry.Cells.SingleOrDefault(c => c.Attribute.Name == attribute);

    [Fact]
    public void What_somebody_else_closed_is_told_with_what_opens_it()
    {
        Live("contoso/ada;c");
        var held = Assert.Single(Plan(Person("ada", ("accountEnabled", Open))).Held);
        Assert.Equal(("accountEnabled", "somebody else disabled this account", "Write enable: REASON on the person to open it again.", At, false),
            (held.What, held.Why, held.Advice, held.Span, held.IsDue));
    }

    [Fact]
    public void A_start_that_has_come_is_due_although_it_waits()
    {
        Live("contoso/ada;c");
        var starter = Person("ada") with { Employment = new Employment(new DatedLine(_world.Day, At), null, 14, At) };
        Assert.True(Assert.Single(Plan(starter).Held).IsDue);
    }

    [Fact]
    public void What_was_closed_before_we_took_it_over_was_not_closed_by_us()
    {
        var live = Live(null);
        var entry = Plan(Person("ada", ("accountEnabled", Open)) with { Id = new RemoteId(live.Id) });
        Assert.IsType<Change.Adopt>(entry.Change);
        Assert.Equal((null, "accountEnabled"), (Change(entry), Assert.Single(entry.Held).What));
        Assert.Equal("contoso/ada", Change(entry, "reconcilerOwner")?.After.ToString());
    }

    [Theory]
    [InlineData("contoso/ada;c;off", true, true)]
    [InlineData("contoso/ada;c;off", false, false)]
    [InlineData("contoso/ada;c;off", null, false)]
    [InlineData("contoso/ada;c;d=2026-12-01;off", null, true)]
    [InlineData("contoso/ada;c;d=2026-12-01", null, false)]
    [InlineData("contoso/ada;c", true, false)]
    public void Who_had_left_and_is_declared_again_is_opened_where_we_had_closed(string mark, bool? left, bool opens)
    {
        Live(mark, left);
        var entry = Plan(Person("ada"));
        Assert.Empty(entry.Held);
        Assert.Equal(opens ? new Cause.Derived("returned", At) : null, Change(entry)?.Cause);
        Assert.Equal(opens ? Open : null, Change(entry)?.After);
        Assert.Equal(opens ? Effects.Enabled : Effects.None, entry.Effects);
    }

    [Fact]
    public void Who_comes_back_to_a_closed_account_by_their_line_stays_closed()
    {
        Live("contoso/ada;c;d=2026-12-01;off");
        var entry = Plan(Person("ada", ("accountEnabled", Closed)));
        Assert.Null(Change(entry));
        Assert.Equal("contoso/ada;c;off", Change(entry, "reconcilerOwner")?.After.ToString());
    }

    [Fact]
    public void Who_is_brought_back_from_the_recycle_bin_is_opened_without_any_memory()
    {
        var live = Live("contoso/ada;c;off");
        _world.Estate.Objects[live.Id] = _world.Estate.Objects[live.Id] with { Deleted = true };
        var entry = Plan(Person("ada"));
        Assert.Equal((new Change.Restore(), Open), (entry.Change, Change(entry)?.After));
        Assert.Equal(Effects.Restored | Effects.Enabled, entry.Effects);
    }

    [Fact]
    public void A_protected_account_is_not_closed_and_says_why()
    {
        _world.Apply(Person("ada"));
        _world.Settings = _world.Settings with { Protected = new ProtectedSettings { Objects = [new ProtectedLine(new Reference.ByKey(Ada), At)] } };
        var held = Assert.Single(Plan(Person("ada", ("accountEnabled", Closed))).Held);
        Assert.Equal(("accountEnabled", "protected: never disabled", "Remove the protection in a reviewed change first.", At), (held.What, held.Why, held.Advice, held.Span));
    }

    [Fact]
    public void Two_values_are_one_update()
    {
        _world.Apply(Person("ada"));
        Assert.Equal(Effects.Updated, Plan(Person("ada", ("department", AttributeValue.Of("Sales")), ("jobTitle", AttributeValue.Of("Clerk")))).Effects);
    }

    [Fact]
    public void A_person_mastered_elsewhere_is_opened_for_a_reason_alone()
    {
        Live(null);
        var ada = Person("ada", ("accountEnabled", Open)) with { Existing = true };
        Assert.Equal("somebody else disabled this account", Assert.Single(Plan(ada).Held).Why);
        Assert.Equal((new Change.Update(), Effects.Enabled), Plan(ada with { EnableReason = "CHG-1" }) is var opened ? (opened.Change, opened.Effects) : default);
    }
}
