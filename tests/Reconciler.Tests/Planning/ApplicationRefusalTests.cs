using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Applications that are never touched, and the roles of others that wait for their assignments.</summary>
public sealed class ApplicationRefusalTests
{
    private readonly AppWorld _world = new AppWorld().With("docs").With("wiki");

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob")];

    private LiveObject Live(string name) => _world.Directory.Estate.Objects.Values.Single(o => o.Kind == Kind.Application && o["displayName"].ToString() == name);

    private Entry Of(string name, IdentityModel model) => _world.Plan(model).Targets[0].Entries.Single(e => e.Kind == Kind.Application && e.Name == name);

    private void Set(string name, string attribute, string value)
    {
        var live = Live(name);
        _world.Directory.Estate.Objects[live.Id] = live with { Values = live.Values.SetItem(attribute, AttributeValue.Of(value)) };
    }

    private static AttributeValue Table(params string[] roles) => AttributeValue.OfTable(roles.Select(r => KeyValuePair.Create(r, r)));

    // Wiki with other roles and, where they are given, their descriptions; its list only grows.
    private IdentityModel With(AttributeValue roles, AttributeValue? descriptions = null)
    {
        var model = _world.Model(People);
        return model with
        {
            Resources = [.. model.Resources.Select(r => r.Key.Name != "wiki" ? r : r with
            {
                Cells =
                [
                    .. r.Cells.Select(c => c.Attribute == "roles" ? c with { Value = roles } : c),
                    .. descriptions is null ? Array.Empty<DeclaredCell>() : [new DeclaredCell("roleDescriptions", descriptions, At)],
                ],
                Links = [.. r.Links.Select(l => l with { Mode = LinkMode.Additive })],
            })],
        };
    }

    private void Applied(IdentityModel model)
    {
        for (var i = 0; i < 2; i++)
            _world.Apply(model, _world.Plan(model));
    }

    [Fact]
    public void The_application_that_we_sign_in_as_is_refused_and_no_other()
    {
        _world.Apply(People);
        _world.Directory.Estate.Facts = new() { OwnPrincipal = new RemoteId(Live("docs").Id) };
        var model = _world.Assign("docs", "ada:User").Assign("wiki", "ada:User").Model(People);
        Assert.Equal("RC419", Assert.IsType<Change.Blocked>(Of("docs", model).Change).Why.Code);
        Assert.True(Of("wiki", model).IsChange);
    }

    [Theory]
    [InlineData("00000003-0000-0000-C000-000000000000", true)]
    [InlineData("00000003-0000-0000-c000-000000000001", false)]
    public void The_application_whose_roles_are_permissions_is_refused(string appId, bool isRefused)
    {
        _world.Apply(People);
        Set("wiki", "appId", appId);
        var entry = Of("wiki", _world.Assign("wiki", "ada:User").Model(People));
        Assert.Equal(isRefused, entry.Change is Change.Blocked { Why.Code: "RC418" });
        Assert.Equal(!isRefused, entry.IsChange);
    }

    [Fact]
    public void Of_several_roles_those_that_go_and_are_held_are_told_by_name()
    {
        _world.Assign("wiki", "ada:Writer", "bob:Admin", "ada:User");
        Applied(With(Table("Writer", "User", "Reader", "Admin")));
        _world.Assign("wiki");
        var entry = Of("wiki", With(Table("Owner", "User")));
        Assert.Equal([("role Admin", "1 assignments still have it"), ("role Writer", "1 assignments still have it")], entry.Held.Select(h => (h.What, h.Why)));
        Assert.Equal("Admin=Admin, Owner=Owner, User=User, Writer=Writer", entry.Cells.Single(c => c.Attribute.Name == "roles").After.ToString());
    }

    [Fact]
    public void An_application_of_which_only_a_held_role_would_go_stays_unchanged()
    {
        _world.Assign("wiki", "ada:Admin");
        Applied(With(Table("Admin", "User")));
        _world.Assign("wiki");
        var entry = Of("wiki", With(Table("User")));
        Assert.Equal((new Change.Keep(KeepReason.Unchanged), Effects.None), (entry.Change, entry.Effects));
        Assert.Equal("role Admin", Assert.Single(entry.Held).What);
    }

    [Fact]
    public void A_held_role_keeps_its_description_where_it_has_one()
    {
        _world.Assign("wiki", "ada:Admin", "bob:Writer");
        Applied(With(Table("Admin", "User", "Writer"), AttributeValue.OfTable([KeyValuePair.Create("Admin", "all of it"), KeyValuePair.Create("User", "reads")])));
        _world.Assign("wiki");
        var entry = Of("wiki", With(Table("User"), AttributeValue.OfTable([KeyValuePair.Create("User", "reads and writes")])));
        Assert.Equal("Admin=all of it, User=reads and writes", Assert.Single(entry.Cells).After.ToString());
        Assert.Equal(["role Admin", "role Writer"], entry.Held.Select(h => h.What));
    }
}
