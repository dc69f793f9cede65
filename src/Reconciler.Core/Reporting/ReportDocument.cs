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

    /// <summary>Who ran it, as the CI system or the machine names them.</summary>
    public string? Actor { get; init; }

    public string? Commit { get; init; }

    /// <summary>What stopped the writes from outside: a freeze, or a lock that was broken.</summary>
    public string? Stopped { get; init; }

    public required RunResult Result { get; init; }

    public required int ExitCode { get; init; }

    public required OutcomeCounts Counts { get; init; }

    public required PlanCounts Planned { get; init; }

    public ImmutableArray<GuardRow> Guards { get; init; } = [];

    public ImmutableArray<ReadRow> Reads { get; init; } = [];

    public ImmutableArray<OperationRow> Operations { get; init; } = [];

    /// <summary>Objects that wait for a person: conflicts found while planning, and held changes.</summary>
    public ImmutableArray<EntryRow> Waiting { get; init; } = [];

    /// <summary>Targets that did not answer, and were left as they are.</summary>
    public ImmutableArray<UnreachedRow> Unreached { get; init; } = [];

    public ConvergenceRow? Convergence { get; init; }

    public ImmutableArray<CountRow> Deferred { get; init; } = [];

    public TrafficRow Traffic { get; init; } = new();
}

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

    /// <summary>applied, alreadyDone, acceptedNotApplied, conflict, failed, unknown, skipped, notAttempted.</summary>
    public required string Outcome { get; init; }

    public int Attempts { get; init; }

    public string? RequestId { get; init; }

    public int Status { get; init; }

    public FaultRow? Fault { get; init; }

    /// <summary>What was left out of an operation that else succeeded: link ends whose object does not exist.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    public DateTimeOffset? At { get; init; }
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

/// <summary>Requests (batch items counted), resource units, retries and pauses of a run.</summary>
public sealed record TrafficRow
{
    public int ReadRequests { get; init; }

    public int ReadUnits { get; init; }

    public int Writes { get; init; }

    public int Retries { get; init; }

    public int Throttled { get; init; }
}
