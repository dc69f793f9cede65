using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The sentences of a report, the same in every sink.</summary>
internal static class ReportWords
{
    private const int NamesShown = 8;

    public static string Result(ReportDocument report) => report.Result switch
    {
        RunResult.NothingToDo => PartWords.NothingToDo(report.Narrowed),
        RunResult.Applied => "Applied.",
        RunResult.PartlyApplied => "PARTLY APPLIED: what is listed here waits, the rest is done.",
        RunResult.Blocked => "BLOCKED by a guard.",
        RunResult.Interrupted => "INTERRUPTED: nothing is lost, the next apply goes on from here.",
        RunResult.Stopped => "STOPPED from outside: what had not been sent was not written; the next apply goes on from here.",
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

        if (report.Unreached.Length > 0)
            parts.Add($"{Words.Count(report.Unreached.Length, "target")} not read");
        parts.Add($"report {path}");
        return string.Join(" · ", parts);
    }

    /// <summary>"1,204 users created", "4 memberships added in 3 groups": one part for every action, kind and link.</summary>
    /// <param name="report">A report in the words of people.</param>
    public static IEnumerable<(string Target, ImmutableArray<string> Done)> Done(ReportDocument report) =>
        report.Operations.GroupBy(o => o.Target, StringComparer.Ordinal).Select(g => (g.Key, Done(g).ToImmutableArray())).Where(t => !t.Item2.IsEmpty);

    private static IEnumerable<string> Done(IEnumerable<OperationRow> operations) =>
        from operation in operations
        where operation.Outcome is "applied" or "acceptedNotApplied"
        let link = operation.Action is "link" or "unlink" ? operation.Links.Select(l => l.Link).FirstOrDefault() : null
        group operation by (operation.Action, operation.Kind, Link: link) into done
        orderby done.Count() descending
        // By id too: of a report without its personal values all names are alike.
        let objects = Words.Count(done.Select(o => (o.Name, o.RemoteId)).Distinct().Count(), done.Key.Kind)
        select done.Key.Action switch
        {
            "link" or "unlink" when done.Key.Link is "manager" or "enterprise:manager" => $"{Words.Count(done.Sum(Ends), "manager")} {(done.Key.Action == "link" ? "set" : "cleared")}",
            "link" => $"{Words.Count(done.Sum(Ends), Entry(done.Key.Link))} added in {objects}",
            "unlink" => $"{Words.Count(done.Sum(Ends), Entry(done.Key.Link))} removed in {objects}",
            var action => $"{objects} {Sections.Done(action, done.Key.Kind)}",
        };

    public static IEnumerable<string> Traffic(TrafficRow traffic)
    {
        if (traffic.ReadRequests > 0)
            yield return Words.ReadWith(traffic.ReadRequests, traffic.ReadUnits);
        foreach (var part in traffic.Requests > 0 ? Words.ApplyWith("applied", traffic.Requests, traffic.Envelopes, traffic.Units, traffic.MeteredWrites) : [])
            yield return part;
        // Of a run that died nobody knows more.
        if (traffic is { Requests: 0, Writes: > 0 })
            yield return Words.Count(traffic.Writes, "write");
        if (traffic.Retries > 0)
            yield return $"{Words.Number(traffic.Retries)} retried";
        if (traffic.Throttled > 0)
            yield return $"{Words.Number(traffic.Throttled)} throttled";
        if (traffic.WaitedSeconds >= 1)
            yield return $"waited {Words.Duration(traffic.WaitedSeconds)} for limits";
    }

    /// <summary>Where the run came from: the pull request, who approved it, the page of the CI system.</summary>
    public static IEnumerable<string> Origin(ReportDocument report)
    {
        if (report.PullRequest is { } pull)
            yield return $"pull request {pull}{(report.Repository is { } repository ? $" of {repository}" : "")}";
        if (report.Approver is { } approver)
            yield return $"approved by {approver}";
        if (report.Dirty == true)
            yield return "files differed from the commit";
        if (report.RunUrl is { } url)
            yield return url;
    }

    /// <summary>What came up after the plan was reviewed, counted and named.</summary>
    public static string Since(CountRow since) => $"{Words.Count(since.Count, "change")} came up since: not in this plan ({Words.Names(since.Names, NamesShown)})";

    private static string Entry(string? link) => link switch
    {
        "owners" => "owner",
        "assignments" => "assignment",
        _ => "membership",
    };

    // A single link that is replaced goes and comes, and is one.
    private static int Ends(OperationRow operation) =>
        operation.Links.Sum(l => l.Single ? 1 : l.Adds.Length + l.Removes.Length) - operation.LeftOut.Length;

    private static string More(int count, string words) => count == 0 ? "" : $", {Words.Number(count)} {words}";
}
