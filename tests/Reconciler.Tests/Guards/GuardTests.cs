using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

public sealed class GuardTests
{
    private readonly World _world = new();

    [Theory]
    [InlineData(0, 3)]
    [InlineData(12, 3)]
    [InlineData(766, 38)]
    [InlineData(1204, 50)]
    public void A_limit_is_a_share_between_two_bounds(int baseline, int limit) =>
        Assert.Equal(limit, GuardSettings.Default["removals"].Over(baseline));

    [Fact]
    public void Removals_count_effects_whatever_caused_them()
    {
        var people = Enumerable.Range(0, 12).Select(i => Person($"p{i:00}")).ToArray();
        _world.Apply(people);
        var closed = people.Select(p => p with
        {
            Cells = p.Cells.Add(new DeclaredCell("accountEnabled", AttributeValue.Of(false), At, Origin.Defaults)),
        }).ToArray();

        var verdict = _world.Judge(_world.Model(closed));

        var finding = Assert.Single(verdict.Blocking, f => f.Guard == "removals");
        Assert.Equal((12, 3, 12), (finding.Figure, finding.Limit, finding.Base));
        Assert.Equal(["12 by defaults, people.yaml:4", "no users would be left"], finding.Causes.ToArray());
    }

    [Fact]
    public void A_lost_file_is_named_with_every_key_that_vanished_with_it()
    {
        _world.Apply([.. Enumerable.Range(0, 80).Select(i => Person($"p{i:00}") with { Span = At with { File = i < 4 ? "lisbon.yaml" : "people.yaml" } })]);

        var finding = _world.Judge(_world.Model([.. Enumerable.Range(4, 76).Select(i => Person($"p{i:00}"))])).Findings.First(f => f.Guard == "removals");

        Assert.Equal((4, 4, true), (finding.Figure, finding.Limit, !finding.Blocks));
        Assert.Equal("4 no longer declared: lisbon.yaml is gone", Assert.Single(finding.Causes));
        Assert.Equal(["p00", "p01", "p02", "p03"], finding.Names.ToArray());
    }

    [Fact]
    public void Leavers_that_were_announced_have_a_limit_of_their_own()
    {
        var people = Enumerable.Range(0, 10).Select(i => Person($"p{i}")).ToArray();
        _world.Apply(people);
        var verdict = _world.Judge(_world.Model([.. people.Select(p => p with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) })]));
        Assert.Equal(["announcedLeavers"], verdict.Blocking.Select(f => f.Guard));
    }

    [Fact]
    public void The_last_member_never_leaves_unannounced()
    {
        _world.Apply(Person("ada"), Group("g", "ada"));
        var verdict = _world.Judge(_world.Model(Person("ada"), Group("g")));
        var finding = Assert.Single(verdict.Blocking);
        Assert.Equal(("members", "g"), (finding.Guard, finding.Of));

        Assert.False(_world.Judge(_world.Model(Person("ada") with { Left = new DatedLine(new DateOnly(2026, 11, 1), At) }, Group("g", "ada"))).IsBlocked);
    }

    [Fact]
    public void An_override_is_a_budget_until_its_day()
    {
        _world.Apply([.. Enumerable.Range(0, 10).Select(i => Person($"p{i}"))]);
        var budget = new GuardOverride("removals", TargetName.Directory, 10, new DateOnly(2026, 11, 21), "iam", "CHG-1", At);
        _world.Settings = _world.Settings with { Guards = GuardSettings.Default with { Overrides = [budget] } };
        Assert.False(_world.Judge(_world.Model()).IsBlocked);
        _world.Day = new DateOnly(2026, 11, 22);
        Assert.True(_world.Judge(_world.Model()).IsBlocked);
    }

    [Fact]
    public void Adoptions_count_but_for_those_with_an_id()
    {
        var live = Enumerable.Range(0, 25).Select(i => _world.Estate.Add(Kind.User, ("userPrincipalName", AttributeValue.Of($"p{i}@contoso.com")))).ToArray();
        Assert.True(_world.Judge(_world.Model([.. live.Select((_, i) => Person($"p{i}"))])).IsBlocked);
        Assert.False(_world.Judge(_world.Model([.. live.Select((l, i) => Person($"p{i}") with { Id = new RemoteId(l.Id) })])).IsBlocked);
    }
}
