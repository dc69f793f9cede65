using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Pairing;

public sealed class MatchingTests
{
    private readonly World _world = new();

    private static (string, AttributeValue) Of(string attribute, string value) => (attribute, AttributeValue.Of(value));

    [Fact]
    public void An_unmarked_person_is_adopted_by_employee_number_before_address()
    {
        var live = _world.Estate.Add(Kind.User, Of("userPrincipalName", "old@contoso.com"), Of("employeeId", "00012"), Of("displayName", "ada"));

        var entry = Assert.Single(_world.Plan(Person("ada", Of("employeeId", "00012"))).Entries);

        Assert.IsType<Change.Adopt>(entry.Change);
        Assert.Equal(live.Id, entry.Id?.Value);
        Assert.Equal("contoso/ada", entry.Cells.Single(c => c.Attribute.Name == "reconcilerOwner").After.ToString());
        Assert.DoesNotContain(entry.Cells, c => c.Attribute.Name == "password");
    }

    [Theory]
    [InlineData("RC402", "employeeId", "00123")]
    [InlineData("RC403", "accountEnabled", "false")]
    [InlineData("RC405", "directoryRoles", "Global Administrator")]
    [InlineData("RC406", "userType", "Guest")]
    [InlineData("RC407", "reconcilerOwner", "other/jsmith")]
    public void A_hit_in_doubt_is_a_conflict_of_that_object_alone(string code, string attribute, string value)
    {
        AttributeValue live = attribute switch
        {
            "accountEnabled" => AttributeValue.Of(false),
            "directoryRoles" => AttributeValue.OfTexts([value]),
            _ => AttributeValue.Of(value),
        };
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "john@contoso.com"), Of("displayName", "x"), (attribute, live));

        var plan = _world.Plan(Person("john", Of("employeeId", "00777")), Person("ada"));

        Assert.Equal(code, Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == "john").Change).Why.Code);
        Assert.Single(plan.Operations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_group_that_can_hold_directory_roles_is_not_taken_for_a_name_alone(bool existing)
    {
        _world.Estate.Add(Kind.Group, Of("displayName", "admins"), ("isAssignableToRole", AttributeValue.Of(true)));

        var plan = _world.Plan(Person("ada"), Group("admins", "ada") with { Existing = existing });

        Assert.Equal("RC405", Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == "admins").Change).Why.Code);
        Assert.DoesNotContain(plan.Operations, o => o.Kind == Kind.Group);
    }

    [Fact]
    public void An_id_line_is_consent()
    {
        var live = _world.Estate.Add(Kind.User, Of("userPrincipalName", "x@contoso.com"), ("directoryRoles", AttributeValue.OfTexts(["Global Administrator"])));
        var entry = Assert.Single(_world.Plan(Person("ada") with { Id = new RemoteId(live.Id) }).Entries);
        Assert.True(Assert.IsType<Change.Adopt>(entry.Change).Consented);
    }

    [Fact]
    public void An_id_that_is_not_live_is_never_created() =>
        Assert.Equal("RC408", Assert.IsType<Change.Blocked>(_world.Plan(Person("ada") with { Id = new RemoteId("nowhere") }).Entries.Single().Change).Why.Code);

    [Fact]
    public void Two_hits_are_a_conflict()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "a@contoso.com"), Of("employeeId", "1"));
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "b@contoso.com"), Of("employeeId", "1"));
        Assert.Equal("RC401", Assert.IsType<Change.Blocked>(_world.Plan(Person("ada", Of("employeeId", "1"))).Entries.Single().Change).Why.Code);
    }

    [Fact]
    public void A_copied_mark_is_a_conflict()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "a@contoso.com"), Of("reconcilerOwner", "contoso/ada"));
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "b@contoso.com"), Of("reconcilerOwner", "contoso/ada"));
        Assert.Equal("RC411", Assert.IsType<Change.Blocked>(_world.Plan(Person("ada")).Entries.Single().Change).Why.Code);
    }

    [Fact]
    public void The_mark_wins_over_a_look_alike()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "moved@contoso.com"), Of("displayName", "ada"), Of("reconcilerOwner", "contoso/ada"));
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "ada@contoso.com"), Of("displayName", "other"));

        var entry = Assert.Single(_world.Plan(Person("ada")).Entries);

        Assert.Equal("RC413", Assert.IsType<Change.Blocked>(entry.Change).Why.Code);
    }

    [Fact]
    public void What_is_mastered_elsewhere_is_updated_and_never_marked()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "john@contoso.com"), Of("employeeId", "00777"));
        var john = User("john", Of("employeeId", "00777"), Of("jobTitle", "Clerk")) with { Existing = true };

        var entry = Assert.Single(_world.Plan(john).Entries);

        Assert.Equal(["jobTitle"], entry.Cells.Select(c => c.Attribute.Name));
        Assert.Equal("RC409", Assert.IsType<Change.Blocked>(_world.Plan(User("joan", Of("employeeId", "9")) with { Existing = true }).Entries.Single().Change).Why.Code);
    }

    [Fact]
    public void A_leaver_without_our_mark_is_left_alone()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "ada@contoso.com"), Of("displayName", "ada"));
        var left = Person("ada") with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) };
        var plan = _world.Plan(left);
        Assert.Empty(plan.Operations);
        Assert.IsType<Change.Keep>(plan.Entries.Single().Change);
    }

    [Fact]
    public void What_we_created_a_moment_ago_and_do_not_see_is_not_created_again()
    {
        _world.Apply(Person("ada"));
        _world.Estate.Objects.Clear();
        var plan = _world.Plan(Person("ada"));
        Assert.Empty(plan.Operations);
        Assert.IsType<Change.Keep>(plan.Entries.Single().Change);
        Assert.Equal(KeepReason.NotYetVisible, ((Change.Keep)plan.Entries.Single().Change).Why);
    }

    [Fact]
    public void An_address_that_its_owner_gives_up_can_be_taken_by_a_joiner()
    {
        _world.Apply(Person("john", Of("employeeId", "00123")));
        var moved = User("john", Of("userPrincipalName", "john.a@contoso.com"), Of("displayName", "john"), Of("employeeId", "00123"));
        var joiner = User("john.b", Of("userPrincipalName", "john@contoso.com"), Of("displayName", "John B"), Of("employeeId", "00777"));

        var plan = _world.Plan(moved, joiner);

        Assert.Equal(["john", "john.b"], plan.Operations.Select(o => o.Name));
        Assert.IsType<Operation.Create>(plan.Operations[1]);
    }

    [Fact]
    public void Two_keys_cannot_stand_for_one_object()
    {
        var live = _world.Estate.Add(Kind.User, Of("userPrincipalName", "a@contoso.com"), Of("employeeId", "1"));
        var plan = _world.Plan(Person("a", Of("employeeId", "1")), Person("b") with { Id = new RemoteId(live.Id) });
        Assert.Contains(plan.Entries, e => e.Change is Change.Blocked { Why.Code: "RC410" });
    }
}
