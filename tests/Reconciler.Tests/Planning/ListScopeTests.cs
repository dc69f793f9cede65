using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Of which live ends a list speaks: of service principals only where it names one, and of nothing that was not read.</summary>
public sealed class ListScopeTests
{
    // A directory with service principals, and with a list of groups that no read speaks of.
    private static readonly TargetSchema Schema = new(
    [
        .. EstateSchema.Schema.Kinds.Select(k => k.Kind != Kind.Group ? k
            : new KindSchema(k.Kind, k.Rank, k.Attributes, [.. k.Links, new LinkSchema("guides", Kind.Group, [Kind.User], Arity.Many, 1, 1)])),
        new KindSchema(Kind.ServicePrincipal, 3, [new AttributeSchema("displayName", ValueKind.Text, "")], []),
    ]);

    private readonly World _world = new();

    private readonly MemoryEstate _estate = new(TargetName.Directory, Schema);

    private readonly LiveObject _ada;

    private readonly LiveObject _staff;

    public ListScopeTests()
    {
        _ada = _estate.Add(Kind.User, ("userPrincipalName", Text("ada@contoso.com")), ("displayName", Text("ada")), ("reconcilerOwner", Text("contoso/ada;c")));
        _staff = _estate.Add(Kind.Group, ("displayName", Text("staff")), ("reconcilerOwner", Text("contoso/staff;c")));
    }

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private TargetPlan Plan(DeclaredResource group) => Planner.Plan(_world.Model(Person("ada"), group), _world.Directory,
        _estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), _world.Ledger, _world.Day);

    private LinkChange List(DeclaredResource group) => Assert.Single(Plan(group).Entries.Single(e => e.Key == group.Key).Links);

    private static DeclaredResource Staff(params Reference[] more)
    {
        var members = Members(LinkMode.Exclusive, "ada");
        return Group("staff") with { Links = [members with { Ends = [.. members.Ends, .. more.Select(r => new DeclaredReference(r, At))] }] };
    }

    [Fact]
    public void A_list_that_names_a_service_principal_speaks_of_all_of_them()
    {
        var (job, other) = (_estate.Add(Kind.ServicePrincipal, ("displayName", Text("job"))), _estate.Add(Kind.ServicePrincipal, ("displayName", Text("other"))));
        _estate.Link(_staff, "members", _ada, job, other);
        Assert.DoesNotContain(Plan(Staff()).Operations, o => o is Operation.Unlink);
        foreach (var named in new Reference[] { new Reference.ById(Kind.ServicePrincipal, new RemoteId(job.Id)), new Reference.ByAttribute(Kind.ServicePrincipal, "displayName", "job") })
        {
            var plan = Plan(Staff(named));
            var removed = Assert.Single(Assert.Single(plan.Entries.Single(e => e.Name == "staff").Links).Removes);
            Assert.Equal("other", plan.Snapshot.Roster.NameOf(removed.End.To));
        }
    }

    [Fact]
    public void A_person_who_is_named_by_id_is_no_service_principal()
    {
        _estate.Link(_staff, "members", _ada, _estate.Add(Kind.ServicePrincipal, ("displayName", Text("job"))));
        var bob = _estate.Add(Kind.User, ("displayName", Text("bob")));
        var list = List(Staff(new Reference.ById(Kind.User, new RemoteId(bob.Id)), new Reference.ByAttribute(Kind.User, "displayName", "bob")));
        Assert.Equal((1, 0, 1), (list.Adds.Length, list.Removes.Length, list.Kept));
    }

    [Fact]
    public void A_list_that_nobody_read_loses_nobody_but_a_new_one_is_known()
    {
        _estate.Link(_staff, "guides", _ada);
        var guides = Members(LinkMode.Exclusive) with { Link = "guides" };
        var list = List(Group("staff") with { Links = [guides] });
        Assert.Equal((0, 1, "not read"), (list.Removes.Length, list.Withheld, list.WithheldWhy));
        Assert.Null(List(Group("new") with { Links = [Members(LinkMode.Exclusive, "ada") with { Link = "guides" }] }).WithheldWhy);
    }
}
