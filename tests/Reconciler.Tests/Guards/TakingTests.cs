using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>Of all that a run writes, the one write on which the loss of an application is spent.</summary>
public sealed class TakingTests
{
    private static readonly ApplicationSettings Wiki = new("wiki", Enforcement.Full, At);

    private readonly Roster _directory = new(TargetName.Directory);
    private readonly Roster _accounts = new(Wiki.AccountTarget);

    private Handle Someone(string key) => _directory.Declared(new ResourceKey(Kind.User, key));

    private Handle Some(string group) => _directory.Declared(new ResourceKey(Kind.Group, group));

    private Handle Account(string key) => _accounts.Declared(new ResourceKey(Kind.User, key));

    private static OperationId Id(string name) => new(name);

    private static Operation Leaves(string id, Handle list, string link, params Handle[] ends)
    {
        var schema = EstateSchema.Schema.Kinds.Select(k => k.FindLink(link)).OfType<LinkSchema>().Single();
        return new Operation.Unlink(Id(id), list, schema.From, Phase.Unlink, new LinkEnds(schema, [.. ends.Select(e => new LinkEnd(e))])) { Name = id };
    }

    private static Operation Closes(string id, Handle account) => new Operation.Disable(Id(id), account, Kind.User, Phase.Disable, [], false) { Name = id };

    private static Operation Deletes(string id, Handle gone, Kind kind) => new Operation.Delete(Id(id), gone, kind, Phase.Delete, new Claim.Policy("line", At)) { Name = id };

    private static Operation Changes(string id, Handle changed) => new Operation.Update(Id(id), changed, Kind.User, Phase.Establish, "profile", []) { Name = id };

    private static TargetPlan Plan(Roster roster, params Operation[] operations) =>
        new(roster.Target, new Snapshot(roster, new ValuePool(), EstateSchema.Schema, Now), [], [.. operations]);

    private static AccessChange Loss(Handle person, Handle? group = null, string? key = null) =>
        new(person, "somebody", "User", false, new Cause.NotListed(At)) { Group = group, Key = key is null ? null : new ResourceKey(Kind.User, key) };

    // The writes on which it is spent.
    private static string[] Spent(AccessChange lost, bool isFromDirectory, params TargetPlan[] plans)
    {
        var access = new ApplicationAccess(Wiki, 10, 9, [lost]) { IsFromDirectory = isFromDirectory };
        return [.. Spends.Into(plans, [access]).SelectMany(p => p.Spends).Select(s =>
        {
            Assert.Equal([new Spend("accessLost", new TargetName("wiki"), "people", "wiki", 1)], s.Value.ToArray());
            return s.Key.Value;
        })];
    }

    private string[] SpentIn(AccessChange lost, params Operation[] operations) => Spent(lost, true, Plan(_directory, operations));

    [Fact]
    public void A_group_that_leaves_the_application_and_other_lists_takes_it_there()
    {
        var wiki = _directory.Declared(Wiki.ResourceKey);
        Assert.Equal(["wiki"], SpentIn(Loss(Someone("ada"), Some("staff")),
            Leaves("docs", _directory.Declared(new ResourceKey(Kind.Application, "docs")), "assignments", Some("staff")),
            Leaves("parent", Some("parent"), "members", Some("staff")),
            Leaves("other group", wiki, "assignments", Some("others")),
            Leaves("wiki", wiki, "assignments", Some("others"), Some("staff")),
            Leaves("friends", Some("friends"), "members", Someone("ada"))));
    }

    [Fact]
    public void A_group_that_leaves_a_group_around_it_takes_it_there() =>
        Assert.Equal(["parent"], SpentIn(Loss(Someone("ada"), Some("inner")),
            Leaves("somebody else", Some("friends"), "members", Someone("bob")),
            Leaves("friends", Some("friends"), "members", Someone("ada")),
            Leaves("parent", Some("parent"), "members", Some("inner"), Some("other")),
            Closes("ada", Someone("ada"))));

    [Fact]
    public void A_person_who_leaves_a_group_inside_takes_it_there() =>
        Assert.Equal(["inner"], SpentIn(Loss(Someone("ada"), Some("outer")),
            Closes("ada", Someone("ada")),
            Leaves("somebody else", Some("friends"), "members", Someone("bob")),
            Leaves("inner", Some("inner"), "members", Someone("ada"), Someone("bob"))));

