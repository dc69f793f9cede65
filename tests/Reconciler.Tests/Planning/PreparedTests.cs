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

/// <summary>What a tenant must have before anything is planned in it: the extension that marks need, its name, its domains.</summary>
public sealed class PreparedTests
{
    private readonly World _world = new();

    private static readonly TargetSchema WithExtensions = new(
        [.. EstateSchema.Schema.Kinds, new KindSchema(Kind.Extension, 0, [new AttributeSchema("name", ValueKind.Text, "extension") { Role = AttributeRole.Natural }], [])]);

    private readonly MemoryEstate _estate = new(TargetName.Directory, WithExtensions);

    private TargetPlan Plan(params DeclaredResource[] resources) => Planner.Plan(_world.Model(resources), _world.Directory,
        _estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), _world.Ledger, _world.Day);

    [Fact]
    public void The_extension_that_marks_need_comes_first()
    {
        var plan = Plan(Person("ada"), Group("staff", "ada"));
        var entry = plan.Entries[0];
        Assert.Equal((Kind.Extension, "reconcilerOwner", Effects.Created, new ResourceKey(Kind.Extension, "reconcilerOwner")), (entry.Kind, entry.Name, entry.Effects, entry.Key));
        Assert.Equal(("name", "reconcilerOwner"), (Assert.Single(entry.Cells).Attribute.Name, entry.Cells[0].After.ToString()));
        Assert.Equal(new Cause.Derived("owner marks need it", Core.Diagnostics.SourceSpan.None), entry.Cause);
        Assert.Equal((Phase.Prepare, "reconcilerOwner"), (plan.Operations[0].Phase, plan.Operations[0].Name));
    }

    [Fact]
    public void Where_it_is_there_or_nothing_is_marked_it_is_not_made()
    {
        Assert.Empty(Plan().Entries);
        _estate.Add(Kind.Extension, ("name", AttributeValue.Of("somebodyElse")));
        Assert.Equal(2, Plan(Person("ada")).Operations.Length);
        _estate.Add(Kind.Extension, ("name", AttributeValue.Of("reconcilerOwner")));
        Assert.Equal("ada", Assert.Single(Plan(Person("ada")).Operations).Name);
    }

    [Fact]
    public void A_part_that_marks_something_takes_the_extension_along_and_no_other_does()
    {
        var whole = Plan(Person("ada"), Group("staff"));
        Assert.Equal(["reconcilerOwner", "ada"], Narrowing.Only(whole, new ResourceKey(Kind.User, "ada")).Operations.Select(o => o.Name));
        Assert.Empty(Narrowing.Only(whole, new ResourceKey(Kind.User, "nobody")).Operations);
    }

    [Fact]
    public void What_marks_nothing_with_it_makes_no_extension()
    {
        var wiki = new DeclaredResource(new ResourceKey(Kind.Application, "wiki"), At) { Cells = [new DeclaredCell("displayName", AttributeValue.Of("wiki"), At)] };
        Assert.Equal("mark", Assert.Single(Assert.Single(Plan(wiki).Entries).Cells, c => c.Attribute.Role == AttributeRole.Mark).Attribute.Name);
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe) };
        Assert.IsType<Change.Observed>(Assert.Single(Plan(Person("ada")).Entries).Change);
    }

    [Fact]
    public void A_directory_that_bears_no_marks_needs_no_extension()
    {
        var people = new KindSchema(Kind.User, 1, [new AttributeSchema("userPrincipalName", ValueKind.Text, "profile") { Role = AttributeRole.Unique }], []);
        var estate = new MemoryEstate(TargetName.Directory, new TargetSchema([people, .. WithExtensions.Kinds.Where(k => k.Kind == Kind.Extension)]));
        var plan = Planner.Plan(_world.Model(Person("ada")), _world.Directory,
            estate.Read(new ReadRequest(new ReadScope.Everything([]), new Roster(TargetName.Directory), new ValuePool())), _world.Ledger, _world.Day);
        Assert.Equal("ada", Assert.Single(plan.Operations).Name);
    }

    [Fact]
    public void An_address_that_is_not_written_or_has_no_domain_is_not_judged_by_it()
    {
        _world.Directory = _world.Directory with { Tenant = "contoso.com" };
        _estate.Facts = new TargetFacts { TenantId = "0001", VerifiedDomains = ["contoso.com"] };
        Assert.Empty(Plan(User("bob", ("userPrincipalName", AttributeValue.Of("bob")), ("displayName", AttributeValue.Of("bob")))).Findings);
        _world.Directory = _world.Directory with { Enforce = _world.Directory.Enforce.Add(Kind.User, Enforcement.Observe) };
        Assert.Empty(Plan(User("bob", ("userPrincipalName", AttributeValue.Of("bob@fabrikam.com")), ("displayName", AttributeValue.Of("bob")))).Findings);
    }

    [Fact]
    public void Another_tenant_is_named_with_its_domains()
    {
        _world.Directory = _world.Directory with { Tenant = "elsewhere.onmicrosoft.com", TenantSpan = At };
        _estate.Facts = new TargetFacts { TenantId = "0001", DisplayName = "Contoso", VerifiedDomains = ["contoso.com", "contoso.net"] };
        Assert.Equal(("RC303", "the credential leads to another tenant: Contoso (contoso.com, contoso.net)", At),
            Plan().Findings.Select(f => (f.Code, f.Message, f.Span)).Single());
        _estate.Facts = new TargetFacts { TenantId = "0001" };
        Assert.Equal("the credential leads to another tenant: 0001 (0001)", Assert.Single(Plan().Findings).Message);
    }

    [Theory]
    [InlineData("CONTOSO.COM")]
    [InlineData("0001-ABCD")]
    public void The_tenant_is_known_by_a_domain_or_by_its_id_whatever_the_case(string tenant)
    {
        _world.Directory = _world.Directory with { Tenant = tenant };
        _estate.Facts = new TargetFacts { TenantId = "0001-abcd", VerifiedDomains = ["contoso.com"] };
        Assert.Empty(Plan(Person("ada")).Findings);
    }

    [Fact]
    public void Where_the_tenant_does_not_tell_its_domains_none_is_missed()
    {
        _world.Directory = _world.Directory with { Tenant = "0001", Domains = ["fabrikam.com"] };
        _estate.Facts = new TargetFacts { TenantId = "0001" };
        Assert.Empty(Plan(Person("ada")).Findings);
    }

    [Fact]
    public void An_address_of_a_domain_that_is_not_verified_is_told_before_anything_is_written()
    {
        _world.Directory = _world.Directory with { Tenant = "contoso.com" };
        _estate.Facts = new TargetFacts { TenantId = "0001", VerifiedDomains = ["contoso.com"] };
        var wrong = User("bob", ("userPrincipalName", AttributeValue.Of("bob@odd@fabrikam.com")), ("displayName", AttributeValue.Of("bob")));
        var finding = Assert.Single(Plan(Person("ada"), wrong).Findings);
        Assert.Equal(("RC302", "`fabrikam.com` is not a verified domain of the tenant", At), (finding.Code, finding.Message, finding.Span));
        Assert.Empty(Plan(User("ada", ("userPrincipalName", AttributeValue.Of("ada@Contoso.com")), ("displayName", AttributeValue.Of("a")))).Findings);
    }

    [Fact]
    public void Objects_of_nobody_are_counted_kind_by_kind_without_the_recycle_bin()
    {
        _estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("x@contoso.com")));
        var gone = _estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("y@contoso.com")));
        _estate.Objects[gone.Id] = gone with { Deleted = true };
        _estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of("ada@contoso.com")));
        _estate.Add(Kind.Group, ("displayName", AttributeValue.Of("theirs")));
        _estate.Add(Kind.Group, ("displayName", AttributeValue.Of("theirs too")));
        _estate.Add(Kind.Group, ("displayName", AttributeValue.Of("ours")), ("reconcilerOwner", AttributeValue.Of("contoso/ours;c")));
        var plan = Plan(Person("ada"));
        Assert.Equal((1, 2), (plan.Strangers[Kind.User], plan.Strangers[Kind.Group]));
        Assert.Equal((0, 1), (plan.Owned[Kind.User], plan.Owned[Kind.Group]));
    }
}
