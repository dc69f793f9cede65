using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Planning.Fabricated;

namespace Reconciler.Tests.Planning;

/// <summary>What one object's part of a plan holds, when the part is all that is declared of an object, and what stands still beside it.</summary>
public sealed class NarrowedTests
{
    private readonly Fabricated _plan = new();

    private static readonly CellChange Mark = new(EstateSchema.Schema[Kind.User].WithRole(AttributeRole.Mark) ?? throw new InvalidOperationException(),
        AttributeValue.None, AttributeValue.Of("contoso/ada"), Written);

    private Entry Staff(params string[] ends) => _plan.Entry("staff") with { Links = [_plan.List(Members, ends)] };

    private static string Names(TargetPlan plan) => string.Join(' ', plan.Entries.Select(e => e.Name));

    [Fact]
    public void One_persons_part_holds_her_ends_in_lists_that_change_and_no_others()
    {
        var part = Narrowing.Only(_plan.Plan(_plan.Entry("ada", null, Cell("department")), Staff("+ada", "+bob", "-carol"), _plan.Entry("bob", null, Cell("department"))), Key("ada"));
        Assert.Equal(("ada staff", "members +ada"), (Names(part), _plan.Text(part.Entries[1])));
        Assert.Equal((new Change.Update(), true), (part.Entries[1].Change, part.Entries[1].Cells.IsEmpty));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_is_only_observed_or_created_is_no_part_of_hers(bool observed)
    {
        var staff = Staff("+ada") with { Change = observed ? new Change.Observed(new Change.Update()) : new Change.Create() };
        Assert.Equal("ada", Names(Narrowing.Only(_plan.Plan(_plan.Entry("ada", null, Cell("department")), staff), Key("ada"))));
    }

    [Fact]
    public void The_extension_goes_with_a_mark_that_is_written_alone()
    {
        var extension = new ResourceKey(Kind.Extension, "reconcilerOwner");
        var made = new Entry(_plan.Roster.Declared(extension), Kind.Extension, new Change.Keep(KeepReason.Unchanged), Written) { Key = extension, Name = "extension" };
        string Left(Entry entry) => Names(Narrowing.To(_plan.Plan(made, entry), e => e));
        Assert.Equal("extension ada", Left(_plan.Entry("ada", null, Mark, Cell("department"))));
        Assert.Equal("ada", Left(_plan.Entry("ada", null, Cell("department"))));
        Assert.Equal("ada", Left(_plan.Entry("ada", new Change.Observed(new Change.Update()), Mark)));
    }

    [Fact]
    public void A_part_that_holds_all_that_there_is_to_do_to_an_object_is_what_is_declared_of_it()
    {
        var whole = _plan.Plan(_plan.Entry("ada", null, Cell("department")), _plan.Entry("bob", new Change.Keep(KeepReason.Unchanged)), _plan.Entry("carol", null, Cell("department")));
        var part = Narrowing.Only(whole, Key("ada"));
        Assert.Equal(["declared ada", "declared bob", null], new[] { "ada", "bob", "carol" }.Select(k => part.Fingerprint(Key(k))));
    }

    [Fact]
    public void Whatever_is_left_out_of_an_object_it_is_not_what_is_declared_of_it()
    {
        var ada = _plan.Entry("ada", null, Cell("department"), Cell("jobTitle")) with { Links = [_plan.List(Manager, "+bob", "-carol")] };
        string? Of(Entry whole, Entry? left) => Narrowing.To(_plan.Plan(whole), _ => left).Fingerprint(Key("ada"));
        Assert.Equal("declared ada", Of(ada, ada));
        Assert.Null(Of(ada, ada with { Cells = ada.Cells[..1] }));
        Assert.Null(Of(ada, ada with { Links = [] }));
        Assert.Null(Of(ada, ada with { Links = [ada.Links[0] with { Removes = [] }] }));
        Assert.Null(Of(ada, ada with { Cells = ada.Cells[..1], Links = [ada.Links[0] with { Removes = [] }] }));
        Assert.Null(Of(ada, null));
        Assert.Null(Of(_plan.Entry("ada", new Change.Delete(new Claim.Policy("line", World.At))), null));
        var withheld = _plan.Entry("ada", null, Cell("department")) with { Links = [_plan.List(Manager, "+bob") with { Withheld = 1 }] };
        Assert.Null(Of(withheld, withheld with { Links = [] }));
    }

    [Fact]
    public void Beside_a_part_all_else_stays_as_it_is()
    {
        var ada = _plan.Entry("ada", null, Cell("department"), Cell("jobTitle"));
        var blocked = _plan.Entry("ada", new Change.Blocked(Conflicts.ComputedMembership()));
        var whole = _plan.Plan(ada, blocked, _plan.Entry("bob", null, Cell("department")) with { Effects = Effects.Updated },
            _plan.Entry("carol", new Change.Adopt(new RecognisedBy.ById()), Mark), _plan.Entry("dora", new Change.Create()), _plan.Entry("emil", new Change.Create()), Staff("+emil"));
        var part = _plan.Plan(ada with { Cells = ada.Cells[..1] }, _plan.Entry("dora", new Change.Create()));
        var stands = Narrowing.Standstill(whole, part);
        Assert.Equal("ada ada bob dora staff", Names(stands));
        Assert.Equal((1, new Change.Update()), (stands.Entries[0].Cells.Length, stands.Entries[0].Change));
        Assert.Equal(blocked, stands.Entries[1]);
        Assert.Equal((new Change.Keep(KeepReason.Unchanged), true, Effects.None), (stands.Entries[2].Change, stands.Entries[2].Cells.IsEmpty, stands.Entries[2].Effects));
        Assert.Equal((new Change.Create(), ""), (stands.Entries[3].Change, _plan.Text(stands.Entries[4])));
    }

    [Fact]
    public void Two_values_that_are_left_are_an_update()
    {
        Assert.Equal(Effects.Updated, Narrowing.With(_plan.Entry("ada"), [Cell("department"), Cell("jobTitle")], []).Effects);
        Assert.Equal(Effects.Updated | Effects.LinksGained | Effects.LinksLost,
            Narrowing.With(_plan.Entry("ada"), [Cell("department")], [_plan.List(Members, "+bob"), _plan.List(Owners, "-bob")]).Effects);
    }
}
