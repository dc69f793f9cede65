using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Roles of an application: they grow before anybody is assigned, and stay as long as somebody has them.</summary>
public sealed class ApplicationRoleTests
{
    private readonly AppWorld _world = new AppWorld().With("wiki");

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob")];

    // The whole model with the application's roles replaced.
    private IdentityModel With(string[] roles, params string[] lines)
    {
        var model = _world.Assign("wiki", lines).Model(People);
        return model with
        {
            Resources = [.. model.Resources.Select(r => r.Key.Kind != Kind.Application ? r : r with
            {
                Cells = [.. r.Cells.Select(c => c.Attribute == "roles" ? c with { Value = AttributeValue.OfTable(roles.Select(n => KeyValuePair.Create(n, n))) } : c)],
            })],
        };
    }

    private Entry Wiki(IdentityModel model) => _world.Plan(model).Targets[0].Entries.Single(e => e.Name == "wiki");

    private void Applied(string[] roles, params string[] lines)
    {
        for (var i = 0; i < 2; i++)
            _world.Apply(With(roles, lines), _world.Plan(With(roles, lines)));
    }

    private LiveObject Live => _world.Directory.Estate.Objects.Values.Single(o => o.Kind == Kind.Application);

    [Fact]
    public void A_role_that_nobody_has_goes_last()
    {
        Applied(["Admin", "User"], "ada:User");
        var operations = _world.Plan(With(["User"], "ada:User")).Targets[0].Operations;
        Assert.Equal(Phase.Shrink, Assert.IsType<Operation.Update>(Assert.Single(operations)).Phase);
        _world.Apply(With(["User"], "ada:User"), _world.Plan(With(["User"], "ada:User")));
        Assert.Equal("User=User", Live["roles"].ToString());
    }

    [Fact]
    public void A_role_that_is_replaced_comes_first_and_goes_last()
    {
        Applied(["Admin", "User"], "ada:Admin");
        var operations = _world.Plan(With(["Owner", "User"], "ada:Owner")).Targets[0].Operations;
        Assert.Equal([Phase.Establish, Phase.Link, Phase.Unlink, Phase.Shrink], operations.Select(o => o.Phase));
        Assert.Equal("Admin=Admin, Owner=Owner, User=User", Assert.IsType<Operation.Update>(operations[0]).Cells.Single().After.ToString());
        var last = Assert.IsType<Operation.Update>(operations[3]).Cells.Single();
        Assert.Equal(("Admin=Admin, Owner=Owner, User=User", "Owner=Owner, User=User"), (last.Before.ToString(), last.After.ToString()));
    }

    [Fact]
    public void A_role_that_somebody_goes_on_having_stays_and_says_so()
    {
        Applied(["Admin", "User"], "ada:Admin", "bob:Admin");
        var model = With(["User"], "ada:User");
        var entry = Wiki(model with
        {
            Resources = [.. model.Resources.Select(r => r.Key.Kind != Kind.Application ? r : r with { Links = [r.Links[0] with { Mode = LinkMode.Additive }] })],
        });
        var held = Assert.Single(entry.Held);
        Assert.Equal(("role Admin", "2 assignments still have it", "Remove those assignments first, or write assignments: exclusive."), (held.What, held.Why, held.Advice));
        Assert.DoesNotContain(entry.Cells, c => c.Attribute.Name == "roles");
        Assert.Single(entry.Links);
        Assert.Equal(Effects.LinksGained, entry.Effects);
    }

    [Fact]
    public void Assignments_that_were_not_read_whole_keep_every_role()
    {
        Applied(["Admin", "User"], "ada:User");
        _world.Directory.Estate.Incomplete.Add("assignments");
        var entry = Wiki(With(["User"], "ada:User"));
        Assert.Equal(("role Admin", "its assignments were not read whole", "Plan again when they can be read."), (entry.Held[0].What, entry.Held[0].Why, entry.Held[0].Advice));
        Assert.Equal(Effects.None, entry.Effects);
        Assert.IsType<Change.Keep>(entry.Change);
    }

    [Theory]
    [InlineData("Auditor", "wiki has no role `Auditor`", "no role has this value", "it has: Admin, User")]
    [InlineData("Admim", "wiki has no role `Admim`", "no role has this value", "did you mean `Admin`?")]
    public void A_role_that_does_not_exist_is_told_with_those_that_do(string role, string message, string label, string help)
    {
        Applied(["Admin", "User"], "ada:User");
        var plan = _world.Plan(With(["Admin", "User"], $"ada:{role}")).Targets[0];
        var finding = Assert.Single(plan.Findings, f => f.Code == "RC306");
        Assert.Equal((message, label, help), (finding.Message, finding.Label, finding.Help[0]));
        var list = Assert.Single(plan.Entries.Single(e => e.Name == "wiki").Links);
        Assert.Equal((1, $"the role {role} does not exist"), (list.Withheld, list.WithheldWhy));
    }

    [Fact]
    public void An_application_that_is_no_longer_declared_is_kept_and_said()
    {
        Applied(["Admin", "User"], "ada:User");
        var plan = _world.Directory.Plan(People);
        Assert.Empty(plan.Operations);
        var finding = Assert.Single(plan.Findings);
        Assert.Equal(("RC307", "the application wiki is no longer declared; it is kept with everybody who is assigned to it"), (finding.Code, finding.Message));
    }

    [Fact]
    public void A_line_without_a_role_means_the_usual_one_or_the_only_one()
    {
        string Role(params string[] roles)
        {
            var world = new AppWorld().With("wiki");
            var model = world.Model(People);
            model = model with
            {
                Resources = [.. model.Resources.Select(r => r.Key.Kind != Kind.Application ? r : r with
                {
                    Cells = [.. r.Cells.Select(c => c.Attribute == "roles" ? c with { Value = AttributeValue.OfTable(roles.Select(n => KeyValuePair.Create(n, n))) } : c)],
                    Links = [new DeclaredLinks("assignments", LinkMode.Exclusive, At) { Ends = [new DeclaredReference(new Reference.ByKey(People[0].Key), At)], SaysMode = true }],
                })],
            };
            world.Directory.Estate.Add(Kind.Application, ("displayName", AttributeValue.Of("wiki")));
            var plan = world.Directory.Plan(model);
            var adds = plan.Entries.Single(e => e.Name == "wiki").Links.SelectMany(l => l.Adds).ToArray();
            return adds.Length == 0 ? plan.Findings.Single(f => f.Code == "RC306").Message : plan.Snapshot.Pool[adds[0].End.Role].ToString();
        }

        Assert.Equal("User", Role("Admin", "User"));
        Assert.Equal("Reader", Role("Reader"));
        Assert.Equal("", Role());
        Assert.Equal("wiki has 2 roles, and this line names none", Role("Reader", "Writer"));
    }
}
