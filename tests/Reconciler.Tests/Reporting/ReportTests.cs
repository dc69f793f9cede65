using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Tests.Reporting;

public sealed class ReportTests
{
    private const string Path = ".reconciler/history/2026-11-21T021407Z.json";

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void A_partly_applied_run(int width) => Golden.Matches($"report.partly.{width}.txt", ReportText.Render(SampleReports.Partly, Path, width).ToPlain());

    [Fact]
    public void An_applied_run() => Golden.Matches("report.applied.txt", ReportText.Render(SampleReports.Applied, Path, 100).ToPlain());

    [Fact]
    public void A_blocked_run() => Golden.Matches("report.blocked.txt", ReportText.Render(SampleReports.Blocked, Path, 100).ToPlain());

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public void A_run_over_several_targets(int width) => Golden.Matches($"report.estate.{width}.txt", ReportText.Render(SampleReports.Estate, Path, width).ToPlain());

    [Fact]
    public void A_run_over_several_targets_as_markdown() => Golden.Matches("report.estate.md.txt", ReportMarkdown.Render(SampleReports.Estate, Path));

    [Fact]
    public void A_partly_applied_run_as_markdown() => Golden.Matches("report.partly.md.txt", ReportMarkdown.Render(SampleReports.Partly, Path));

    [Fact]
    public void The_last_line_can_be_pasted_into_a_ticket()
    {
        var report = SampleReports.Applied with { Counts = new OutcomeCounts { Applied = 1803, Conflict = 1 } };
        var lines = ReportText.Render(report, Path, 40).ToPlain().TrimEnd('\n').Split('\n');
        Assert.Equal($"applied 1,803, 1 in conflict, 0 unknown · converged in 41 s · report {Path}", lines[^1]);
    }
}
