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

    public bool? Dirty { get; init; }

    public string? Repository { get; init; }

    public string? PullRequest { get; init; }

    public string? Approver { get; init; }

    public string? RunUrl { get; init; }

    /// <summary>The workspace's files as the run found them.</summary>
    public ImmutableArray<FileRow> Files { get; init; } = [];

    /// <summary>What of a reviewed plan needed no write, or could not be written as it was reviewed.</summary>
    public ImmutableArray<OperationRow> Settled { get; init; } = [];

    /// <summary>What came up since the plan was reviewed, and was left alone.</summary>
    public CountRow? Since { get; init; }
}

/// <summary>One target's plan and how its operations ended.</summary>
public sealed record TargetRun(TargetPlan Plan, ImmutableArray<OperationRecord> Records)
{
    /// <summary>What that took.</summary>
    public Traffic Traffic { get; init; }
}

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
        ImmutableArray<OperationRow> operations = [.. targets.SelectMany(t => Rows(t, filesRead)), .. facts.Settled];
        var counts = Count(records, facts.Settled, plan);
        var result = Result(plan, counts, interrupted, facts.Stopped is not null);
        var traffic = targets.Aggregate(default(Traffic), (sum, t) => sum + t.Traffic);
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
            Base = plan.Base,
            Control = plan.Control,
            Head = plan.Head,
            Actor = facts.Actor,
            Commit = facts.Commit ?? plan.Head?.Commit,
            Stopped = facts.Stopped,
            Dirty = facts.Dirty ?? plan.Head?.Dirty,
            Repository = facts.Repository,
            PullRequest = facts.PullRequest,
            Approver = facts.Approver,
            RunUrl = facts.RunUrl,
            Result = result,
            ExitCode = result is not RunResult.Interrupted && IsLockedOut(targets, unreached) ? Access : ExitCodeOf(result),
            Unreached = [.. plan.Targets.Where(t => t.Unreached is not null).Select(t => new UnreachedRow(t.Name, t.Unreached ?? new FaultRow("", "", "")))],
            Counts = counts,
            Planned = plan.Counts,
            Guards = SpendRows.Into(plan.Guards, operations),
            Withheld = plan.Withheld,
            Reads = [.. plan.Targets.SelectMany(t => t.Reads.Select(r => r with { Target = t.Name }))],
            Operations = operations,
            Since = facts.Since,
            Narrowed = plan.Narrowed,
            Waiting = [.. plan.Targets.SelectMany(t => t.Entries.Where(e => e.Section == Section.Blocked || !e.Held.IsEmpty).Select(e => e with { Target = t.Name, Hash = null }))],
            Convergence = convergence,
            Deferred = plan.Deferred,
            Files = facts.Files,
            Traffic = new TrafficRow
            {
                ReadRequests = targets.Sum(t => t.Plan.Snapshot.Cost.Requests),
                ReadUnits = targets.Sum(t => t.Plan.Snapshot.Cost.ResourceUnits),
                Writes = records.Sum(r => r.Attempts),
                Requests = traffic.Price.Requests,
                Envelopes = traffic.Envelopes,
                Units = traffic.Price.Units,
                MeteredWrites = traffic.Price.Writes,
                WaitedSeconds = Math.Round(traffic.Waited.TotalSeconds, 1),
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
        var rows = new OperationRows(target.Plan, filesRead);
        return target.Records.Select(rows.Row);
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

    private static OutcomeCounts Count(ImmutableArray<OperationRecord> records, ImmutableArray<OperationRow> settled, PlanDocument plan) => new()
    {
        Applied = records.Count(r => r.Outcome is Outcome.Applied or Outcome.AcceptedNotApplied),
        AlreadyDone = records.Count(r => r.Outcome is Outcome.AlreadyDone) + settled.Count(r => r.Outcome == "alreadyDone"),
        Conflict = records.Count(r => r.Outcome is Outcome.Conflict) + settled.Count(r => r.Outcome == "conflict"),
        Failed = records.Count(r => r.Outcome is Outcome.Failed or Outcome.Throttled) + records.Count(r => r.Outcome.Succeeded && !r.LeftOut.IsEmpty),
        Unknown = records.Count(r => r.Outcome is Outcome.Unknown),
        Skipped = records.Count(r => r.Outcome is Outcome.Skipped) + settled.Count(r => r.Outcome == "skipped"),
        NotAttempted = records.Count(r => r.Outcome is Outcome.NotAttempted) + settled.Count(r => r.Outcome == "notAttempted"),
        Waiting = plan.Counts.Blocked + plan.Counts.Held,
    };
}
