using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

/// <summary>
/// What a run did, as it is kept: the published form (<c>report.schema.json</c>). JSON is the record, everything else is rendered from it.
/// Secrets and generated values never stand here. Times are UTC.
/// </summary>
public sealed record ReportDocument
{
    public const string CurrentSchema = "reconciler/report/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Version { get; init; }

    /// <summary>Names the run and its file: the start as <c>2026-11-21T021407Z</c>.</summary>
    public required string Run { get; init; }

    public required string Workspace { get; init; }

    public string? Tenant { get; init; }

    public bool Sandbox { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    public required DateOnly Day { get; init; }

    public required string OperationsHash { get; init; }

    public required string ConfigurationHash { get; init; }

    /// <summary>The revision that the plan was compared with; null without one.</summary>
    public RevisionRow? Base { get; init; }

    /// <summary>The revision that the control file was taken from; null where it was the workspace's own.</summary>
    public RevisionRow? Control { get; init; }

    /// <summary>What was checked out where the workspace lies; null where that is not known.</summary>
    public HeadRow? Head { get; init; }

    /// <summary>Who ran it, as the CI system or the machine names them.</summary>
    public string? Actor { get; init; }

    public string? Commit { get; init; }

    /// <summary>What stopped the writes from outside: a freeze, or a lock that was broken.</summary>
    public string? Stopped { get; init; }

    /// <summary>Whether files differed from that commit; null where nobody knows.</summary>
    public bool? Dirty { get; init; }

    public string? Repository { get; init; }

    /// <summary>The number of the pull request that was applied, where the CI system says so.</summary>
    public string? PullRequest { get; init; }

    /// <summary>Who approved it, where the environment says so.</summary>
    public string? Approver { get; init; }

    /// <summary>The CI system's page of this run.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The report before this one in its history: a change of any earlier report shows.</summary>
    public PreviousRow? Previous { get; init; }

    /// <summary>As it lies on disk: the file beside it that holds the texts behind references (<c>§…</c>); null once they are joined.</summary>
    public string? Values { get; init; }

    public required RunResult Result { get; init; }

    public required int ExitCode { get; init; }

    public required OutcomeCounts Counts { get; init; }

    public required PlanCounts Planned { get; init; }

    public ImmutableArray<GuardRow> Guards { get; init; } = [];

    /// <summary>Removals that were kept back.</summary>
    public ImmutableArray<WithheldRow> Withheld { get; init; } = [];

    public ImmutableArray<ReadRow> Reads { get; init; } = [];

    /// <summary>Targets that did not answer, and were left as they are.</summary>
    public ImmutableArray<UnreachedRow> Unreached { get; init; } = [];

    /// <summary>What of the whole was carried out; null = all of it.</summary>
    public NarrowedRow? Narrowed { get; init; }

    /// <summary>What was left out about people, <c>pseudonymous</c> or <c>counts</c>; null = nothing, as in every record.</summary>
    public string? Privacy { get; init; }

    /// <summary>Changes that came up after the plan was reviewed: not in it, not done.</summary>
    public CountRow? Since { get; init; }

    public ConvergenceRow? Convergence { get; init; }

    public ImmutableArray<CountRow> Deferred { get; init; } = [];

    public TrafficRow Traffic { get; init; } = new();

    /// <summary>The workspace's files as the run found them.</summary>
    public ImmutableArray<FileRow> Files { get; init; } = [];

    /// <summary>What ended the run before its time: a fault of the program, of a target, or the death of its process.</summary>
    public FaultRow? Fault { get; init; }

    /// <summary>When this was written from the journal of a run whose process had died; null for a run that wrote its own.</summary>
    public DateTimeOffset? Recovered { get; init; }

    /// <summary>Objects that wait for a person: conflicts found while planning, and held changes.</summary>
    public ImmutableArray<EntryRow> Waiting { get; init; } = [];

    // Last: whoever looks for a run need not read what it did.
    public ImmutableArray<OperationRow> Operations { get; init; } = [];
}

/// <summary>Another report of the history, and the SHA-256 (hex) over the bytes of its file.</summary>
public sealed record PreviousRow(string Run, string Hash);

/// <summary>One file of a workspace as a run found it.</summary>
/// <param name="Path">Relative to the workspace, with <c>/</c>.</param>
/// <param name="Hash">Lower-case hex SHA-256 over its bytes.</param>
public sealed record FileRow(string Path, string Hash);

public enum RunResult
{
    NothingToDo,
    Applied,
    PartlyApplied,
    Blocked,
    Interrupted,
    Failed,
    OutcomeUnknown,

