using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What the live group forbids to a list of members.</summary>
public sealed class GroupRuleTests
{
    private const string Rule = "(user.department -eq \"Sales\")";

    private static readonly TargetSchema WithTeams = new(
        [.. EstateSchema.Schema.Kinds.Select(k => k.Kind != Kind.Group ? k
            : new KindSchema(k.Kind, k.Rank, [.. k.Attributes, new AttributeSchema("teamsBacked", ValueKind.Flag, "") { Mutability = Mutability.ReadOnly }], k.Links))]);

    private readonly World _world = new();

    private readonly MemoryEstate _estate = new(TargetName.Directory, WithTeams);

    private void Live(params (string, AttributeValue)[] values) =>
        _estate.Add(Kind.Group, [("displayName", AttributeValue.Of("staff")), ("reconcilerOwner", AttributeValue.Of("contoso/staff;c")), .. values]);

    private Entry Staff(DeclaredResource staff) => Planner.Plan(_world.Model(Person("ada"), staff), _world.Directory,
        _estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), _world.Ledger, _world.Day)
        .Entries.Single(e => e.Name == "staff");

    private static string? Refused(Entry entry) => (entry.Change as Change.Blocked)?.Why.Code;

    private static DeclaredResource Listed(LinkMode mode, params (string Attribute, AttributeValue Value)[] more)
    {
        var staff = Group("staff");
        return staff with { Cells = [.. staff.Cells, .. more.Select(c => new DeclaredCell(c.Attribute, c.Value, At))], Links = [Members(mode, "ada")] };
    }

    [Fact]
    public void Who_is_in_by_a_rule_is_not_listed_until_the_rule_is_taken_away()
    {
        Live(("membershipRule", AttributeValue.Of(Rule)));
        var refused = Staff(Listed(LinkMode.Additive, ("description", AttributeValue.Of("all of us"))));
        Assert.Equal(("RC414", true, true, Effects.None), (Refused(refused), refused.Cells.IsEmpty, refused.Links.IsEmpty, refused.Effects));
        Assert.Equal("RC414", Refused(Staff(Listed(LinkMode.Additive, ("membershipRule", AttributeValue.Of(Rule))))));
        var freed = Staff(Listed(LinkMode.Additive, ("membershipRule", AttributeValue.None)));
        Assert.Equal((null, 1), (Refused(freed), Assert.Single(freed.Links).Adds.Length));
    }

    [Fact]
    public void A_rule_of_a_group_that_lists_nobody_is_managed_as_any_value()
    {
        Live(("membershipRule", AttributeValue.Of(Rule)));
        var staff = Listed(LinkMode.Exclusive, ("description", AttributeValue.Of("all of us"))) with { Links = [] };
        Assert.IsType<Change.Update>(Staff(staff).Change);
    }

    [Theory]
    [InlineData("isAssignableToRole")]
    [InlineData("teamsBacked")]
    public void A_group_that_gives_more_than_membership_is_only_added_to(string attribute)
    {
        Live((attribute, AttributeValue.Of(true)));
        Assert.Equal("RC415", Refused(Staff(Listed(LinkMode.Exclusive))));
        Assert.Single(Assert.Single(Staff(Listed(LinkMode.Additive)).Links).Adds);
    }

    [Theory]
    [InlineData("isAssignableToRole")]
    [InlineData("teamsBacked")]
    public void A_group_that_gives_no_more_has_an_exclusive_list(string attribute)
    {
        Live((attribute, AttributeValue.Of(false)));
        Assert.Single(Assert.Single(Staff(Listed(LinkMode.Exclusive)).Links).Adds);
    }

    [Fact]
    public void A_new_group_has_its_rule_and_its_list_as_they_are_written()
    {
        var entry = Staff(Listed(LinkMode.Exclusive));
        Assert.Equal((new Change.Create(), 1), (entry.Change, Assert.Single(entry.Links).Adds.Length));
    }
}
