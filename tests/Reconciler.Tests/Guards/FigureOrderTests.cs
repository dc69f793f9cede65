using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Guards;

/// <summary>In which order kinds and causes are told, and what is counted over all kinds.</summary>
public sealed class FigureOrderTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static TargetPlan Holding(params (Kind Kind, int Count)[] owned) =>
        new World().Plan() with { Owned = owned.ToImmutableDictionary(o => o.Kind, o => o.Count) };

    private static string[] CausesOf(params Cause[] causes) =>
        [.. Causes.Of([.. causes.Select(c => new Entry(new Handle(0), Kind.User, new Change.Update(), c))], ["people.yaml"])];

    [Fact]
    public void People_come_first_and_other_kinds_by_name()
    {
        var plan = Holding((Kind.Group, 2), (Kind.Device, 3), (Kind.User, 4), (Kind.Application, 1));
        var findings = Judge.Over([plan], [], GuardSettings.Default, [], Today).Findings.Where(f => f.Guard == "removals");
        Assert.Equal([("users", 4), ("applications", 1), ("devices", 3), ("groups", 2)], findings.Select(f => (f.Counted, f.Base)));
    }

    [Fact]
    public void The_room_to_take_over_is_measured_against_all_kinds_together()
    {
        var settings = new GuardSettings([new GuardLimit("adoptions", 5, 0, null)]);
        var together = Judge.AdoptionsLeft(Holding((Kind.User, 600), (Kind.Group, 400)), settings, Today);
        Assert.Equal(50, together);
        Assert.Equal(30, Judge.AdoptionsLeft(Holding((Kind.User, 600)), settings, Today));
    }

    [Fact]
    public void A_mapping_that_is_called_gone_is_no_folder() =>
        Assert.Equal(["1 by the mapping a file that is gone"], CausesOf(new Cause.Mapped("a file that is gone", "jobTitle", SourceSpan.None)));

    [Fact]
    public void A_why_that_begins_like_a_lost_file_is_told_as_it_is() =>
        Assert.Equal(["1 no longer declared: by hand"], CausesOf(new Cause.NoAccess("no longer declared: by hand", null, SourceSpan.None)));

    [Fact]
    public void More_hits_come_first_whatever_they_are_called() => Assert.Equal(
        ["3 whose grace is over", "2 in people.yaml", "1 by the mapping people"],
        CausesOf(new Cause.Mapped("people", "x", SourceSpan.None), new Cause.Declared(At), new Cause.GraceOver(Today), new Cause.Declared(At), new Cause.GraceOver(Today), new Cause.GraceOver(Today)));

    [Fact]
    public void An_object_without_any_file_is_not_called_a_lost_file() =>
        Assert.Equal(["1 no longer declared "], CausesOf(new Cause.Undeclared("")));
}
