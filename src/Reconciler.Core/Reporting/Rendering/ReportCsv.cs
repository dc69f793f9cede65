using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A report as three tables, joined by the run and the operation's id: what was done, each time it was sent, what it wrote.</summary>
public static class ReportCsv
{
    /// <summary>The tables by file name.</summary>
    public static ImmutableArray<(string File, string Text)> Tables(ReportDocument report) =>
        [("operations.csv", Operations(report)), ("steps.csv", Steps(report)), ("attributes.csv", Attributes(report))];

    /// <summary>One line an operation, and one for each object that waits for a person.</summary>
    public static string Operations(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var csv = new CsvText("run", "operation", "at", "target", "kind", "key", "name", "remoteId", "action", "result", "because", "where",
            "attempts", "status", "requestId", "code", "message", "advice", "leftOut", "verified", "settled");
        foreach (var o in report.Operations)
        {
            csv.Add(report.Run, o.Id, Time(o.At), o.Target, o.Kind, o.Key, o.Name, o.RemoteId, o.Action, o.Outcome, o.Because, o.Where, Number(o.Attempts), Number(o.Status),
                o.RequestId, o.Fault?.Code, o.Fault?.Message, o.Fault?.Advice, string.Join("; ", o.LeftOut), o.Verified, o.Settled == true ? "true" : "");
        }

        foreach (var e in report.Waiting)
        {
            csv.Add(report.Run, "", Time(report.Started), e.Target, e.Kind, e.Key, e.Name, e.Id, e.Action, "waiting", e.Because, e.Where, "0", "0", "", e.Conflict?.Code,
                e.Conflict?.Message ?? string.Join("; ", e.Held.Select(h => $"{h.What}: {h.Why}")), e.Conflict?.Advice ?? string.Join(" ", e.Held.Select(h => h.Advice)), "", "", "");
        }

        return csv.ToString();
    }

    /// <summary>One line each time that an operation was sent.</summary>
    public static string Steps(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var csv = new CsvText("run", "operation", "step", "at", "status", "requestId", "seconds", "code");
        foreach (var o in report.Operations)
        {
            foreach (var (index, trial) in o.Trials.Index())
                csv.Add(report.Run, o.Id, Number(index + 1), Time(trial.At), Number(trial.Status), trial.RequestId, trial.Seconds.ToString("0.###", CultureInfo.InvariantCulture), trial.Code);
        }

        return csv.ToString();
    }

    /// <summary>One line an attribute before and after, and one an end of a link: what comes stands after, what goes before.</summary>
    public static string Attributes(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var csv = new CsvText("run", "operation", "attribute", "before", "after", "origin", "where", "rule", "because");
        foreach (var o in report.Operations)
        {
            foreach (var c in o.Cells)
                csv.Add(report.Run, o.Id, c.Attribute, c.Before, c.After, c.Origin, c.Where, c.Rule, "");
            foreach (var link in o.Links)
            {
                foreach (var e in link.Removes)
                    csv.Add(report.Run, o.Id, link.Link, End(e), "", "link", e.Where ?? link.Where, "", e.Because);
                foreach (var e in link.Adds)
                    csv.Add(report.Run, o.Id, link.Link, "", End(e), "link", e.Where ?? link.Where, "", e.Because);
            }
        }

        return csv.ToString();
    }

    private static string End(LinkEndRow end) => $"{end.Kind}:{end.Name}{(end.Role is { } role ? $" as {role}" : "")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
