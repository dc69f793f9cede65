using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// A report as one page of HTML that needs nothing else: how the run ended, what a person must look at, figures over kinds, results and time, which access it
/// changed, what it rested on, and every operation with its steps.
/// </summary>
public static class ReportHtml
{
    /// <param name="path">Where the record lies.</param>
    public static string Render(ReportDocument report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        report = Spoken.Of(report);
        if (PrivacyWords.IsOnlyCounted(report.Privacy))
            report = report with { Operations = [] };
        var rows = ReportRows.Of(report);
        var picture = AccessPicture.Of(report);
        var head = new PageHead(report.Version, report.Workspace, $"run {report.Run}")
        {
            About = [.. About(report)],
            Parts = PlanHtml.Parts(rows.Length > 0, picture.IsEmpty, "Operations"),
            Last =
            [
                ReportWords.Line(report, path), $"Operations {report.OperationsHash} · configuration {report.ConfigurationHash}",
                $"Reconciler {report.Version}. This file is complete: it loads nothing and sends nothing. The record is {path}.",
            ],
        };
        return HtmlPage.Render(head, rows, report.Started, page =>
        {
            Verdict.Write(page, report, rows);
            KindChart.Write(page, rows, "Operations by kind", "What was to happen to how many objects of each kind", report);
            AccessPart.Write(page, picture);
            Evidence.Write(page, report);
        });
    }

    private static IEnumerable<string> About(ReportDocument report)
    {
        if (PrivacyWords.Notice(report.Privacy) is { } notice)
            yield return notice;
        if ((report.Sandbox ? "sandbox" : report.Tenant) is { } where)
            yield return where;
        yield return $"started {PlanHtml.Time(report.Started)}, took {Words.Duration((report.Ended - report.Started).TotalSeconds)}";
        yield return $"plan {Words.Short(report.OperationsHash)}";
        if (PartWords.Of(report.Narrowed) is { } part)
            yield return part;
        if (report.Actor is { } actor)
            yield return $"by {actor}";
        if (report.Commit is { } commit)
            yield return $"commit {commit[..Math.Min(8, commit.Length)]}";
        foreach (var origin in ReportWords.Origin(report with { RunUrl = null }))
            yield return origin;
        if (report.Recovered is { } recovered)
            yield return $"written {PlanHtml.Time(recovered)} from the journal of a run that had died";
    }
}
