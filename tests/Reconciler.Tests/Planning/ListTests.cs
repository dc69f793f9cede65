using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What a list adds, removes, keeps and holds back.</summary>
public sealed class ListTests
{
    private readonly World _world = new();

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob"), Person("carol")];

    private LinkChange List(params DeclaredResource[] groups) => Assert.Single(_world.Plan([.. People, .. groups]).Entries.Single(e => e.Name == "staff").Links);

    private LiveObject Live(string name) => _world.Estate.Objects.Values.Single(o => o["displayName"] == AttributeValue.Of(name));

    private static DeclaredResource Managed(string key, params string[] manager) => Person(key) with { Links = [Members(LinkMode.Exclusive, manager) with { Link = "manager" }] };

    [Fact]
    public void An_exclusive_list_becomes_what_is_written()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var change = List(Group("staff", "bob", "carol"));
        Assert.Equal((1, 1, 1, 2, 0, 0), (change.Adds.Length, change.Removes.Length, change.Stays, change.Before, change.Kept, change.Withheld));
        Assert.Equal((new Cause.Declared(At), new Cause.NotListed(At)), (change.Adds[0].Cause, change.Removes[0].Cause));
        Assert.Null(change.WithheldWhy);
        Assert.Equal(Effects.LinksGained | Effects.LinksLost, _world.Plan([.. People, Group("staff", "bob", "carol")]).Entries.Single(e => e.Name == "staff").Effects);
    }

    [Fact]
    public void An_additive_list_only_grows()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var change = List(Group("staff") with { Links = [Members(LinkMode.Additive, "carol")] });
        Assert.Equal((1, 0), (change.Adds.Length, change.Removes.Length));
    }

    [Fact]
    public void A_protected_member_and_a_service_principal_stay()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        _world.Settings = _world.Settings with { Protected = new ProtectedSettings { Objects = [new ProtectedLine(new Reference.ByKey(new ResourceKey(Kind.User, "bob")), At)] } };
        var change = List(Group("staff", "carol"));
        Assert.Equal((1, 1), (change.Kept, change.Removes.Length));
    }

    [Fact]
    public void A_leaver_goes_from_a_list_for_having_left()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var day = new DateOnly(2026, 11, 20);
        var plan = _world.Plan(Person("ada") with { Left = new DatedLine(day, At) }, People[1], Group("staff", "ada", "bob"));
        Assert.Equal(new Cause.Left(day, At), Assert.Single(plan.Entries.Single(e => e.Name == "staff").Links[0].Removes).Cause);
    }

    [Fact]
    public void A_rule_takes_in_who_fits_and_is_open_and_has_not_left()
    {
        DeclaredResource In(string key, params (string, AttributeValue)[] more) => Person(key, [("department", AttributeValue.Of("Sales")), .. more]);
        var filter = Core.Filters.FilterParser.Parse("department eq \"Sales\"").Filter ?? throw new InvalidOperationException();
        var staff = Group("staff") with { Links = [Members(LinkMode.Exclusive) with { Where = new DeclaredFilter(filter, At) }] };
        var plan = _world.Plan(In("ada"), In("bob", ("accountEnabled", AttributeValue.Of(false))), In("carol") with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) }, Person("dora"), staff);
        var add = Assert.Single(plan.Entries.Single(e => e.Name == "staff").Links[0].Adds);
        Assert.Equal(("ada", new Cause.Filtered(At)), (plan.Snapshot.Roster.NameOf(add.End.To), add.Cause));
    }

    [Fact]
    public void What_somebody_else_removed_is_told_of_with_its_line()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var staff = Live("staff");
        _world.Estate.Objects[staff.Id] = staff with { Links = staff.Links.SetItem("members", staff.Ends("members").Remove(Live("bob").Id)) };
        _world.Ledger = _world.Ledger with { WrittenAt = Now.AddMinutes(-15) };
        var held = Assert.Single(_world.Plan([.. People, Group("staff", "ada", "bob")]).Entries.Single(e => e.Name == "staff").Held);
        Assert.Equal(("members bob", "somebody else removed this since our last apply", "Write reason: on the line to put it back, or take the line away.", At),
            (held.What, held.Why, held.Advice, held.Span));
        _world.Ledger = _world.Ledger with { WrittenAt = Now.AddMinutes(-14) };
        Assert.Empty(_world.Plan([.. People, Group("staff", "ada", "bob")]).Entries.Single(e => e.Name == "staff").Held);
    }

    [Fact]
    public void An_unread_list_says_why_nothing_is_removed()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var change = List(Group("staff", "ada", "nobody@contoso.com"));
        Assert.Equal((1, "nothing live answers to nobody@contoso.com"), (change.Withheld, change.WithheldWhy));
    }

    [Fact]
    public void What_is_not_found_is_told_once_with_its_line()
    {
        var plan = _world.Plan([.. People, Group("staff", "ada", "nobody@contoso.com"), Group("other", "nobody@contoso.com", "bob@contoso.com")]);
        var finding = Assert.Single(plan.Findings);
        Assert.Equal(("RC304", "nothing live answers to `nobody@contoso.com`", At), (finding.Code, finding.Message, finding.Span));
    }

    [Fact]
    public void A_member_that_no_file_declares_keeps_everybody_in()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        Assert.Equal((1, "zoe has no place in this plan"), (List(Group("staff", "ada", "zoe")).Withheld, List(Group("staff", "ada", "zoe")).WithheldWhy));
    }

    [Fact]
    public void A_member_whose_last_day_was_yesterday_goes_for_that_date()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var members = Members(LinkMode.Exclusive, "ada", "bob");
        DeclaredResource Until(int day) => Group("staff") with { Links = [members with { Ends = [members.Ends[0], members.Ends[1] with { Terms = new LinkTerms(new DateOnly(2026, 11, day)) }] }] };
        Assert.Equal(new Cause.Dated("until", new DateOnly(2026, 11, 20), At), Assert.Single(List(Until(20)).Removes).Cause);
        Assert.Empty(_world.Plan([.. People, Until(21)]).Operations);
    }

    [Fact]
    public void A_conflict_among_the_named_keeps_everybody_in()
    {
        _world.Apply(People[0], People[1], Group("staff", "ada", "bob"));
        _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("carol@contoso.com")), ("accountEnabled", AttributeValue.Of(false)));
        Assert.Equal((1, "carol is in conflict"), (List(Group("staff", "ada", "carol")).Withheld, List(Group("staff", "ada", "carol")).WithheldWhy));
    }

    [Fact]
    public void A_kind_that_is_only_observed_creates_no_member()
    {
        _world.Apply(People[0], People[1], Group("staff", "ada", "bob"));
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe) };
        Assert.Equal("carol is not created: enforce is observe", List(Group("staff", "ada", "carol")).WithheldWhy);
    }

    [Fact]
    public void A_manager_is_replaced_as_one_and_taken_away_by_an_empty_line()
    {
        _world.Apply([Managed("ada", "bob"), .. People[1..]]);
        var plan = _world.Plan([Managed("ada", "carol"), .. People[1..]]);
        var change = Assert.Single(plan.Entries.Single(e => e.Name == "ada").Links);
        Assert.Equal((1, 1, 1), (change.Adds.Length, change.Removes.Length, change.Before));
        Assert.IsType<Operation.Link>(Assert.Single(plan.Operations));
        Assert.IsType<Operation.Unlink>(Assert.Single(_world.Plan([Managed("ada"), .. People[1..]]).Operations));
        Assert.Empty(_world.Plan([Managed("ada", "bob"), .. People[1..]]).Operations);
    }

    [Fact]
    public void A_manager_who_has_left_or_is_not_found_changes_nothing()
    {
        _world.Apply([Managed("ada", "bob"), .. People[1..]]);
        var gone = _world.Plan(Managed("ada", "bob"), People[1] with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) }, People[2]);
        Assert.Empty(gone.Entries.Single(e => e.Name == "ada").Links);
        var unknown = Assert.Single(_world.Plan([Managed("ada", "nobody@contoso.com"), .. People[1..]]).Entries.Single(e => e.Name == "ada").Links);
        Assert.Equal((true, "nothing live answers to nobody@contoso.com", 1, 1), (unknown.IsEmpty, unknown.WithheldWhy, unknown.Before, unknown.Stays));
    }

    [Fact]
    public void An_unproven_manager_is_not_taken_away()
    {
        _world.Apply([Managed("ada", "bob"), .. People[1..]]);
        _world.Estate.Incomplete.Add("manager");
        var change = Assert.Single(_world.Plan([Managed("ada"), .. People[1..]]).Entries.Single(e => e.Name == "ada").Links);
        Assert.Equal((true, "cut off in a test"), (change.IsEmpty, change.WithheldWhy));
        Assert.Single(_world.Plan([Managed("ada", "carol"), .. People[1..]]).Operations);
    }

    [Fact]
    public void Nobody_who_has_left_gets_links_of_its_own()
    {
        _world.Apply([Managed("ada", "bob"), .. People[1..]]);
        var plan = _world.Plan([Managed("ada", "carol") with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) }, .. People[1..]]);
        Assert.Empty(plan.Entries.Single(e => e.Name == "ada").Links);
    }
}
