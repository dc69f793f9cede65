using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What is taken over, known under another key, released or left alone, and what is told of it.</summary>
public sealed class OwnershipTests
{
    private readonly World _world = new();

    private static AttributeValue Text(string text) => AttributeValue.Of(text);

    private static DeclaredResource Renamed { get; } =
        new(new ResourceKey(Kind.User, "ada.lovelace"), At) { Cells = Person("ada").Cells, Previously = [new OwnerMark("contoso", "ada")] };

    private Entry Only(params DeclaredResource[] resources) => Assert.Single(_world.Plan(resources).Entries);

    private LiveObject Live(string key, params (string, AttributeValue)[] more) =>
        _world.Estate.Add(Kind.User, [("userPrincipalName", Text($"{key}@contoso.com")), ("displayName", Text(key)), .. more]);

    private static (KeepReason, string?) Kept(Entry entry) => entry.Change is Change.Keep keep ? (keep.Why, keep.Detail) : throw new InvalidOperationException($"{entry.Change}");

    [Fact]
    public void Whom_we_take_over_we_did_not_create_and_the_mark_says_so()
    {
        Live("ada");
        var entry = Only(Person("ada"));
        var cell = Assert.Single(entry.Cells);
        Assert.Equal(("contoso/ada", new Cause.Derived("owner mark", At)), (cell.After.ToString(), cell.Cause));
        Assert.Equal((new Change.Adopt(new RecognisedBy.ByAttribute("userPrincipalName")), Effects.Adopted), (entry.Change, entry.Effects));
    }

    [Fact]
    public void Another_key_is_written_on_the_mark_and_brings_nobody_back()
    {
        _world.Apply(Person("ada"));
        var entry = Only(Renamed);
        Assert.Equal(("ada", Effects.None), (Assert.IsType<Change.Rekey>(entry.Change).Old.Key, entry.Effects));
        Assert.Equal("contoso/ada.lovelace;c", Assert.Single(entry.Cells).After.ToString());
    }

    [Fact]
    public void Who_returns_under_another_key_is_brought_back()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply();
        var entry = Only(Renamed);
        Assert.Equal((new Change.Restore(), Effects.Restored), (entry.Change, entry.Effects));
    }

    [Fact]
    public void A_release_stands_by_its_line()
    {
        _world.Apply(Person("ada"));
        var line = At with { Line = 40 };
        _world.Settings = _world.Settings with { Release = [new ReleaseLine(new ResourceKey(Kind.User, "ada"), line)] };
        var entry = Only();
        Assert.Equal((new Change.Release(), Effects.Released, new Cause.Policy("release", line)), (entry.Change, entry.Effects, entry.Cause));
        Assert.Equal((Text("contoso/ada;c"), AttributeValue.None, entry.Cause), (entry.Cells[0].Before, entry.Cells[0].After, entry.Cells[0].Cause));
    }

    [Fact]
    public void What_nobody_proves_to_be_ours_stays_with_its_mark_and_from_no_file()
    {
        _world.Apply(Person("ada"));
        _world.Ledger = Ledger.Empty("contoso", TargetName.Directory, null);
        var entry = Only();
        Assert.Equal((KeepReason.Orphan, "marked contoso/ada"), Kept(entry));
        Assert.Equal((new Cause.Undeclared(""), new ResourceKey(Kind.User, "ada")), (entry.Cause, entry.Key));
    }

    [Fact]
    public void What_nobody_proves_to_be_ours_and_is_gone_is_done_with()
    {
        _world.Directory = _world.Directory with { UserLeavers = new LeaverPolicy(LeaverAction.Delete) };
        _world.Apply(Person("ada"));
        _world.Apply();
        _world.Ledger = Ledger.Empty("contoso", TargetName.Directory, null);
        var entry = Only();
        Assert.Equal((KeepReason.Unchanged, "already deleted"), Kept(entry));
        Assert.Equal((new Cause.Undeclared(""), new ResourceKey(Kind.User, "ada")), (entry.Cause, entry.Key));
    }

    [Fact]
    public void An_object_in_conflict_is_told_by_what_was_hit()
    {
        var live = Live("ada", ("accountEnabled", AttributeValue.Of(false)));
        var entry = Only(Person("ada"));
        Assert.Equal(("RC403", new RemoteId(live.Id), new ResourceKey(Kind.User, "ada"), "ada"),
            (Assert.IsType<Change.Blocked>(entry.Change).Why.Code, entry.Id, entry.Key, entry.Name));
    }

    [Fact]
    public void A_leaver_in_conflict_is_left_alone()
    {
        var live = Live("ada", ("accountEnabled", AttributeValue.Of(false)));
        var left = new DatedLine(new DateOnly(2026, 11, 1), At);
        var entry = Only(Person("ada") with { Left = left });
        Assert.Equal((KeepReason.NotOurs, "left, and the live object does not bear our mark"), Kept(entry));
        Assert.Equal((new RemoteId(live.Id), new ResourceKey(Kind.User, "ada"), new Cause.Left(left.Date, At)), (entry.Id, entry.Key, entry.Cause));
    }

    [Fact]
    public void A_leaver_whom_several_answer_to_is_left_alone_too()
    {
        Live("ada", ("employeeId", Text("7")));
        Live("bob", ("employeeId", Text("7")));
        var entry = Only(Person("ada", ("employeeId", Text("7"))) with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) });
        Assert.Equal((KeepReason.NotOurs, "left, and the live object does not bear our mark"), Kept(entry));
        Assert.Equal((null, new ResourceKey(Kind.User, "ada")), (entry.Id, entry.Key));
    }

    [Fact]
    public void Only_new_people_of_a_federated_domain_need_an_immutable_id()
    {
        _world.Estate.Facts = new TargetFacts { FederatedDomains = ["contoso.com"] };
        DeclaredResource At(string address, params (string, AttributeValue)[] more) => User("x", [("userPrincipalName", Text(address)), .. more]);
        Assert.IsType<Change.Blocked>(Only(At("ada@CONTOSO.com")).Change);
        Assert.IsType<Change.Create>(Only(At("ada@fabrikam.com")).Change);
        Assert.IsType<Change.Create>(Only(At("ada@notcontoso.com")).Change);
        Assert.IsType<Change.Create>(Only(At("ada@contoso.com", ("userType", Text("Guest")), ("mail", Text("ada@x.org")))).Change);
        Assert.IsType<Change.Create>(Only(Group("x")).Change);
    }
}
