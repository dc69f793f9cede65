using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>A report's operations and what waits for a person as lines: what went wrong first, then what was done, by danger.</summary>
internal static class ReportRows
{
    /// <summary>The result of what only a person can decide.</summary>
    public const string Waits = "waits for a person";

    /// <param name="report">A report in the words of people.</param>
    public static ImmutableArray<ChangeRow> Of(ReportDocument report) => ChangeRows.Named(
    [
        .. OperationText.Named(report).Select(o => (Row: Row(o), Rank: (Outcome(o), Danger(o.Action)))).Concat(report.Waiting.Select(e => (Row: Row(e), Rank: (3, 0))))
            .OrderBy(r => r.Rank).Select(r => r.Row),
    ]);

    /// <summary>How an operation ended, in words.</summary>
    public static string Result(string outcome) => outcome switch
    {
        "alreadyDone" => "already done",
        "acceptedNotApplied" => "accepted, not yet done",
        "conflict" => "in conflict",
        "unknown" => "outcome unknown",
        "notAttempted" => "not attempted",
        "notApplied" => "not applied",
        _ => outcome,
    };

    public static bool IsDone(OperationRow operation) => operation.Outcome is "applied" or "alreadyDone" or "acceptedNotApplied";

    private static bool IsBad(OperationRow operation) => operation.Outcome is "conflict" or "failed" or "throttled" or "unknown";

    private static ChangeRow Row(OperationRow operation) => new()
    {
        Id = operation.Id,
        Tone = IsBad(operation) ? Role.Danger : IsDone(operation) ? ToneOf(operation.Action) : Role.Kept,
        // What was asked for, also of what was not done: the words that reports are searched by.
        Action = operation.Action,
        Kind = operation.Kind,
        Name = operation.Name,
        Place = Spoken.IsDirectory(operation.Target) ? operation is { Kind: "application", Key: { } key } ? key : PlanRows.Directory : operation.Target.Split('/')[0],
        Said = operation.Because,
        Where = operation.Where,
        Result = Result(operation.Outcome),
        At = operation.At ?? (operation.Trials is [.., var last] ? last.At : null),
        Cells = operation.Cells,
        Links = operation.Links,
        Notes = [.. Notes(operation)],
        Trials = operation.Trials,
        Facts = PlanRows.Facts(("key", operation.Key), ("id in its target", operation.RemoteId), ("target", operation.Target), ("phase", operation.Phase), ("operation", operation.Id),
            ("attempts", operation.Attempts > 0 ? Words.Number(operation.Attempts) : null), ("HTTP status", operation.Status > 0 ? $"{operation.Status}" : null),
            ("request id", operation.RequestId), ("read after the writes", Verified(operation.Verified)),
            ("settled", operation.Settled == true ? "nobody heard the answer; the next apply's read showed how it ended" : null),
            ("counts towards", operation.Spends is { IsEmpty: false } spends ? string.Join(", ", spends.Select(s => $"{s.Guard} {Words.Number(s.Count)}{(s.Of is { } of ? $" of {of}" : "")}")) : null)),
    };

    private static ChangeRow Row(EntryRow entry) => new()
    {
        Id = $"waiting/{entry.Target ?? PlanRows.Directory}/{entry.Kind}:{entry.Key ?? entry.Id ?? entry.Name}",
        Tone = Role.Danger,
        Action = entry.Conflict is null ? "held" : "blocked",
        Kind = entry.Kind,
        Name = entry.Name,
        Place = Spoken.IsDirectory(entry.Target) ? PlanRows.Directory : entry.Target?.Split('/')[0] ?? PlanRows.Directory,
        Said = entry.Conflict?.Message ?? string.Join("; ", entry.Held.Select(h => $"{h.What}: {h.Why}")),
        Where = entry.Where,
        Privileged = entry.Privileged,
        Result = Waits,
        // The rest of a held entry was done, and stands in its operations.
        Cells = entry.Conflict is null ? [] : entry.Cells,
        Links = entry.Conflict is null ? [.. entry.Links.Where(l => l.Withheld > 0).Select(l => l with { Adds = [], Removes = [] })] : entry.Links,
        Notes = PlanRows.NotesOf(entry),
        Facts = PlanRows.Facts(("key", entry.Key), ("id in its target", entry.Id), ("target", entry.Target)),
        Entry = entry,
    };

    private static IEnumerable<Note> Notes(OperationRow operation)
    {
        if (operation.Fault is { } fault)
            yield return new Note(IsBad(operation) ? Role.Danger : Role.Kept, fault.Code, fault.Message, fault.Advice, null, null);
        if (!operation.LeftOut.IsEmpty)
            yield return new Note(Role.Danger, "Left out", string.Join(", ", operation.LeftOut), null, null, null);
    }

    private static string? Verified(string? verified) => verified switch
    {
        "seen" => "shows the change",
        "pending" => "does not show it yet",
        "notSeen" => "does not show the change",
        _ => null,
    };

    private static int Outcome(OperationRow operation) => operation.Outcome switch
    {
        "conflict" => 0,
        "unknown" => 1,
        "failed" or "throttled" => 2,
        "skipped" => 5,
        "notAttempted" or "notApplied" => 6,
        "acceptedNotApplied" => 7,
        _ => operation.LeftOut.IsEmpty ? 8 : 4,
    };

    private static Role ToneOf(string action) => action switch
    {
        "delete" or "disable" or "unlink" => Role.Loss,
        "create" or "restore" or "link" => Role.Gain,
        _ => Role.Change,
    };

    private static int Danger(string action) => action switch
    {
        "delete" => 0,
        "disable" => 1,
        "unlink" => 2,
        "release" => 3,
        "adopt" => 4,
        "restore" => 5,
        "link" => 6,
        "create" => 7,
        _ => 8,
    };
}
