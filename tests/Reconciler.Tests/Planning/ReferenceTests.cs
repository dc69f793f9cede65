using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>What a written reference stands for, and what is told of one that stands for nothing.</summary>
public sealed class ReferenceTests
{
    private readonly World _world = new();

    // References on a plan of what is declared, with some of its entries replaced or left out.
    private References Over(Func<Entry, Entry?> change, params DeclaredResource[] resources)
    {
        var plan = _world.Plan(resources);
        var entries = plan.Entries.Select(change).OfType<Entry>().ToImmutableArray();
        return new References(_world.Model(resources), plan.Snapshot, DirectoryView.Foresee(plan.Snapshot, entries), entries, _world.Day);
    }

    private static DeclaredReference To(string key, DateOnly? until = null) =>
        new(new Reference.ByKey(new ResourceKey(Kind.User, key)), At) { Terms = new LinkTerms(Until: until) };

    private static DeclaredReference By(string address, SourceSpan? span = null) => new(new Reference.ByAttribute(Kind.User, "userPrincipalName", address), span ?? At);

    private static string? Why(References references, DeclaredReference reference) => (references.Resolve(reference) as Resolution.Unresolved)?.Why;

    [Fact]
    public void Each_lost_line_is_told_once_by_what_it_says()
    {
        var references = Over(e => e, Person("ada"));
        var elsewhere = new SourceSpan("teams.yaml", 9, 3, 5);
        foreach (var line in new[] { By("x@contoso.com"), By("x@contoso.com"), By("y@contoso.com"), By("x@contoso.com", elsewhere), By("ada@contoso.com") })
            references.Resolve(line);
        Assert.Equal(
            [("RC304", "nothing live answers to `x@contoso.com`", At), ("RC304", "nothing live answers to `y@contoso.com`", At), ("RC304", "nothing live answers to `x@contoso.com`", elsewhere)],
            references.Findings.Select(f => (f.Code, f.Message, f.Span)));
        Assert.Equal("not found, so this list only grows in this plan", references.Findings[0].Label);
        Assert.Equal(["correct it or remove the line; until then nothing is removed from the list"], references.Findings[0].Help.ToArray());
    }

    [Fact]
    public void An_id_that_is_not_there_is_told_too()
    {
        var references = Over(e => e, Person("ada"));
        Assert.Equal("nothing live answers to 1234", Why(references, new DeclaredReference(new Reference.ById(Kind.User, new RemoteId("1234")), At)));
        Assert.Equal("nothing live answers to `1234`", Assert.Single(references.Findings).Message);
    }

    [Fact]
    public void A_key_that_waits_is_no_mistake_of_the_line()
    {
        var references = Over(e => e.Name switch
        {
            "ada" => null,
            "bob" => e with { Change = new Change.Blocked(Conflicts.SeveralHits("mail", "b", 2)) },
            "carol" => e with { Change = new Change.Observed(new Change.Create()) },
            "dora" => e with { Change = new Change.Keep(KeepReason.Incomplete) },
            _ => e,
        }, Person("ada"), Person("bob"), Person("carol"), Person("dora"), Person("emil"));
        Assert.Equal(
            ["ada has no place in this plan", "bob is in conflict", "carol is not created: enforce is observe", "dora is not created while the read is incomplete", null],
            new[] { "ada", "bob", "carol", "dora", "emil" }.Select(k => Why(references, To(k))));
        Assert.Empty(references.Findings);
    }

    [Fact]
    public void What_is_only_observed_but_there_is_found()
    {
        _world.Apply(Person("ada"));
        var references = Over(e => e with { Change = new Change.Observed(new Change.Update()) }, Person("ada"));
        Assert.IsType<Resolution.Found>(references.Resolve(To("ada")));
    }

    [Fact]
    public void A_line_counts_until_the_end_of_its_day_and_says_which()
    {
        _world.Apply(Person("ada"));
        var references = Over(e => e, Person("ada"));
        Assert.IsType<Resolution.Found>(references.Resolve(To("ada", _world.Day)));
        var over = Assert.IsType<Resolution.Inert>(references.Resolve(To("ada", _world.Day.AddDays(-1))));
        Assert.Equal(new Cause.Dated("until", new DateOnly(2026, 11, 20), At), over.Cause);
        Assert.NotNull(over.Object);
    }

    [Fact]
    public void Whoever_has_left_is_absent_by_key_by_address_and_by_id()
    {
        _world.Apply(Person("ada"), Person("bob"));
        var references = Over(e => e, Person("ada") with { Left = new DatedLine(_world.Day, At) }, Person("bob"));
        var id = new RemoteId(_world.Estate.Objects.Values.Single(o => o["displayName"].ToString() == "ada").Id);
        foreach (var line in new[] { To("ada"), By("ADA@contoso.com"), new DeclaredReference(new Reference.ById(Kind.User, id), At) })
            Assert.IsType<Cause.Left>(Assert.IsType<Resolution.Inert>(references.Resolve(line)).Cause);
        Assert.IsType<Resolution.Found>(references.Resolve(By("bob@contoso.com")));
        Assert.Empty(references.Findings);
    }
}
