using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>Whatever is done to a chain of reports behind its back is said of the report it was done to.</summary>
public sealed class HistoryCheckTests
{
    private static readonly ImmutableArray<HistoryFile> Chain = Build();
    private static readonly PreviousRow Head = new("r5", "h5");

    [Fact]
    public void An_untouched_chain_is_intact() => Assert.Equal("Ok Ok Ok Ok Ok", States(Chain, Head));

    [Fact]
    public void An_edit_shows_on_the_report_that_was_edited() => Assert.Equal("Ok Altered Ok Ok Ok", States(Chain.SetItem(1, Chain[1] with { Hash = "x" }), Head));

    [Fact]
    public void An_edit_that_also_forges_the_predecessor_throws_no_suspicion_on_that_one() =>
        Assert.Equal("Ok Unlinked Altered Ok Ok", States(Chain.SetItem(2, new HistoryFile("r3", "x", new HistoryFacts("r3", new PreviousRow("r2", "forged"), ValuesState.Whole))), Head));

    [Fact]
    public void A_report_that_is_gone_is_missing_and_the_one_before_it_stands_alone() => Assert.Equal("Ok Unlinked Missing Ok Ok", States(Chain.RemoveAt(2), Head));

    [Fact]
    public void The_newest_report_cannot_vanish_unseen() => Assert.Equal("Ok Ok Ok Unlinked Missing", States(Chain.RemoveAt(4), Head));

    [Fact]
    public void Two_that_changed_places_are_both_altered() =>
        Assert.Equal("Ok Altered Altered Ok Ok", States(Chain.SetItem(1, Chain[2] with { Run = "r2" }).SetItem(2, Chain[1] with { Run = "r3" }), Head));

    [Fact]
    public void One_that_was_slipped_in_is_a_fork() => Assert.Equal("Ok Ok Fork Ok Ok Ok",
        States(Chain.Add(new HistoryFile("r2b", "y", new HistoryFacts("r2b", new PreviousRow("r2", "h2"), ValuesState.Whole))), Head));

    [Fact]
    public void A_run_that_died_before_it_named_itself_the_newest_is_part_of_the_chain() => Assert.Equal("Ok Ok Ok Ok Ok", States(Chain, new PreviousRow("r4", "h4")));

    [Fact]
    public void Without_the_word_which_is_the_newest_nothing_vouches_for_it() => Assert.Equal("Ok Ok Ok Ok Unlinked", States(Chain, null));

    [Fact]
    public void Removed_values_are_said_and_do_not_break_the_chain()
    {
        var files = Chain.SetItem(3, Chain[3] with { Facts = new HistoryFacts("r4", new PreviousRow("r3", "h3"), ValuesState.Removed) });
        Assert.Equal("Ok Ok Ok ValuesRemoved Ok", States(files, Head));
        Assert.All(HistoryCheck.Of(files, Head), r => Assert.True(HistoryCheck.IsIntact(r.State)));
    }

    [Fact]
    public void What_is_no_report_and_what_has_false_values_is_altered() => Assert.Equal("Altered Ok Altered Ok Ok",
        States(Chain.SetItem(0, Chain[0] with { Facts = null }).SetItem(2, Chain[2] with { Facts = new HistoryFacts("r3", new PreviousRow("r2", "h2"), ValuesState.Altered) }), Head));

    private static string States(IReadOnlyCollection<HistoryFile> files, PreviousRow? head) => string.Join(' ', HistoryCheck.Of(files, head).Reverse().Select(r => r.State));

    private static ImmutableArray<HistoryFile> Build() =>
        [.. Enumerable.Range(1, 5).Select(i => new HistoryFile($"r{i}", $"h{i}", new HistoryFacts($"r{i}", i == 1 ? null : new PreviousRow($"r{i - 1}", $"h{i - 1}"), ValuesState.Whole)))];
}