    [Fact]
    public void Owners_and_managers_that_go_take_no_access() =>
        Assert.Equal(["friends"], SpentIn(Loss(Someone("ada")),
            Leaves("owner", Some("staff"), "owners", Someone("ada")),
            Leaves("friends", Some("friends"), "members", Someone("ada"))));

    [Fact]
    public void The_closing_of_the_person_takes_it_before_what_others_leave() =>
        Assert.Equal(["ada"], SpentIn(Loss(Someone("ada"), Some("staff")),
            Closes("bob", Someone("bob")),
            Changes("ada's values", Someone("ada")),
            Leaves("somebody else", Some("friends"), "members", Someone("bob")),
            Closes("ada", Someone("ada"))));

    [Fact]
    public void The_deletion_of_the_group_takes_it_from_its_members() =>
        Assert.Equal(["staff"], SpentIn(Loss(Someone("ada"), Some("staff")),
            Deletes("others", Some("others"), Kind.Group),
            Changes("staff's values", Some("staff")),
            Leaves("somebody else", Some("friends"), "members", Someone("bob")),
            Deletes("staff", Some("staff"), Kind.Group)));

    [Fact]
    public void What_nothing_explains_is_spent_by_the_first_that_leaves_a_list() =>
        Assert.Equal(["first"], SpentIn(Loss(Someone("ada")),
            Closes("bob", Someone("bob")),
            Leaves("first", Some("friends"), "members", Someone("bob")),
            Leaves("second", Some("staff"), "members", Someone("bob"))));

    [Fact]
    public void What_no_write_takes_is_not_spent() =>
        Assert.Empty(SpentIn(Loss(Someone("ada"), Some("staff")), Changes("ada's values", Someone("ada")), Closes("bob", Someone("bob"))));

    [Fact]
    public void Beside_a_directory_the_account_of_that_person_takes_it()
    {
        var plans = new[]
        {
            Plan(_directory, Changes("ada's values", Someone("ada"))),
            Plan(_accounts, Closes("bob's account", Account("bob")), Changes("ada's title", Account("ada")), Deletes("ada's account", Account("ada"), Kind.User)),
        };
        Assert.Equal(["ada's account"], Spent(Loss(Someone("ada"), key: "ada"), true, plans));
        Assert.Empty(Spent(Loss(Someone("carol"), key: "carol"), true, plans));
        // Handles count each target's own objects: without a key nobody knows whose account it is.
        Assert.Empty(Spent(Loss(Someone("ada")), true, plans));
    }

    [Fact]
    public void Without_the_directory_in_the_run_the_account_takes_it() =>
        Assert.Equal(["ada's account"], Spent(Loss(Someone("ada"), key: "ada"), true, Plan(_accounts, Closes("bob's account", Account("bob")), Closes("ada's account", Account("ada")))));

    [Fact]
    public void Where_only_accounts_are_known_the_account_itself_takes_it()
    {
        var accounts = Plan(_accounts, Closes("bob's account", Account("bob")), Changes("ada's title", Account("ada")), Closes("ada's account", Account("ada")));
        Assert.Equal(["ada's account"], Spent(Loss(Account("ada")), false, Plan(_directory, Leaves("staff", Some("staff"), "members", Someone("ada"))), accounts));
        Assert.Empty(Spent(Loss(Account("carol")), false, accounts));
    }

    [Fact]
    public void A_change_that_this_part_does_not_write_spends_nothing()
    {
        var world = new World();
        world.Apply(Person("ada"), Person("bob"));
        var plan = world.Plan(Person("ada", ("department", AttributeValue.Of("Sales"))), Person("bob", ("department", AttributeValue.Of("Sales"))));
        var part = plan with { Operations = [.. plan.Operations.Where(o => o.Name == "bob")] };
        var spends = Assert.Single(Spends.Into([part], [])[0].Spends);
        Assert.Equal((part.Operations[0].Id, "updates"), (spends.Key, Assert.Single(spends.Value).Guard));
    }
}
