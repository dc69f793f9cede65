using System.Collections.Immutable;
using Reconciler.Core.Filters;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Why a list removes nobody although it is exclusive, and which roles its lines may name.</summary>
public sealed class ListDoubtTests
{
    private readonly AppWorld _world = new AppWorld().With("wiki");

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob")];

    private LiveObject Wiki => _world.Directory.Estate.Objects.Values.Single(o => o.Kind == Kind.Application);

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private Entry Of(string name, IdentityModel model) => _world.Plan(model).Targets[0].Entries.Single(e => e.Name == name);

    private void Applied(params DeclaredResource[] resources)
    {
        for (var i = 0; i < 2; i++)
            _world.Apply(resources);
    }

    private void Set(LiveObject live, string attribute, AttributeValue value) =>
        _world.Directory.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem(attribute, value) };

    [Fact]
    public void In_an_application_that_was_there_before_us_nobody_loses_a_role_until_it_is_written()
    {
        Applied(People);
        var ada = _world.Directory.Estate.Objects.Values.Single(o => o["displayName"] == Text("ada"));
        Set(Wiki, "mark", AttributeValue.None);
        _world.LoseLedgers();
        var wiki = Wiki;
        _world.Directory.Estate.Objects[wiki.Id] = wiki with { Values = wiki.Values.Remove("mark"), Links = wiki.Links.SetItem("assignments", [$"{ada.Id}\tUser"]) };
        var model = _world.Assign("wiki", "bob:User").Model(People);
        var list = Assert.Single(Of("wiki", model).Links);
        Assert.Equal((1, 0, 1, "it was not created by us: write assignments: exclusive if this list is to be all"), (list.Adds.Length, list.Removes.Length, list.Withheld, list.WithheldWhy));
        var said = model with
        {
            Resources = [.. model.Resources.Select(r => r.Key.Kind != Kind.Application ? r : r with { Links = [.. r.Links.Select(l => l with { SaysMode = true })] })],
        };
        list = Assert.Single(Of("wiki", said).Links);
        Assert.Equal((1, 1, 0), (list.Adds.Length, list.Removes.Length, list.Withheld));
    }

    [Fact]
    public void A_rule_over_people_who_were_not_read_whole_removes_nobody()
    {
        var filter = FilterParser.Parse("department eq \"Sales\"").Filter ?? throw new InvalidOperationException();
        Applied([.. People, Group("staff", "ada")]);
        _world.Directory.Estate.Incomplete.Add("user");
        var staff = Group("staff") with { Links = [Members(LinkMode.Exclusive) with { Where = new DeclaredFilter(filter, At) }] };
        var list = Assert.Single(Of("staff", _world.Model([.. People, staff])).Links);
        Assert.Equal((1, "membersWhere was computed on an incomplete list of people"), (list.Withheld, list.WithheldWhy));
    }

    [Fact]
    public void An_assignment_that_somebody_took_away_is_told_with_its_role_and_comes_back_for_a_reason()
    {
        _world.Assign("wiki", "ada:User", "bob:Admin");
        Applied(People);
        Set(Wiki, "displayName", Text("wiki"));
        var wiki = Wiki;
        _world.Directory.Estate.Objects[wiki.Id] = wiki with { Links = wiki.Links.SetItem("assignments", [.. wiki.Ends("assignments").Where(e => e.EndsWith("User", StringComparison.Ordinal))]) };
        _world.Directory.Ledger = _world.Directory.Ledger with { WrittenAt = Now.AddHours(-1) };
        var model = _world.Model(People);
        Assert.Equal("assignments bob (Admin)", Assert.Single(Of("wiki", model).Held).What);
        var reasoned = model with
        {
            Resources = [.. model.Resources.Select(r => r.Key.Kind != Kind.Application ? r : r with
            {
                Links = [.. r.Links.Select(l => l with { Ends = [.. l.Ends.Select(e => e with { Terms = (e.Terms ?? new LinkTerms()) with { Reason = "asked for" } })] })],
            })],
        };
        Assert.Empty(Of("wiki", reasoned).Held);
        Assert.Single(Assert.Single(Of("wiki", reasoned).Links).Adds);
    }

    [Fact]
    public void Roles_that_others_made_and_roles_without_a_value_can_be_assigned()
    {
        Applied(People);
        Set(Wiki, "otherRoles", AttributeValue.OfTexts(["Auditor"]));
        Set(Wiki, "unnamedRoles", AttributeValue.OfTexts(["Guest Reader"]));
        var plan = _world.Plan(_world.Assign("wiki", "ada:Auditor", "bob:Guest Reader").Model(People)).Targets[0];
        Assert.Empty(plan.Findings);
        var adds = Assert.Single(plan.Entries.Single(e => e.Name == "wiki").Links).Adds;
        Assert.Equal(["Auditor", "Guest Reader"], adds.Select(a => plan.Snapshot.Pool[a.End.Role].ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_role_that_others_made_satisfies_the_line_that_declares_it()
    {
        Applied(People);
        Set(Wiki, "roles", AttributeValue.OfTable([new("User", "User")]));
        Set(Wiki, "otherRoles", AttributeValue.OfTexts(["Admin"]));
        Assert.DoesNotContain(Of("wiki", _world.Model(People)).Cells, c => c.Attribute.Name == "roles");
    }
}
