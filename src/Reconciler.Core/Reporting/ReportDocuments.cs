using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Targets;

namespace Reconciler.Core.Reporting;

/// <summary>Who and what a run was, known outside the plan.</summary>
public sealed record RunFacts(string Run, DateTimeOffset Started, string Version)
{
    public string? Actor { get; init; }

    public string? Commit { get; init; }

    /// <summary>What stopped the writes from outside; null when nothing did.</summary>
    public string? Stopped { get; init; }
}

/// <summary>One target's plan and how its operations ended.</summary>
public sealed record TargetRun(TargetPlan Plan, ImmutableArray<OperationRecord> Records);

/// <summary>Turns what a run did into the published report.</summary>
public static class ReportDocuments
{
    /// <summary>The published exit code of a credential or permission that does not suffice.</summary>
    private const int Access = 4;

    /// <summary>The report of a run, also of one that wrote nothing.</summary>
    public static ReportDocument Of(RunFacts facts, PlanDocument plan, IReadOnlyCollection<TargetRun> targets, IReadOnlyCollection<TargetReading> unreached,
        IReadOnlyCollection<string> filesRead, ConvergenceRow? convergence, bool interrupted, (int Retried, int Throttled) repeats, DateTimeOffset ended)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(targets);
        ImmutableArray<OperationRecord> records = [.. targets.SelectMany(t => t.Records)];
        var counts = Count(records, plan);
        var result = Result(plan, counts, interrupted, facts.Stopped is not null);
        return new ReportDocument
        {
            Version = facts.Version,
            Run = facts.Run,
            Workspace = plan.Workspace,
            Tenant = plan.Tenant,
            Sandbox = plan.Sandbox,
            Started = facts.Started,
            Ended = ended,
            Day = plan.Day,
            OperationsHash = plan.OperationsHash,
            ConfigurationHash = plan.ConfigurationHash,
            Actor = facts.Actor,
            Commit = facts.Commit,
            Stopped = facts.Stopped,
            Result = result,
            ExitCode = result is not RunResult.Interrupted && IsLockedOut(targets, unreached) ? Access : ExitCodeOf(result),
            Unreached = [.. plan.Targets.Where(t => t.Unreached is not null).Select(t => new UnreachedRow(t.Name, t.Unreached ?? new FaultRow("", "", "")))],
            Counts = counts,
            Planned = plan.Counts,
            Guards = plan.Guards,
            Reads = [.. plan.Targets.SelectMany(t => t.Reads.Select(r => r with { Target = t.Name }))],
            Operations = [.. targets.SelectMany(t => Rows(t, filesRead))],
            Waiting = [.. plan.Targets.SelectMany(t => t.Entries.Where(e => e.Section == Section.Blocked || !e.Held.IsEmpty).Select(e => e with { Target = t.Name }))],
            Convergence = convergence,
            Deferred = plan.Deferred,
            Traffic = new TrafficRow
            {
                ReadRequests = targets.Sum(t => t.Plan.Snapshot.Cost.Requests),
                ReadUnits = targets.Sum(t => t.Plan.Snapshot.Cost.ResourceUnits),
                Writes = records.Sum(r => r.Attempts),
                Retries = repeats.Retried,
                Throttled = repeats.Throttled,
            },
        };
    }

    // A credential that does not work, or stopped working on the way, is the first thing to mend.
    private static bool IsLockedOut(IEnumerable<TargetRun> targets, IEnumerable<TargetReading> unreached) =>
        unreached.Any(u => u.Fault is { IsAccess: true }) || targets.Any(t => t.Records.Any(r => r.Outcome is Outcome.Failed { Fault.Status: 401 }));

    private static IEnumerable<OperationRow> Rows(TargetRun target, IReadOnlyCollection<string> filesRead)
    {
        var causes = target.Plan.Entries.GroupBy(e => e.Object).ToDictionary(g => g.Key, g => g.First());
        var rows = new EntryRows(target.Plan.Snapshot, filesRead);
        return target.Records.Select(r => Row(r, target.Plan, causes.GetValueOrDefault(r.Operation.Object), rows, filesRead));
    }

    /// <summary>The published exit code of a result.</summary>
    public static int ExitCodeOf(RunResult result) => result switch
    {
        RunResult.Applied or RunResult.NothingToDo => 0,
        RunResult.Failed => 1,
        RunResult.Stopped => 6,
        RunResult.Blocked => 7,
        RunResult.PartlyApplied => 8,
        RunResult.OutcomeUnknown => 9,
        RunResult.Interrupted => 130,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RunResult Result(PlanDocument plan, OutcomeCounts counts, bool interrupted, bool stopped)
    {
        if (interrupted)
            return RunResult.Interrupted;
        if (stopped)
            return RunResult.Stopped;
        if (plan.Blocked)
            return RunResult.Blocked;
        if (counts.Unknown > 0)
            return RunResult.OutcomeUnknown;
        if (plan.Targets.Any(t => t.Unreached is not null) || counts.Conflict + counts.Failed + counts.Skipped + counts.NotAttempted + counts.Waiting > 0)
            return RunResult.PartlyApplied;
        return counts.Applied + counts.AlreadyDone > 0 ? RunResult.Applied : RunResult.NothingToDo;
    }

    private static OutcomeCounts Count(ImmutableArray<OperationRecord> records, PlanDocument plan) => new()
    {
        Applied = records.Count(r => r.Outcome is Outcome.Applied or Outcome.AcceptedNotApplied),
        AlreadyDone = records.Count(r => r.Outcome is Outcome.AlreadyDone),
        Conflict = records.Count(r => r.Outcome is Outcome.Conflict),
        Failed = records.Count(r => r.Outcome is Outcome.Failed or Outcome.Throttled) + records.Count(r => r.Outcome.Succeeded && !r.LeftOut.IsEmpty),
        Unknown = records.Count(r => r.Outcome is Outcome.Unknown),
        Skipped = records.Count(r => r.Outcome is Outcome.Skipped),
        NotAttempted = records.Count(r => r.Outcome is Outcome.NotAttempted),
        Waiting = plan.Counts.Blocked + plan.Counts.Held,
    };

    private static OperationRow Row(OperationRecord record, TargetPlan target, Entry? entry, EntryRows rows, IReadOnlyCollection<string> filesRead)
    {
        var operation = record.Operation;
        var roster = target.Snapshot.Roster;
        return new OperationRow
        {
            Id = operation.Id.Value,
            Target = target.Target.Value,
            Phase = Wording.Phase(operation.Phase),
            // What was to be created and was there already has been taken over.
            Action = record.IsAdopted ? "adopt" : Wording.Action(operation),
            Kind = operation.Kind.Name,
            Key = roster.KeyOf(operation.Object)?.Name ?? entry?.Key?.Name,
            RemoteId = roster.IdOf(operation.Object)?.Value,
            Name = operation.Name,
            Because = entry is null ? null : Wording.Because(entry.Cause, filesRead.Contains),
            Where = entry is null ? null : Wording.Where(entry.Cause),
            Cells = operation switch
            {
                Operation.Create c => Cells(c.Cells),
                Operation.Update u => Cells(u.Cells),
                Operation.Disable d => Cells(d.Cells),
                _ => [],
            },
            Links = operation switch
            {
                Operation.Create c => [.. c.Links.Select(l => Links(l, entry, rows, adds: true))],
                Operation.Link l => [Links(l.Ends, entry, rows, adds: true)],
                Operation.Unlink u => [Links(u.Ends, entry, rows, adds: false)],
                _ => [],
            },
            Outcome = Wording.Camel(record.Outcome.GetType().Name),
            Attempts = record.Attempts,
            RequestId = record.RequestId ?? FaultOf(record.Outcome)?.RequestId,
            Status = record.Status != 0 ? record.Status : FaultOf(record.Outcome)?.Status ?? 0,
            Fault = record.Outcome is Outcome.Skipped skipped
                ? new FaultRow("skipped", $"needs operation {skipped.Need}, which did not succeed", "Resolve that one; the next apply does this.")
                : FaultOf(record.Outcome) is { } fault ? new FaultRow(fault.Code, fault.Message, fault.Advice) : null,
            LeftOut = record.LeftOut,
            At = record.At,
        };
    }

    private static ImmutableArray<CellRow> Cells(ImmutableArray<CellChange> cells) => [.. cells.Select(Wording.Cell)];

    // The rows of one write: those ends of the entry's change that it carries.
    private static LinkRow Links(LinkEnds ends, Entry? entry, EntryRows rows, bool adds)
    {
        var change = entry?.Links.FirstOrDefault(l => l.Link.Name == ends.Link.Name);
        if (change is null)
            return new LinkRow(ends.Link.Name, [], [], 0);
        var carried = ends.Ends.ToHashSet();
        return rows.Row(change with
        {
            Adds = adds ? change.Adds.RemoveAll(e => !carried.Contains(e.End)) : [],
            Removes = adds ? [] : change.Removes.RemoveAll(e => !carried.Contains(e.End)),
        });
    }

    private static Fault? FaultOf(Outcome outcome) => outcome switch
    {
        Outcome.Conflict c => c.Fault,
        Outcome.Failed f => f.Fault,
        Outcome.Throttled t => t.Fault,
        Outcome.Unknown u => u.Fault,
        _ => null,
    };
}
