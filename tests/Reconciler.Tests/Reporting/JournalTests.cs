using System.Collections.Immutable;
using Reconciler.Core.Reporting;

namespace Reconciler.Tests.Reporting;

/// <summary>A journal is read up to where the writing stopped, and gives the report of its run.</summary>
public sealed class JournalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 14, 7, TimeSpan.Zero);

    private static readonly ImmutableArray<JournalLine> Lines =
    [
        new(Start) { Head = SampleReports.Partly with { Operations = [], Counts = new OutcomeCounts { Waiting = 3 }, Planned = SampleReports.Partly.Planned with { Operations = 5 } } },
        new(Start.AddSeconds(1)) { Intent = Row("a", "unknown"), Creation = "0123abcd" },
        new(Start.AddSeconds(1)) { Intent = Row("b", "unknown") },
        new(Start.AddSeconds(2)) { Ended = Row("a", "applied") },
        new(Start.AddSeconds(3)) { Ended = Row("b", "failed") },
        new(Start.AddSeconds(4)) { Intent = Row("c", "unknown") },
    ];

    [Fact]
    public void A_journal_that_was_cut_at_any_byte_gives_its_whole_lines()
    {
        ImmutableArray<byte[]> lines = [.. Lines.Select(JournalLines.Encode)];
        byte[] all = [.. lines.SelectMany(l => l)];
        for (var cut = 0; cut <= all.Length; cut++)
        {
            var (whole, end) = (0, 0);
            while (whole < lines.Length && end + lines[whole].Length <= cut)
                end += lines[whole++].Length;
            var read = JournalLines.Decode(all.AsSpan(0, cut));
            Assert.Equal((whole, 0, cut - end), (read.Lines.Length, read.Damaged, read.Torn));
        }
    }

    [Fact]
    public void A_line_that_was_changed_is_passed_over_and_counted()
    {
        ImmutableArray<byte[]> lines = [.. Lines.Select(JournalLines.Encode)];
        for (var at = 0; at < lines[3].Length; at += 7)
        {
            byte[] changed = [.. lines[3]];
            changed[at] ^= 1;
            var read = JournalLines.Decode([.. lines[..3].SelectMany(l => l), .. changed, .. lines[4..].SelectMany(l => l)]);
            Assert.True(read.Damaged > 0);
            Assert.Equal(DocumentJson.Write(Lines[4]), DocumentJson.Write(read.Lines[^2]));
            Assert.DoesNotContain(read.Lines, l => l.Ended?.Id == "a");
        }
    }

    [Fact]
    public void A_run_that_died_after_any_line_has_a_report_that_adds_up()
    {
        Assert.Null(JournalReport.Of([], Start));
        (int Applied, int Failed, int Unknown, int NotAttempted)[] expected = [(0, 0, 0, 5), (0, 0, 1, 4), (0, 0, 2, 3), (1, 0, 1, 3), (1, 1, 0, 3), (1, 1, 1, 2)];
        for (var n = 1; n <= Lines.Length; n++)
        {
            var report = Assert.IsType<ReportDocument>(JournalReport.Of(Lines[..n], Start.AddDays(1)));
            Assert.Equal((RunResult.Interrupted, 130, Lines[n - 1].At), (report.Result, report.ExitCode, report.Ended));
            Assert.Equal(expected[n - 1], (report.Counts.Applied, report.Counts.Failed, report.Counts.Unknown, report.Counts.NotAttempted));
            Assert.Equal(3, report.Counts.Waiting);
        }
    }

    private static OperationRow Row(string id, string outcome) => new()
    {
        Id = id, Target = "directory", Phase = "establish", Action = "update", Kind = "user", Name = id, Outcome = outcome,
        Cells = [new CellRow("jobTitle", "before", "nächstes\n→") { Origin = "declared" }],
    };
}
