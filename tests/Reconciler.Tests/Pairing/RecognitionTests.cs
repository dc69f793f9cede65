using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Pairing;

/// <summary>Which way of recognition goes before which, and what a live object is known by.</summary>
public sealed class RecognitionTests
{
    private readonly World _world = new();

    private static (string, AttributeValue) Of(string attribute, string value) => (attribute, AttributeValue.Of(value));

    private LiveObject Live(string local, params (string, AttributeValue)[] more) =>
        _world.Estate.Add(Kind.User, [Of("userPrincipalName", $"{local}@contoso.com"), Of("displayName", local), .. more]);

    private LiveIndex Index() => new(_world.Estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), Kind.User);

    [Fact]
    public void The_mark_goes_before_an_id_line()
    {
        var marked = Live("ada", Of("reconcilerOwner", "contoso/ada"));
        var other = Live("other");
        Assert.Equal(marked.Id, Assert.Single(_world.Plan(Person("ada") with { Id = new RemoteId(other.Id) }).Entries).Id?.Value);
    }

    [Fact]
    public void An_id_line_of_what_is_mastered_elsewhere_updates_it_whoever_marked_it()
    {
        var live = Live("ada", Of("reconcilerOwner", "other/ada"));
        var entry = Assert.Single(_world.Plan(User("ada", Of("jobTitle", "Clerk")) with { Existing = true, Id = new RemoteId(live.Id) }).Entries);
        Assert.IsType<Change.Update>(entry.Change);
        Assert.Equal(["jobTitle"], entry.Cells.Select(c => c.Attribute.Name));
    }

    [Fact]
    public void An_id_line_of_an_object_that_is_marked_by_a_key_of_ours_is_for_that_key_alone()
    {
        var live = Live("ada", Of("reconcilerOwner", "contoso/bob"));
        Assert.Equal("RC412", Assert.IsType<Change.Blocked>(_world.Plan(Person("ada") with { Id = new RemoteId(live.Id) }).Entries[0].Change).Why.Code);
    }

    [Fact]
    public void A_guest_is_known_by_mail_alone()
    {
        var guest = Live("alan_example.org#EXT#", Of("mail", "alan@example.org"), Of("userType", "Guest"));
        Live("carl", Of("employeeId", "7"));
        var declared = User("alan", Of("mail", "Alan@example.org"), Of("userType", "Guest"), Of("employeeId", "7"));
        var entry = Assert.Single(_world.Plan(declared).Entries);
        Assert.IsType<Change.Adopt>(entry.Change);
        Assert.Equal(guest.Id, entry.Id?.Value);
    }

    [Fact]
    public void An_object_of_an_old_key_is_restored_from_the_recycle_bin()
    {
        var gone = Live("ada", Of("reconcilerOwner", "contoso/old"));
        _world.Estate.Objects[gone.Id] = gone with { Deleted = true };
        Assert.IsType<Change.Restore>(Assert.Single(_world.Plan(Person("ada") with { Previously = [new OwnerMark("contoso", "old")] }).Entries).Change);
    }

    [Fact]
    public void The_second_of_two_old_keys_is_recognised_too()
    {
        Live("ada", Of("reconcilerOwner", "other/older"));
        var entry = Assert.Single(_world.Plan(Person("ada") with { Previously = [new OwnerMark("contoso", "old"), new OwnerMark("other", "older")] }).Entries);
        Assert.Equal(new OwnerMark("other", "older"), Assert.IsType<Change.Rekey>(entry.Change).Old);
    }

    [Fact]
    public void What_is_no_longer_declared_goes_by_the_key_that_it_had()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada", "bob"));
        var plan = _world.Plan(Person("ada"), Group("staff", "ada"));
        Assert.Equal("bob", plan.Snapshot.Roster.NameOf(Assert.Single(plan.Entries.Single(e => e.Name == "staff").Links[0].Removes).End.To));
    }

    [Fact]
    public void An_address_that_its_owner_keeps_is_not_up_for_a_joiner()
    {
        _world.Apply(Person("john"));
        var joiner = User("joan", Of("userPrincipalName", "john@contoso.com"), Of("displayName", "joan"));
        string? Code(DeclaredResource john) => (_world.Plan(john, joiner).Entries.Single(e => e.Name == "joan").Change as Change.Blocked)?.Why.Code;
        Assert.Equal("RC407", Code(Person("john")));
        Assert.Equal("RC407", Code(User("john", Of("displayName", "john"))));
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void What_we_created_may_be_missing_for_a_quarter_of_an_hour(int minutes, bool isWaitedFor)
    {
        _world.Apply(Person("ada"));
        _world.Estate.Objects.Clear();
        var key = new ResourceKey(Kind.User, "ada");
        _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.SetItem(key, _world.Ledger.Entries[key] with { CreatedAt = Now.AddMinutes(-minutes) }) };
        Assert.Equal(isWaitedFor, Assert.Single(_world.Plan(Person("ada")).Entries).Change is Change.Keep { Why: KeepReason.NotYetVisible });
    }

    [Fact]
    public void What_only_the_ledger_remembers_and_we_did_not_create_is_created()
    {
        _world.Apply(Person("ada"));
        _world.Estate.Objects.Clear();
        var key = new ResourceKey(Kind.User, "ada");
        _world.Ledger = _world.Ledger with { Entries = _world.Ledger.Entries.SetItem(key, _world.Ledger.Entries[key] with { CreatedAt = null }) };
        Assert.IsType<Change.Create>(Assert.Single(_world.Plan(Person("ada")).Entries).Change);
    }

    [Fact]
    public void The_marks_of_other_workspaces_are_not_ours()
    {
        Live("ada", Of("reconcilerOwner", "other/ada"));
        Live("bob", Of("reconcilerOwner", "CONTOSO/bob"));
        Assert.Equal("bob", Assert.Single(_world.Plan().Entries).Name);
    }

    [Fact]
    public void Values_are_found_by_the_case_rule_of_their_attribute()
    {
        Live("ada", Of("employeeId", "x1"));
        var index = Index();
        Assert.Single(index.With("userPrincipalName", AttributeValue.Of("ADA@contoso.com")));
        Assert.Single(index.With("employeeId", AttributeValue.Of("x1")));
        Assert.Empty(index.With("employeeId", AttributeValue.Of("X1")));
    }

    [Fact]
    public void Neither_an_absent_value_nor_an_unknown_attribute_finds_anything()
    {
        Live("ada");
        Assert.Empty(Index().With("employeeId", AttributeValue.None));
        Assert.Empty(Index().With("shoeSize", AttributeValue.Of("44")));
    }

    [Fact]
    public void What_is_not_live_bears_no_mark()
    {
        Live("ada", Of("reconcilerOwner", "contoso/ada"));
        Live("bob", Of("reconcilerOwner", "not a mark"));
        var index = Index();
        Assert.Equal((new OwnerMark("contoso", "ada"), null, null), (index.MarkOf(0), index.MarkOf(1), index.MarkOf(-1)));
        Assert.Single(index.WithMark("Contoso", "ADA"));
    }
}
