using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Pairing;

/// <summary>What a person reads of an object that waits: which one was hit, why it is in doubt, and what to do.</summary>
public sealed class ConflictTests
{
    private const string Address = "john@contoso.com";

    private readonly World _world = new();

    private static (string, AttributeValue) Of(string attribute, string value) => (attribute, AttributeValue.Of(value));

    private LiveObject Live(params (string, AttributeValue)[] more) => _world.Estate.Add(Kind.User, [Of("userPrincipalName", Address), Of("displayName", "x"), .. more]);

    private static PairingConflict Why(TargetPlan plan, string name) => Assert.IsType<Change.Blocked>(plan.Entries.Single(e => e.Name == name).Change).Why;

    private PairingConflict John(params (string, AttributeValue)[] more) => Why(_world.Plan(Person("john", more)), "john");

    [Fact]
    public void Several_hits_are_counted()
    {
        Live(Of("employeeId", "1"));
        Live(Of("employeeId", "1"));
        Assert.Equal(new("RC401", "2 live objects have employeeId 1", "Write the id: of the one that is meant."), John(Of("employeeId", "1")));
    }

    [Fact]
    public void A_recycled_address_names_both_people()
    {
        Live(Of("employeeId", "00123"));
        Assert.Equal(new("RC402", "john@contoso.com belongs to employee 00123, this file says 00777",
            "A recycled address is not the same person. Correct employeeId or userPrincipalName, or write the id: of the object that is meant."),
            John(Of("employeeId", "00777")));
    }

    [Fact]
    public void Another_attribute_than_the_employee_number_goes_by_its_own_name()
    {
        _world.Directory = _world.Directory with { Match = DirectorySettings.DefaultMatch.SetItem(Kind.User, ["displayName", "userPrincipalName"]) };
        Live();
        Assert.Equal("john@contoso.com belongs to displayName x, this file says john", John().Message);
    }

