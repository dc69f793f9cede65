using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Where two duties must not meet, leaving one comes before entering the other.</summary>
public sealed class SeparatingTests
{
    private readonly AppWorld _world = new AppWorld().With("pay").With("wiki");

    private static readonly DeclaredResource[] People = [Person("ada"), Person("bob"), Person("carol")];

    private IdentityModel Apart(params DeclaredResource[] groups) => _world.Model([.. People, .. groups]) with
    {
        Conflicts = [new ConflictRule("duties", [("pay", "Admin"), ("wiki", "Admin"), ("unknown", "Admin")], At)],
    };

    private void Applied(params DeclaredResource[] groups)
    {
        for (var i = 0; i < 2; i++)
            _world.Apply(Apart(groups), _world.Plan(Apart(groups)));
    }

    private string[] Writes(params DeclaredResource[] groups) =>
        [.. _world.Plan(Apart(groups)).Targets[0].Operations.Where(o => o is Operation.Link or Operation.Unlink).Select(o => $"{o.Phase} {o.Name}")];

    [Fact]
    public void An_assignment_of_such_a_role_goes_before_anything_comes()
    {
        _world.Assign("pay", "ada:Admin", "bob:User").Assign("wiki", "carol:Admin");
        Applied();
        _world.Assign("pay", "carol:User").Assign("wiki", "ada:Admin", "carol:Admin");
        Assert.Equal(["Separate pay", "Link pay", "Link wiki", "Unlink pay"], Writes());
    }

    [Fact]
    public void Leaving_a_group_that_has_such_a_role_goes_first_and_any_other_group_last()
    {
        _world.Assign("pay", "group:payers:Admin", "group:readers:User", "bob:Admin");
        Applied(Group("payers", "ada"), Group("readers", "ada"), Group("others", "ada"));
        Assert.Equal(["Separate payers", "Link others", "Unlink readers"], Writes(Group("payers"), Group("readers"), Group("others", "ada", "bob")));
    }

    [Fact]
    public void Without_such_a_rule_what_comes_comes_first()
    {
        _world.Assign("pay", "ada:Admin");
        Applied();
        _world.Assign("pay", "bob:Admin");
        Assert.Equal(["Link pay", "Unlink pay"], _world.Plan(People).Targets[0].Operations.Select(o => $"{o.Phase} {o.Name}"));
    }
}
