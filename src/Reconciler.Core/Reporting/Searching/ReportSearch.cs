using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Searching;

/// <summary>Finds rows of one report.</summary>
public static class ReportSearch
{
    public const string Waiting = "waiting";

    /// <summary>Whether a report can hold a row at all, by what stands before its operations. When it began and what its counts say is enough for most.</summary>
    public static bool MayHold(ReportHead head, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Run is { } run && !head.Run.StartsWith(run, StringComparison.Ordinal))
            return false;
        if (query.Until is { } until && head.Started >= until)
            return false;
        if (query.Since is { } since && head.Ended < since)
            return false;
        return query.Result is not { } result || head.Counts.Of(result) > 0;
    }

    /// <summary>The rows that are meant, in the report's order.</summary>
    public static IEnumerable<SearchRow> Rows(ReportDocument report, SearchQuery query, UserIdentity? user)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(query);
        foreach (var row in report.Operations)
        {
            if (Fits(query, row.Action, row.Outcome, row.At ?? report.Ended) && user?.Holds(row) != false && IsOf(query.Application, row.Target, row.Kind, row.Key))
                yield return Row(report, row, user);
        }

        foreach (var row in report.Waiting)
        {
            if (Fits(query, row.Action, Waiting, report.Started) && user?.Holds(row) != false && IsOf(query.Application, row.Target ?? "", row.Kind, row.Key))
                yield return Row(report, row);
        }
    }

    private static bool Fits(SearchQuery query, string action, string result, DateTimeOffset at) =>
        (query.Action is null || query.Action == action) && (query.Result is null || query.Result == result)
        && (query.Since is not { } since || at >= since) && (query.Until is not { } until || at < until);

    // Its accounts, the object of the directory, and who is assigned to it.
    private static bool IsOf(string? application, string target, string kind, string? key) => application is null || target == application
        || target.StartsWith(application + '/', StringComparison.Ordinal) || (kind == "application" && key == application);

    private static SearchRow Row(ReportDocument report, OperationRow row, UserIdentity? user) =>
        new(report.Run, row.At ?? report.Ended, row.Target, row.Kind, row.Name, row.Action, row.Outcome)
        {
            Key = row.Key,
            RemoteId = row.RemoteId,
            What = What(row.Cells, row.Links, user),
            Because = row.Because,
            Where = row.Where,
            RequestId = row.RequestId,
            Message = row.Fault?.Message,
            Operation = row.Id,
        };

    private static SearchRow Row(ReportDocument report, EntryRow row) =>
        new(report.Run, report.Started, row.Target ?? "", row.Kind, row.Name, row.Action, Waiting)
        {
            Key = row.Key,
            RemoteId = row.Id,
            What = string.Join("; ", row.Held.Select(h => h.What)),
            Because = row.Because,
            Where = row.Where,
            Message = row.Conflict?.Message ?? (row.Held.IsEmpty ? null : string.Join("; ", row.Held.Select(h => h.Why))),
        };

    private static string What(ImmutableArray<CellRow> cells, ImmutableArray<LinkRow> links, UserIdentity? user) => string.Join("; ",
        cells.Select(c => c.Before is null ? $"{c.Attribute}: {c.After}" : $"{c.Attribute}: {c.Before} → {c.After ?? "cleared"}").Concat(
            from link in links
            from edit in link.Adds.Select(e => (Sign: '+', End: e)).Concat(link.Removes.Select(e => (Sign: '-', End: e)))
                // Of a long list only who is asked for.
            where user is null || links.Sum(l => l.Adds.Length + l.Removes.Length) == 1 || user.Holds(edit.End)
            select $"{link.Link} {edit.Sign} {edit.End.Name}"));
}