    [Fact]
    public void An_earlier_attribute_that_one_side_lacks_speaks_against_nobody()
    {
        Live();
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(Person("john", Of("employeeId", "00777"))).Entries).Change);
        _world.Estate.Objects.Clear();
        Live(Of("employeeId", "00123"));
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(Person("john")).Entries).Change);
    }

    [Fact]
    public void A_closed_account_needs_consent()
    {
        Live(("accountEnabled", AttributeValue.Of(false)));
        Assert.Equal(new("RC403", "the live object with userPrincipalName john@contoso.com is disabled, and not by us", "Write its id: as consent to take it over."), John());
    }

    [Fact]
    public void What_lies_in_the_recycle_bin_is_not_restored_for_its_address()
    {
        var gone = Live();
        _world.Estate.Objects[gone.Id] = gone with { Deleted = true };
        Assert.Equal(new("RC404", "the object with userPrincipalName john@contoso.com lies in the recycle bin and does not bear this key's mark",
            "Restore it or delete it for good; or write its id: as consent to restore it."), John());
    }

    [Fact]
    public void The_present_hit_is_preferred_to_one_in_the_recycle_bin()
    {
        var gone = Live();
        _world.Estate.Objects[gone.Id] = gone with { Deleted = true };
        var present = Live();
        Assert.Equal(present.Id, Assert.Single(_world.Plan(Person("john")).Entries).Id?.Value);
    }

    [Fact]
    public void A_privileged_person_is_told_by_its_roles_and_a_group_by_what_it_can_hold()
    {
        Live(("directoryRoles", AttributeValue.OfTexts(["Global Administrator"])));
        Assert.Equal(new("RC405", "the live object with userPrincipalName john@contoso.com holds Global Administrator", "Write its id: as consent to manage a privileged object."), John());
        _world.Estate.Add(Kind.Group, Of("displayName", "admins"), ("isAssignableToRole", AttributeValue.Of(true)));
        Assert.Equal("the live object with displayName admins can hold directory roles", Why(_world.Plan(Group("admins")), "admins").Message);
    }

    [Fact]
    public void A_group_that_cannot_hold_roles_is_taken_over()
    {
        _world.Estate.Add(Kind.Group, Of("displayName", "staff"), ("isAssignableToRole", AttributeValue.Of(false)));
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(Group("staff")).Entries).Change);
    }

    [Fact]
    public void A_guest_is_not_taken_for_a_member()
    {
        Live(Of("userType", "Guest"));
        Assert.Equal(new("RC406", "the live object with userPrincipalName john@contoso.com is a Guest, this file says Member", "Write its id: as consent."), John());
    }

    [Theory]
    [InlineData("Member")]
    [InlineData("member")]
    public void Who_says_nothing_of_membership_means_a_member(string live)
    {
        Live(Of("userType", live));
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(Person("john")).Entries).Change);
    }

    [Fact]
    public void The_mark_of_another_owner_is_named()
    {
        Live(Of("reconcilerOwner", "other/jsmith"));
        Assert.Equal(new("RC407", "the live object with userPrincipalName john@contoso.com is marked other/jsmith",
            "If that key was renamed, write previously: on the new one; otherwise correct the attribute."), John());
    }

    [Fact]
    public void An_id_that_was_not_found_tells_whether_all_were_read()
    {
        PairingConflict Bound() => Why(_world.Plan(Person("john") with { Id = new RemoteId("nowhere") }), "john");
        const string Advice = "Correct or remove the id: line; an object bound by id: is never created.";
        Assert.Equal(new("RC408", "no live object has the id nowhere", Advice), Bound());
        _world.Estate.Incomplete.Add("user");
        Assert.Equal(new("RC408", "the id nowhere was not found, and the list was not read to its end", Advice), Bound());
    }

    [Fact]
    public void An_id_of_another_kind_is_not_found()
    {
        var group = _world.Estate.Add(Kind.Group, Of("displayName", "staff"));
        Assert.Equal("RC408", Why(_world.Plan(Person("john") with { Id = new RemoteId(group.Id) }), "john").Code);
    }

    [Fact]
    public void What_is_not_found_elsewhere_tells_all_that_was_tried()
    {
        PairingConflict Tried(params (string, AttributeValue)[] cells) => Why(_world.Plan(User("joan", cells) with { Existing = true }), "joan");
        Assert.Equal(new("RC409", "existing: true, but no live object matches (employeeId 9, userPrincipalName joan@contoso.com)",
            "Correct the attributes it is matched by, or remove existing: to have it created."), Tried(Of("employeeId", "9"), Of("userPrincipalName", "joan@contoso.com")));
        Assert.Equal("existing: true, but no live object matches (none of the match attributes is written)", Tried(Of("jobTitle", "Clerk")).Message);
    }

    [Fact]
    public void The_key_that_stands_for_the_same_object_is_named()
    {
        var live = Live(Of("employeeId", "1"));
        var plan = _world.Plan(Person("a", Of("employeeId", "1")), Person("b") with { Id = new RemoteId(live.Id) });
        Assert.Equal(new("RC410", "b stands for the same live object", "One live object has one key: correct one of the two."), Why(plan, "a"));
    }

    [Theory]
    [InlineData("contoso/john", null)]
    [InlineData("old/jack", "old/jack")]
    public void A_copied_mark_is_told_of_with_its_count(string mark, string? previously)
    {
        Live(Of("reconcilerOwner", mark));
        Live(Of("reconcilerOwner", mark));
        var john = Person("john") with { Previously = previously is null ? [] : [new OwnerMark("old", "jack")] };
        Assert.Equal(new("RC411", $"2 live objects bear the mark {mark}", "Somebody copied the mark: clear it on those that are not meant."), Why(_world.Plan(john), "john"));
    }

    [Fact]
    public void An_id_is_no_consent_of_another_owner()
    {
        var live = Live(Of("reconcilerOwner", "other/jsmith"));
        Assert.Equal(new("RC412", $"the object with the id {live.Id} is marked other/jsmith", "Another key or workspace owns it: release it there first."),
            Why(_world.Plan(Person("john") with { Id = new RemoteId(live.Id) }), "john"));
    }

    [Fact]
    public void A_value_that_its_holder_keeps_names_the_holder()
    {
        _world.Estate.Add(Kind.User, Of("userPrincipalName", "moved@contoso.com"), Of("displayName", "john"), Of("reconcilerOwner", "contoso/john"));
        Live();
        Assert.Equal(new("RC413", "userPrincipalName john@contoso.com is held by john@contoso.com, which keeps it", "Free it there first, or choose another userPrincipalName."), John());
    }

    [Fact]
    public void A_computed_membership_takes_no_list()
    {
        _world.Estate.Add(Kind.Group, Of("displayName", "staff"), Of("membershipRule", "user.department -eq \"Sales\""));
        Assert.Equal(new("RC414", "its live membership is computed by a rule", "Remove members: and membersWhere:, or declare a group of your own beside it."),
            Why(_world.Plan(Group("staff")), "staff"));
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(Group("staff") with { Links = [] }).Entries).Change);
    }

    [Fact]
    public void The_list_of_a_group_that_can_hold_roles_is_never_exclusive()
    {
        var live = _world.Estate.Add(Kind.Group, Of("displayName", "admins"), ("isAssignableToRole", AttributeValue.Of(true)));
        var admins = Group("admins") with { Id = new RemoteId(live.Id) };
        Assert.Equal(new("RC415", "an exclusive list on a role-assignable or Teams-backed group is refused", "Write membership: additive."), Why(_world.Plan(admins), "admins"));
        Assert.IsType<Change.Adopt>(Assert.Single(_world.Plan(admins with { Links = [Members(LinkMode.Additive)] }).Entries).Change);
    }

    [Fact]
    public void A_circle_names_who_is_in_it()
    {
        DeclaredResource Named(string key, string local) => User(key, Of("userPrincipalName", $"{local}@contoso.com"), Of("displayName", key));
        _world.Apply(Named("ada", "a"), Named("bob", "b"));
        var plan = _world.Plan(Named("ada", "b"), Named("bob", "a"));
        Assert.Equal(new("RC416", "userPrincipalName would go round in a circle with bob", "Move one of them out of the way in a first step."), Why(plan, "ada"));
        Assert.Equal("userPrincipalName would go round in a circle with ada", Why(plan, "bob").Message);
        Assert.Empty(plan.Operations);
    }

    [Fact]
    public void A_federated_domain_is_named()
    {
        _world.Estate.Facts = new TargetFacts { FederatedDomains = ["fabrikam.com", "contoso.com"] };
        Assert.Equal(new("RC417", "contoso.com is federated, and a new person there needs onPremisesImmutableId", "Declare it, or use a domain that the tenant manages itself."), John());
    }

    [Fact]
    public void Neither_the_directorys_own_interface_nor_our_own_application_is_touched()
    {
        var world = new AppWorld().With("wiki");
        var own = world.Directory.Estate.Add(Kind.Application, Of("displayName", "wiki"), Of("appId", "00000003-0000-0000-c000-000000000000"));
        PairingConflict Wiki() => Why(world.Plan().Targets[0], "wiki");
        Assert.Equal(new("RC418", "the application is Microsoft Graph, and its roles are permissions over the whole directory",
            "Consent to permissions is given in Entra; take the application out of this workspace."), Wiki());
        world.Directory.Estate.Facts = new TargetFacts { OwnPrincipal = new RemoteId(own.Id) };
        Assert.Equal(new("RC419", "the application is the one that we sign in as", "It is never touched: take it out of this workspace."), Wiki());
        Assert.Empty(world.Plan().Targets[0].Operations);
    }
}
