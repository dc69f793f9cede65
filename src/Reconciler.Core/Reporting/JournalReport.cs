using System.Collections.Immutable;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Core.Reporting;

/// <summary>The report of a run whose process died, from what its journal says.</summary>
public static class JournalReport
{
    public const string NotApplied = "notApplied";

    private const string Applied = "applied";
    private const string Unknown = "unknown";

    /// <summary>Null when the journal has no whole first line: then nothing had been written to any target.</summary>
    public static ReportDocument? Of(IReadOnlyList<JournalLine> lines, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Select(l => l.Head).OfType<ReportDocument>().FirstOrDefault() is not { } head)
            return null;
        var rows = new OrderedDictionary<(string Target, string Id), OperationRow>();
        foreach (var line in lines)
        {
            if ((line.Ended ?? line.Intent) is { } row)
                rows[(row.Target, row.Id)] = row;
        }

        return Counted(head with
        {
            Ended = lines[^1].At,
            Recovered = now,
            Result = RunResult.Interrupted,
            ExitCode = ReportDocuments.ExitCodeOf(RunResult.Interrupted),
            Fault = new FaultRow("died", "the process of this run ended before it could write its report", "This was written from its journal; the next apply goes on from here."),
            Operations = [.. rows.Values],
        });
    }

    public static bool HasUnknown(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Operations.Any(o => o.Outcome == Unknown);
    }

    /// <summary>
    /// The same report after a fresh plan of the same configuration: what it would do again was not done, what it has no more was. What is left in part stays
    /// unknown, and so does everything when the configuration or the day is another.
    /// </summary>
    public static ReportDocument Settled(ReportDocument report, PlanDocument plan, RunPlan fresh)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(fresh);
        if (plan.ConfigurationHash != report.ConfigurationHash || plan.Day != report.Day || plan.Tenant != report.Tenant || !HasUnknown(report))
            return report;
        var planned = fresh.Targets.ToDictionary(t => t.Target.Value, t => (Ids: t.Operations.Select(o => o.Id.ToString()).ToHashSet(StringComparer.Ordinal),
            Left: Remaining.Of(t, [])), StringComparer.Ordinal);
        return Counted(report with
        {
            Operations = [.. report.Operations.Select(o => o.Outcome != Unknown || !planned.TryGetValue(o.Target, out var target) ? o
                : target.Ids.Contains(o.Id) || target.Left.Repeats(o) ? o with { Outcome = NotApplied, Settled = true }
                : target.Left.Touches(o) ? o
                : o with { Outcome = Applied, Settled = true, Fault = null })],
        });
    }

    private static ReportDocument Counted(ReportDocument report)
    {
        int Of(params string[] outcomes) => report.Operations.Count(o => outcomes.Contains(o.Outcome));
        var begun = report.Operations.Length;
        return report with
        {
            Guards = SpendRows.Into(report.Guards, report.Operations),
            Counts = new OutcomeCounts
            {
                Applied = Of(Applied, "acceptedNotApplied"),
                AlreadyDone = Of("alreadyDone"),
                Conflict = Of("conflict"),
                Failed = Of("failed", "throttled") + report.Operations.Count(o => o.Outcome is Applied or "alreadyDone" && !o.LeftOut.IsEmpty),
                Unknown = Of(Unknown),
                Skipped = Of("skipped"),
                NotAttempted = Of("notAttempted", NotApplied) + Math.Max(0, report.Planned.Operations - begun),
                Waiting = report.Counts.Waiting,
            },
            Traffic = report.Traffic with { Writes = report.Operations.Sum(o => o.Attempts), Retries = report.Operations.Sum(o => Math.Max(0, o.Attempts - 1)) },
        };
    }
}
