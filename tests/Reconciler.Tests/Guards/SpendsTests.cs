using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Which of an object's writes uses up a limit: the one that does what the guard fears.</summary>
public sealed class SpendsTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static DeclaredResource Ada(string address, params (string, AttributeValue)[] more) =>
        User("ada", [("userPrincipalName", Text($"{address}@contoso.com")), ("displayName", Text("ada")), .. more]);

    // Each spend with the write that it is on.
    private string[] Spent(params DeclaredResource[] resources)
    {
        var plan = Spends.Into([_world.Plan(resources)], [])[0];
        return [.. from operation in plan.Operations
                   from spend in plan.Spends.GetValueOrDefault(operation.Id, [])
                   select $"{spend.Guard} {spend.Count} {operation.GetType().Name}{(operation is Operation.Update update ? $" {update.Facet}" : "")} {operation.Name}"];
    }

    [Fact]
    public void A_changed_address_is_spent_by_the_write_that_carries_it()
    {
        _world.Apply(Ada("a"));
        Assert.Equal(["updates 1 Update profile ada", "identifiers 1 Update sensitive ada"],
            Spent(Ada("a2", ("department", Text("Sales")), ("otherMails", AttributeValue.OfTexts(["x@y"])))));
    }

    [Fact]
    public void A_closing_spends_the_removal_and_the_rest_the_update()
    {
        _world.Apply(Ada("a"), Person("bob"));
        Assert.Equal(["removals 1 Disable ada", "updates 1 Update profile ada"],
            Spent(Ada("a", ("accountEnabled", AttributeValue.Of(false)), ("department", Text("Sales"))), Person("bob")));
    }

    [Fact]
    public void Whoever_is_restored_and_closed_spends_the_closing()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Ada("a"));
        _world.Apply(Ada("a") with { Left = new DatedLine(_world.Day, At) });
        Assert.Equal(["removals 1 Disable ada"], Spent(Ada("a", ("accountEnabled", AttributeValue.Of(false)))));
    }

    [Fact]
    public void A_mark_that_is_rewritten_is_no_update()
    {
        _world.Apply(Ada("a"));
        var renamed = new DeclaredResource(new ResourceKey(Kind.User, "ada.l"), At)
        {
            Cells = Ada("a", ("otherMails", AttributeValue.OfTexts(["x@y"]))).Cells,
            Previously = [new OwnerMark("contoso", "ada")],
        };
        Assert.Equal(["updates 1 Update sensitive ada.l"], Spent(renamed));
    }

    [Fact]
    public void What_is_taken_over_is_spent_by_its_first_write()
    {
        _world.Estate.Add(Kind.User, ("userPrincipalName", Text("a@contoso.com")));
        Assert.Equal(["adoptions 1 Update profile ada"], Spent(Ada("a", ("otherMails", AttributeValue.OfTexts(["x@y"])))));
    }

    [Fact]
    public void Neither_leavers_nor_owners_spend_members()
    {
        DeclaredResource Staff(string[] members, params string[] owners) => Group("staff") with
        {
            Links = [Members(LinkMode.Exclusive, members), Members(LinkMode.Exclusive, owners) with { Link = "owners" }],
        };
        _world.Apply(Person("ada"), Person("bob"), Person("carol"), Staff(["ada", "bob", "carol"], "ada", "bob"));
        Assert.Equal(["announcedLeavers 1 Disable ada", "members 1 Unlink staff"],
            Spent(Person("ada") with { Left = new DatedLine(_world.Day, At) }, Person("bob"), Person("carol"), Staff(["ada", "carol"], "ada")));
    }
}
