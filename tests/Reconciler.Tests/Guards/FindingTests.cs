using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>What each guard counts, and what it leaves to others.</summary>
public sealed class FindingTests
{
    private static readonly DateOnly Yesterday = new(2026, 11, 20);

    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static DeclaredResource Named(string key, string local) => User(key, ("userPrincipalName", Text($"{local}@contoso.com")), ("displayName", Text(key)));

    private GuardFinding[] Findings(string guard, params DeclaredResource[] resources) => [.. _world.Judge(_world.Model(resources)).Findings.Where(f => f.Guard == guard)];

    [Fact]
    public void Changed_addresses_are_identifiers_and_new_ones_are_not()
    {
        _world.Apply(Named("ada", "a"), Named("bob", "b"));
        var finding = Assert.Single(Findings("identifiers", Named("ada", "a2"), Named("bob", "b"), Named("carol", "c")), f => f.Counted == "users");
        Assert.Equal((1, 2, 3, false), (finding.Figure, finding.Base, finding.Limit, finding.Blocks));
        Assert.Equal(["ada"], finding.Names.ToArray());
        Assert.Equal(["1 in people.yaml"], finding.Causes.ToArray());
    }

    [Fact]
    public void Names_stand_in_order_whatever_their_case()
    {
        _world.Apply(Named("bob", "b"), Named("Ada", "a"), Named("carol", "c"));
        Assert.Equal(["Ada", "bob", "carol"], Findings("identifiers", Named("carol", "c2"), Named("bob", "b2"), Named("Ada", "a2"))[0].Names.ToArray());
    }

    [Fact]
    public void Updates_are_those_of_what_was_ours_before()
    {
        _world.Apply(Person("ada"), Group("staff"));
        _world.Estate.Add(Kind.User, ("userPrincipalName", Text("bob@contoso.com")));
        var findings = Findings("updates", Person("ada", ("department", Text("Sales"))), Person("bob", ("department", Text("Sales"))), Person("carol"), Group("staff", "ada"));
        Assert.Equal([("users", 1), ("groups", 0)], findings.Select(f => (f.Counted, f.Figure)));
        Assert.Equal(["ada"], findings[0].Names.ToArray());
    }

    [Fact]
    public void Adoptions_are_told_of_kind_by_kind_and_only_where_there_are_some()
    {
        _world.Estate.Add(Kind.User, ("userPrincipalName", Text("ada@contoso.com")));
        Assert.Equal([("users", 1)], Findings("adoptions", Person("ada"), Group("staff")).Select(f => (f.Counted, f.Figure)));
        _world.Estate.Add(Kind.Group, ("displayName", Text("staff")));
        Assert.Equal([("users", 1), ("groups", 1)], Findings("adoptions", Person("ada"), Group("staff")).Select(f => (f.Counted, f.Figure)));
    }

    [Fact]
    public void Leavers_are_announced_and_everybody_else_is_a_removal()
    {
        _world.Apply([.. Enumerable.Range(0, 20).Select(i => Person($"p{i:00}"))]);
        DeclaredResource[] rest = [.. Enumerable.Range(2, 18).Select(i => Person($"p{i:00}")), Person("p00") with { Left = new DatedLine(Yesterday, At) }];
        var leavers = Assert.Single(Findings("announcedLeavers", rest));
        Assert.Equal(("leavers", 1, "p00", "1 left, people.yaml"), (leavers.Counted, leavers.Figure, Assert.Single(leavers.Names), Assert.Single(leavers.Causes)));
        var removals = Assert.Single(Findings("removals", rest), f => f.Figure > 0);
        Assert.Equal(("users", 1, "p01"), (removals.Counted, removals.Figure, Assert.Single(removals.Names)));
    }

    [Fact]
    public void Nobody_leaves_is_said_of_people_alone()
    {
        _world.Apply(Person("ada"), Group("staff", "ada"));
        Assert.Equal([("leavers", 0)], Findings("announcedLeavers", Person("ada"), Group("staff", "ada")).Select(f => (f.Counted, f.Figure)));
        Assert.Equal([("users", 0)], Findings("identifiers", Person("ada"), Group("staff", "ada")).Select(f => (f.Counted, f.Figure)));
    }

