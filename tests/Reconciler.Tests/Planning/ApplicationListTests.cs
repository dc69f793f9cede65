using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Who is assigned to an application: under its own enforcement, through groups that are nested in the same plan, and what is told of doubts.</summary>
public sealed class ApplicationListTests
{
    private readonly AppWorld _world = new AppWorld().With("blog").With("wiki");

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob")];

    private TargetPlan Plan(IdentityModel model) => _world.Plan(model).Targets[0];

    private Entry Wiki(IdentityModel model) => Plan(model).Entries.Single(e => e.Name == "wiki");

    // The model with the wiki's lines as they are given.
    private IdentityModel Lines(DeclaredResource[] resources, params DeclaredReference[] lines)
    {
        var model = _world.Assign("wiki", "ada:User").Model(resources);
        return model with
        {
            Resources = [.. model.Resources.Select(r => r.Key != new ResourceKey(Kind.Application, "wiki") ? r : r with { Links = [r.Links[0] with { Ends = [.. lines] }] })],
        };
    }

    private static DeclaredReference Line(string key, string? role, Kind? kind = null) => new(new Reference.ByKey(new ResourceKey(kind ?? Kind.User, key)), At, new LinkTerms(Role: role));

    [Theory]
    [InlineData("wiki", "blog")]
    [InlineData("blog", "wiki")]
    public void Each_application_has_an_enforcement_of_its_own(string observed, string other)
    {
        var model = _world.Model(People);
        model = model with { Applications = [.. model.Applications.Select(a => a.Key == observed ? a with { Enforce = Enforcement.Observe } : a)] };
        var plan = Plan(model);
        Assert.IsType<Change.Create>(Assert.IsType<Change.Observed>(plan.Entries.Single(e => e.Name == observed).Change).Would);
        Assert.IsType<Change.Create>(plan.Entries.Single(e => e.Name == other).Change);
        Assert.IsType<Change.Create>(plan.Entries.Single(e => e.Name == "ada").Change);
    }

    [Fact]
    public void Groups_that_are_nested_in_the_same_plan_are_assigned_too()
    {
        DeclaredResource[] all = [.. People, Group("mid", "ada"), Group("top", "group:mid")];
        var line = Line("top", "User", Kind.Group);
        var plan = Plan(Lines(all, line with { Terms = new LinkTerms(Role: "User") { Expand = true } }));
        Assert.Equal(["mid", "top"], plan.Entries.Single(e => e.Name == "wiki").Links[0].Adds.Select(a => plan.Snapshot.Roster.NameOf(a.End.To)).Order(StringComparer.Ordinal));
        Assert.Single(Wiki(Lines(all, line)).Links[0].Adds);
    }

    [Fact]
    public void Of_several_roles_that_are_lost_the_first_is_told()
    {
        Assert.Equal("the role Auditor does not exist", Assert.Single(Wiki(Lines(People, Line("ada", "Auditor"), Line("bob", "Reader"))).Links).WithheldWhy);
        Assert.Equal("zoe has no place in this plan", Assert.Single(Wiki(Lines(People, Line("zoe", "User"), Line("bob", "Reader"))).Links).WithheldWhy);
    }

    [Fact]
    public void A_line_without_a_role_is_lost_where_there_are_several_and_none_is_the_usual()
    {
        _world.Directory.Estate.Add(Kind.Application, ("displayName", AttributeValue.Of("wiki")), ("mark", AttributeValue.Of("contoso/wiki;c")));
        var model = Lines(People, Line("ada", null));
        model = model with
        {
            Resources = [.. model.Resources.Select(r => r with
            {
                Cells = [.. r.Cells.Select(c => c.Attribute == "roles" ? c with { Value = AttributeValue.OfTable([new("Reader", "Reader"), new("Writer", "Writer")]) } : c)],
            })],
        };
        Assert.Equal("the role of a line without role: does not exist", Assert.Single(Wiki(model).Links).WithheldWhy);
    }

    [Fact]
    public void A_new_application_has_the_roles_of_its_template_besides()
    {
        Assert.Empty(Plan(Lines(People, Line("ada", "msiam_access"), Line("bob", "User"))).Findings);
        _world.Directory.Estate.Add(Kind.Application, ("displayName", AttributeValue.Of("wiki")), ("mark", AttributeValue.Of("contoso/wiki;c")));
        Assert.Equal("wiki has no role `msiam_access`", Assert.Single(Plan(Lines(People, Line("ada", "msiam_access"))).Findings).Message);
    }

    [Fact]
    public void A_line_that_is_lost_says_more_than_that_the_application_was_there_before_us()
    {
        _world.Directory.Estate.Add(Kind.Application, ("displayName", AttributeValue.Of("wiki")), ("roles", AttributeValue.OfTable([new("User", "User")])));
        Assert.IsType<Change.Adopt>(Wiki(Lines(People, Line("ada", "User"))).Change);
        Assert.StartsWith("it was not created by us", Assert.Single(Wiki(Lines(People, Line("ada", "User"))).Links).WithheldWhy, StringComparison.Ordinal);
        Assert.Equal("zoe has no place in this plan", Assert.Single(Wiki(Lines(People, Line("ada", "User"), Line("zoe", "User"))).Links).WithheldWhy);
    }
}