    /// <summary>A freeze, or the run's lock was broken.</summary>
    Stopped,
}

public sealed record OutcomeCounts
{
    public int Applied { get; init; }

    public int AlreadyDone { get; init; }

    public int Conflict { get; init; }

    public int Failed { get; init; }

    public int Unknown { get; init; }

    public int Skipped { get; init; }

    public int NotAttempted { get; init; }

    /// <summary>Objects that a plan-time conflict or a hold keeps back.</summary>
    public int Waiting { get; init; }
}

/// <summary>One operation: what was asked for and by which line, and how it ended.</summary>
public sealed record OperationRow
{
    public required string Id { get; init; }

    public required string Target { get; init; }

    public required string Phase { get; init; }

    public required string Action { get; init; }

    public required string Kind { get; init; }

    public string? Key { get; init; }

    public string? RemoteId { get; init; }

    public required string Name { get; init; }

    public string? Because { get; init; }

    public string? Where { get; init; }

    public ImmutableArray<CellRow> Cells { get; init; } = [];

    public ImmutableArray<LinkRow> Links { get; init; } = [];

    /// <summary>applied, alreadyDone, acceptedNotApplied, conflict, failed, unknown, skipped, notAttempted; of a run that died also notApplied.</summary>
    public required string Outcome { get; init; }

    public int Attempts { get; init; }

    public string? RequestId { get; init; }

    public int Status { get; init; }

    public FaultRow? Fault { get; init; }

    /// <summary>What it used up of the guards' limits, or would have; left out where nothing.</summary>
    public ImmutableArray<SpendRow>? Spends { get; init; }

    /// <summary>What was left out of an operation that else succeeded: link ends whose object does not exist.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    public DateTimeOffset? At { get; init; }

    /// <summary>Each time it was sent, in order.</summary>
    public ImmutableArray<TrialRow> Trials { get; init; } = [];

    /// <summary>What the read after the writes shows: seen, pending (not visible yet), notSeen; null when nobody looked.</summary>
    public string? Verified { get; init; }

    /// <summary>Nobody heard the answer; the next apply's read showed how it ended.</summary>
    public bool? Settled { get; init; }
}

/// <summary>One time that an operation was sent: when (UTC), the HTTP status (0 = no answer), how many seconds until the answer.</summary>
public sealed record TrialRow(DateTimeOffset At, int Status, double Seconds)
{
    public string? RequestId { get; init; }

    /// <summary>The fault's code, where it was sent again.</summary>
    public string? Code { get; init; }
}

/// <summary>What one operation counts towards a guard.</summary>
public sealed record SpendRow(string Guard, string Target, string Counted, int Count)
{
    /// <summary>The one object that the figure is of.</summary>
    public string? Of { get; init; }
}

/// <summary>A target that could not be read, and why.</summary>
public sealed record UnreachedRow(string Target, FaultRow Fault);

public sealed record FaultRow(string Code, string Message, string Advice);

/// <summary>The look after the writes: how many operations a fresh plan would still have, and after how many seconds it had none.</summary>
public sealed record ConvergenceRow(bool Converged, int Residual, double Seconds)
{
    /// <summary>What is left, by name; at most twenty.</summary>
    public ImmutableArray<string> Remaining { get; init; } = [];
}

/// <summary>What a run came to: the read before it, and what carrying out took, over all targets.</summary>
public sealed record TrafficRow
{
    public int ReadRequests { get; init; }

    public int ReadUnits { get; init; }

    /// <summary>Times that an operation was sent.</summary>
    public int Writes { get; init; }

    /// <summary>Requests sent while writing, looks included and batch items counted; 0 where nobody counted.</summary>
    public int Requests { get; init; }

    /// <summary>HTTP requests that those travelled in.</summary>
    public int Envelopes { get; init; }

    /// <summary>Graph resource units of them, as the service said.</summary>
    public int Units { get; init; }

    /// <summary>Writes as targets meter them against their quota.</summary>
    public int MeteredWrites { get; init; }

    /// <summary>How long the run waited for limits: ours, and what services asked for.</summary>
    public double WaitedSeconds { get; init; }

    public int Retries { get; init; }

    public int Throttled { get; init; }
}