    [Fact]
    public void A_leaver_who_is_deleted_at_once_was_announced_all_the_same()
    {
        _world.Directory = _world.Directory with { UserLeavers = new(LeaverAction.Delete) };
        _world.Apply(Person("ada"), Person("bob"));
        DeclaredResource[] after = [Person("ada") with { Left = new DatedLine(Yesterday, At) }, Person("bob")];
        Assert.IsType<Operation.Delete>(Assert.Single(_world.Plan(after).Operations));
        Assert.Equal(("leavers", 1), Findings("announcedLeavers", after).Select(f => (f.Counted, f.Figure)).Single());
        Assert.DoesNotContain(Findings("removals", after), f => f.Figure > 0);
    }

    [Fact]
    public void Members_that_go_unannounced_are_counted_for_their_group()
    {
        var people = Enumerable.Range(0, 20).Select(i => Person($"p{i:00}")).ToArray();
        _world.Apply([.. people, Group("staff", [.. people.Select(p => p.Key.Name)]), Group("calm", "p00")]);
        people[0] = people[0] with { Left = new DatedLine(Yesterday, At) };
        var finding = Assert.Single(Findings("members", [.. people, Group("staff", ["p00", .. people[7..].Select(p => p.Key.Name)]), Group("calm", "p01", "p02")]), f => f.Of == "staff");
        Assert.Equal((6, 20, 5, true), (finding.Figure, finding.Base, finding.Limit, finding.Blocks));
        Assert.Equal(["p01", "p02", "p03", "p04", "p05", "p06"], finding.Names.ToArray());
        Assert.Equal(["6 no longer listed, people.yaml:4"], finding.Causes.ToArray());
    }

