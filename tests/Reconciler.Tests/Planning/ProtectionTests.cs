using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Who is never closed or unlinked, by which line, and which lines protect nobody.</summary>
public sealed class ProtectionTests
{
    private readonly MemoryEstate _estate = new();
    private readonly Roster _roster = new(TargetName.Directory);

    private Protection Of(ProtectedSettings settings) => Protection.Of(settings, _estate.Read(new ReadRequest(new ReadScope.Everything([]), _roster, new ValuePool())));

    private static ProtectedSettings Lines(params Reference[] objects) => new() { Objects = [.. objects.Select(o => new ProtectedLine(o, At))] };

    private static ProtectedSettings Roles(params string[] roles) => new() { Roles = [.. roles.Select(r => (r, At))] };

    private LiveObject Live(string name, params string[] roles) => _estate.Add(Kind.User,
        ("userPrincipalName", AttributeValue.Of($"{name}@contoso.com")), ("directoryRoles", AttributeValue.OfTexts(roles)));

    private string? Why(Protection protection, LiveObject live) => _roster.Find(new RemoteId(live.Id)) is { } handle ? protection.Why(handle) : "not known";

    [Fact]
    public void A_line_protects_by_address_by_id_and_by_key()
    {
        var (ada, bob, carol) = (Live("ada"), Live("bob"), Live("carol"));
        _roster.Bind(new ResourceKey(Kind.User, "carol"), _roster.Live(Kind.User, new RemoteId(carol.Id)));
        var protection = Of(Lines(new Reference.ByAttribute(Kind.User, "userPrincipalName", "ADA@contoso.com"), new Reference.ById(Kind.User, new RemoteId(bob.Id)),
            new Reference.ByKey(new ResourceKey(Kind.User, "carol"))));
        Assert.Equal((3, "protected", "protected", "protected"), (protection.Count, Why(protection, ada), Why(protection, bob), Why(protection, carol)));
        Assert.Empty(protection.Faults);
        Assert.False(protection.Covers(_roster.Live(Kind.User, new RemoteId("dora"))));
    }

    [Fact]
    public void A_line_that_protects_nobody_is_a_fault_once_everything_was_read()
    {
        Live("ada");
        var line = Lines(new Reference.ById(Kind.User, new RemoteId("gone")), new Reference.ByKey(new ResourceKey(Kind.Group, "staff")));
        Assert.Equal([("RC301", "the protected object `gone` does not exist", At), ("RC301", "the protected object `staff` does not exist", At)],
            Of(line).Faults.Select(f => (f.Code, f.Message, f.Span)));
        _estate.Incomplete.Add("user");
        Assert.Equal("the protected object `staff` does not exist", Assert.Single(Of(line).Faults).Message);
    }

    [Fact]
    public void Whoever_holds_one_of_the_roles_is_protected_by_the_first_that_is_written()
    {
        var (ada, bob, carol) = (Live("ada", "Reports Reader", "global administrator"), Live("bob", "Reports Reader"), Live("carol"));
        var protection = Of(Roles("Global Administrator", "User Administrator"));
        Assert.Equal(("holds Global Administrator", null, null, 1), (Why(protection, ada), Why(protection, bob), Why(protection, carol), protection.Count));
        Assert.Equal(0, Of(Roles()).Count);
    }

    [Fact]
    public void A_line_says_more_than_a_role_and_our_own_principal_more_than_both()
    {
        var (ada, bob) = (Live("ada", "Global Administrator"), Live("bob", "Global Administrator"));
        var settings = Roles("Global Administrator") with { Objects = [new ProtectedLine(new Reference.ById(Kind.User, new RemoteId(ada.Id)), At), new ProtectedLine(new Reference.ById(Kind.User, new RemoteId(bob.Id)), At)] };
        _estate.Facts = new TargetFacts { OwnPrincipal = new RemoteId(bob.Id) };
        var protection = Of(settings);
        Assert.Equal(("protected", "our own principal"), (Why(protection, ada), Why(protection, bob)));
        _estate.Facts = new TargetFacts { OwnPrincipal = new RemoteId("elsewhere") };
        Assert.Equal("protected", Why(Of(settings), bob));
    }
}
