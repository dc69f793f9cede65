using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What several lists of one object come to, and which of several doubts about a list is told.</summary>
public sealed class ListEffectTests
{
    private readonly World _world = new();

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob"), Person("carol")];

    private Entry Staff(params DeclaredResource[] resources) => _world.Plan(resources).Entries.Single(e => e.Name == "staff");

    private static DeclaredResource Both(string[] owners, string[] members) => Group("staff") with
    {
        Links = [Members(LinkMode.Exclusive, owners) with { Link = "owners" }, Members(LinkMode.Exclusive, members)],
    };

    private static DeclaredReference Line(string key, LinkTerms? terms = null) => new(new Reference.ByKey(new ResourceKey(Kind.User, key)), At, terms);

    [Fact]
    public void What_is_as_it_is_written_has_no_change_of_lists()
    {
        _world.Apply([.. People, Both(["ada"], ["bob"])]);
        var entry = Staff([.. People, Both(["ada"], ["bob"])]);
        Assert.Equal((new Change.Keep(KeepReason.Unchanged), true, Effects.None), (entry.Change, entry.Links.IsEmpty, entry.Effects));
    }

    [Fact]
    public void One_list_may_gain_while_another_loses()
    {
        _world.Apply([.. People, Both(["ada", "bob"], ["bob"])]);
        var entry = Staff([.. People, Both(["ada"], ["bob", "carol"])]);
        Assert.Equal((new Change.Update(), 2, Effects.LinksGained | Effects.LinksLost), (entry.Change, entry.Links.Length, entry.Effects));
        Assert.Equal(Effects.LinksLost, Staff([.. People, Both(["ada"], ["bob"])]).Effects);
        Assert.Equal(Effects.LinksGained, Staff([.. People, Both(["ada", "bob"], ["bob", "carol"])]).Effects);
    }

    [Fact]
    public void A_list_that_holds_back_does_not_keep_another_from_changing()
    {
        _world.Apply([.. People, Both(["ada", "bob"], ["bob"])]);
        _world.Estate.Incomplete.Add("owners");
        var entry = Staff([.. People, Both(["ada"], ["bob", "carol"])]);
        Assert.Equal((new Change.Update(), Effects.LinksGained), (entry.Change, entry.Effects));
        Assert.Equal([("owners", 1), ("members", 0)], entry.Links.Select(l => (l.Link.Name, l.Withheld)));
        Assert.Equal(new Change.Keep(KeepReason.Unchanged), Staff([.. People, Both(["ada"], ["bob"])]).Change);
    }

    [Fact]
    public void Who_has_left_goes_for_that_where_the_list_does_not_name_them_either()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        var left = new DatedLine(new DateOnly(2026, 11, 1), At);
        Assert.Equal(new Cause.Left(left.Date, At), Assert.Single(Staff(People[0] with { Left = left }, People[1], Group("staff", "bob")).Links[0].Removes).Cause);
    }

    [Fact]
    public void Each_line_that_is_over_says_so_of_its_own_end()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob", "carol")]);
        DateOnly[] days = [new(2026, 11, 18), new(2026, 11, 19)];
        var staff = Group("staff") with { Links = [Members(LinkMode.Exclusive) with { Ends = [Line("ada", new LinkTerms(days[0])), Line("bob", new LinkTerms(days[1])), Line("carol")] }] };
        Assert.Equal([new Cause.Dated("until", days[0], At), new Cause.Dated("until", days[1], At)], Staff([.. People, staff]).Links[0].Removes.Select(r => r.Cause));
    }

    [Fact]
    public void Of_several_lines_that_are_lost_the_first_is_told()
    {
        _world.Apply([.. People, Group("staff", "ada", "bob")]);
        Assert.Equal("nothing live answers to x@contoso.com", Assert.Single(Staff([.. People, Group("staff", "ada", "x@contoso.com", "y@contoso.com")]).Links).WithheldWhy);
        var filter = FilterParser.Parse("department eq \"Sales\"").Filter ?? throw new InvalidOperationException();
        _world.Estate.Incomplete.Add("user");
        var ruled = Group("staff") with { Links = [Members(LinkMode.Exclusive, "ada", "x@contoso.com") with { Where = new DeclaredFilter(filter, At) }] };
        Assert.Equal("nothing live answers to x@contoso.com", Assert.Single(Staff([.. People, ruled]).Links).WithheldWhy);
    }
}