    [Fact]
    public void A_group_that_only_gains_has_no_finding()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        Assert.Empty(Findings("members", Person("ada"), Person("bob"), Group("staff", "ada", "bob")));
    }

    [Fact]
    public void The_last_who_goes_with_a_leaver_is_still_the_last()
    {
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Group("staff", "ada", "bob"));
        var finding = Assert.Single(Findings("members", Person("ada") with { Left = new DatedLine(Yesterday, At) }, Person("bob"), Person("carol"), Group("staff", "ada")));
        Assert.Equal((1, 0, true), (finding.Figure, finding.Limit, finding.Blocks));
        Assert.Equal(["it would be left without members (people.yaml:4)"], finding.Causes.ToArray());
    }

    [Fact]
    public void A_few_members_of_many_may_go()
    {
        var people = Enumerable.Range(0, 20).Select(i => Person($"p{i:00}")).ToArray();
        _world.Apply([.. people, Group("staff", [.. people.Select(p => p.Key.Name)])]);
        var finding = Assert.Single(Findings("members", [.. people, Group("staff", [.. people[2..].Select(p => p.Key.Name)])]));
        Assert.Equal((2, 5, false), (finding.Figure, finding.Limit, finding.Blocks));
    }

    [Fact]
    public void A_group_that_only_leavers_empty_has_its_usual_limit()
    {
        _world.Apply(Person("ada"), Person("bob"), Group("staff", "ada"));
        var finding = Assert.Single(Findings("members", Person("ada") with { Left = new DatedLine(Yesterday, At) }, Person("bob"), Group("staff", "ada")));
        Assert.Equal((0, 3, false), (finding.Figure, finding.Limit, finding.Blocks));
    }

    [Theory]
    [InlineData("announcedLeavers", Effects.Deleted | Effects.Announced)]
    [InlineData("identifiers", Effects.IdentifierChanged)]
    public void What_happens_to_groups_is_told_apart_from_people(string guard, Effects effects)
    {
        _world.Apply(Person("ada"), Group("staff", "ada"));
        Entry Of(Change change, Effects done) => new(new Handle(0), Kind.Group, change, new Cause.Declared(At)) { Name = "staff", Effects = done };
        (string, int)[] Told(params Entry[] entries) => [.. Judge.Over([_world.Plan() with { Entries = [.. entries] }], [], GuardSettings.Default, [], _world.Day).Findings
            .Where(f => f.Guard == guard && f.Counted == "groups").Select(f => (f.Counted, f.Figure))];
        Assert.Equal([("groups", 1)], Told(Of(new Change.Update(), effects), Of(new Change.Update(), Effects.Updated), Of(new Change.Keep(KeepReason.Unchanged), effects)));
        Assert.Empty(Told(Of(new Change.Update(), Effects.Announced)));
    }

    [Fact]
    public void Owners_are_not_members()
    {
        _world.Apply(Person("ada"), Person("bob"), Owned("ada", "bob"));
        Assert.Single(_world.Plan(Person("ada"), Person("bob"), Owned("ada")).Operations);
        Assert.Empty(Findings("members", Person("ada"), Person("bob"), Owned("ada")));

        static DeclaredResource Owned(params string[] owners) => Group("staff") with { Links = [Members(LinkMode.Exclusive, owners) with { Link = "owners" }] };
    }

    public static TheoryData<string, bool> Others => new()
    {
        { "unchanged", true },
        { "unchanged and not declared by a key", false },
        { "unchanged and no longer declared", false },
        { "unchanged and left", false },
        { "unchanged and its grace over", false },
        { "unchanged and without access", false },
        { nameof(KeepReason.Protected), true },
        { nameof(KeepReason.NotYetVisible), true },
        { nameof(KeepReason.NotYetDue), true },
        { nameof(KeepReason.InConflict), true },
        { nameof(KeepReason.Orphan), false },
        { nameof(KeepReason.NotOurs), false },
        { nameof(KeepReason.Unknown), false },
        { nameof(KeepReason.Closed), false },
        { "released", false },
        { "in conflict", true },
        { "created", true },
        { "leaving", false },
        { "of another kind", false },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void All_of_a_kind_go_when_nobody_stays_who_is_wanted(string other, bool stays)
    {
        var declared = new Cause.Declared(At);
        Entry Keep(KeepReason why, Cause cause) => Of(new Change.Keep(why), cause);
        var entry = other switch
        {
            "unchanged" => Keep(KeepReason.Unchanged, declared),
            "unchanged and not declared by a key" => Keep(KeepReason.Unchanged, declared) with { Key = null },
            "unchanged and no longer declared" => Keep(KeepReason.Unchanged, new Cause.Undeclared("people.yaml")),
            "unchanged and left" => Keep(KeepReason.Unchanged, new Cause.Left(Yesterday, At)),
            "unchanged and its grace over" => Keep(KeepReason.Unchanged, new Cause.GraceOver(Yesterday)),
            "unchanged and without access" => Keep(KeepReason.Unchanged, new Cause.NoAccess("x", null, At)),
            "released" => Of(new Change.Release(), declared) with { Effects = Effects.Released },
            "in conflict" => Of(new Change.Blocked(new PairingConflict("RC401", "x", "y")), declared),
            "created" => Of(new Change.Create(), declared) with { Effects = Effects.Created },
            "leaving" => Of(new Change.Update(), declared) with { Effects = Effects.Disabled | Effects.Announced },
            "of another kind" => Keep(KeepReason.Unchanged, declared) with { Kind = Kind.Group },
            _ => Keep(Enum.Parse<KeepReason>(other), declared),
        };
        _world.Apply(Person("ada"), Person("bob"));
        var plan = _world.Plan() with { Entries = [Of(new Change.Update(), declared) with { Effects = Effects.Deleted }, Of(new Change.Update(), declared) with { Effects = Effects.Disabled }, entry] };
        var finding = Judge.Over([plan], [], GuardSettings.Default, [], _world.Day).Findings.First(f => f.Guard == "removals" && f.Counted == "users");
        Assert.Equal((2, !stays), (finding.Figure, finding.Blocks));
        Assert.Equal(stays ? 3 : 1, finding.Limit);

        static Entry Of(Change change, Cause cause) => new(new Handle(0), Kind.User, change, cause) { Key = new ResourceKey(Kind.User, "x"), Name = "x" };
    }

    [Fact]
    public void A_trial_with_one_object_can_be_taken_back()
    {
        _world.Apply(Person("ada"));
        Assert.False(_world.Judge(_world.Model()).IsBlocked);
    }

    [Fact]
    public void In_an_application_people_are_accounts_and_groups_are_groups()
    {
        Assert.Equal(("accounts", "groups", "users"),
            (GuardInput.Plural(new TargetName("wiki/scim"), Kind.User), GuardInput.Plural(new TargetName("wiki/scim"), Kind.Group), GuardInput.Plural(TargetName.Directory, Kind.User)));
        Assert.Equal(new Spend("adoptions", new TargetName("wiki/scim"), "accounts", null, 1), Spends.Adopted(new TargetName("wiki/scim"), Kind.User));
    }
}
