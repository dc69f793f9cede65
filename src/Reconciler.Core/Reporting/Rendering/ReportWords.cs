namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The sentences of a report, the same in every sink.</summary>
internal static class ReportWords
{
    public static string Result(RunResult result) => result switch
    {
        RunResult.NothingToDo => "Nothing to do: what is live is what is declared.",
        RunResult.Applied => "Applied.",
        RunResult.PartlyApplied => "PARTLY APPLIED: what is listed here waits, the rest is done.",
        RunResult.Blocked => "BLOCKED by a guard.",
        RunResult.Interrupted => "INTERRUPTED: nothing is lost, the next apply goes on from here.",
        RunResult.OutcomeUnknown => "OUTCOME UNKNOWN: some writes were sent and not answered; the next apply looks before it writes.",
        _ => "FAILED.",
    };

    public static string Short(RunResult result) => result switch
    {
        RunResult.NothingToDo => "nothing to do",
        RunResult.PartlyApplied => "partly applied",
        RunResult.OutcomeUnknown => "outcome unknown",
        _ => result.ToString().ToLowerInvariant(),
    };

    /// <summary>The line for a ticket. Failures and what was not done are named as soon as there are any.</summary>
    public static string Line(ReportDocument report, string path)
    {
        var counts = report.Counts;
        var parts = new List<string>();
        if (report.Result == RunResult.Blocked)
        {
            var guards = report.Guards.Where(g => g.Blocks).Select(g => g.Guard).Distinct(StringComparer.Ordinal);
            parts.Add($"blocked by {string.Join(", ", guards)}, nothing written");
        }
        else
        {
            parts.Add($"applied {Words.Number(counts.Applied)}{More(counts.AlreadyDone, "already done")}, {Words.Number(counts.Conflict)} in conflict"
                + $"{More(counts.Failed, "failed")}, {Words.Number(counts.Unknown)} unknown{More(counts.Skipped, "skipped")}"
                + $"{More(counts.NotAttempted, "not attempted")}{More(counts.Waiting, "waiting")}");
        }

        if (report.Convergence is { } after)
        {
            parts.Add(after.Converged
                ? $"converged in {Words.Duration(after.Seconds)}"
                : $"{Words.Number(after.Residual)} left after {Words.Duration(after.Seconds)}");
        }

        parts.Add($"report {path}");
        return string.Join(" · ", parts);
    }

    /// <summary>"1,204 users created", one part for every action and kind.</summary>
    public static IEnumerable<string> Done(ReportDocument report) =>
        from operation in report.Operations
        where operation.Outcome is "applied" or "acceptedNotApplied"
        group operation by (operation.Action, operation.Kind) into done
        orderby done.Count() descending
        let objects = Words.Count(done.Select(o => o.Name).Distinct(StringComparer.Ordinal).Count(), done.Key.Kind)
        select done.Key.Action switch
        {
            "link" => $"{Entries(done.Sum(Ends))} added in {objects}",
            "unlink" => $"{Entries(done.Sum(Ends))} removed in {objects}",
            var action => $"{objects} {Sections.Done(action)}",
        };

    public static IEnumerable<string> Traffic(TrafficRow traffic)
    {
        if (traffic.ReadRequests > 0)
            yield return Words.ReadWith(traffic.ReadRequests, traffic.ReadUnits);
        if (traffic.Writes > 0)
            yield return Words.Count(traffic.Writes, "write");
        if (traffic.Retries > 0)
            yield return $"{Words.Number(traffic.Retries)} retried";
        if (traffic.Throttled > 0)
            yield return $"{Words.Number(traffic.Throttled)} throttled";
    }

    private static string Entries(int count) => $"{Words.Number(count)} list {(count == 1 ? "entry" : "entries")}";

    private static int Ends(OperationRow operation) => operation.Links.Sum(l => l.Adds.Length + l.Removes.Length) - operation.LeftOut.Length;

    private static string More(int count, string words) => count == 0 ? "" : $", {Words.Number(count)} {words}";
}
