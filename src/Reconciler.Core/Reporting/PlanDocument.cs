using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

/// <summary>
/// A plan as it is saved and shown: the published form (<c>plan.schema.json</c>). Every value is a text made for people;
/// secrets and generated values never stand here. Times are UTC.
/// </summary>
public sealed record PlanDocument
{
    public const string CurrentSchema = "reconciler/plan/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Version { get; init; }

    public required string Workspace { get; init; }

    public string? Tenant { get; init; }

    public bool Sandbox { get; init; }

    /// <summary>The day the plan is of.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string OperationsHash { get; init; }

    public required string ConfigurationHash { get; init; }

    /// <summary>SHA-256 over this document with an empty seal: a saved plan that was altered no longer bears it.</summary>
    public string Seal { get; init; } = "";

    /// <summary>The revision that the labels speak of; null without one.</summary>
    public RevisionRow? Base { get; init; }

    /// <summary>The revision that the control file was taken from; null where it is the workspace's own.</summary>
    public RevisionRow? Control { get; init; }

    /// <summary>Null where the workspace lies in no repository.</summary>
    public HeadRow? Head { get; init; }

    public required PlanCounts Counts { get; init; }

    /// <summary>Whether a guard blocks the run: then nothing is written to any target.</summary>
    public bool Blocked { get; init; }

    public ImmutableArray<GuardRow> Guards { get; init; } = [];

    /// <summary>Removals kept back because something was not read whole, or leads to nobody who is known.</summary>
    public ImmutableArray<WithheldRow> Withheld { get; init; } = [];

    public ImmutableArray<TargetRow> Targets { get; init; } = [];

    /// <summary>Who gains and loses which application; applications of which nobody's access changes are there with their figures.</summary>
    public ImmutableArray<AccessRow> Access { get; init; } = [];

    /// <summary>What is declared and not carried out by this version.</summary>
    public ImmutableArray<CountRow> Deferred { get; init; } = [];

    /// <summary>Who approves the changes, by the files that ask for them; empty where the repository does not say.</summary>
    public ImmutableArray<ApproverRow> Approvers { get; init; } = [];

    /// <summary>What dates will do later; listed, not counted.</summary>
    public ImmutableArray<UpcomingRow> Upcoming { get; init; } = [];

    public ImmutableArray<FindingRow> Findings { get; init; } = [];

    /// <summary>What of the whole is planned; null = all of it.</summary>
    public NarrowedRow? Narrowed { get; init; }

    /// <summary>What was left out about people, <c>pseudonymous</c> or <c>counts</c>; null = nothing, as in every record.</summary>
    public string? Privacy { get; init; }

    /// <summary>How the workspace was named on the command line, for the line that says what to do next; null = nothing is to be typed next.</summary>
    public string? Directory { get; init; } = ".";
}

/// <summary>A part of a plan: one target's, one object's (<c>user:ada</c>), what the clock alone asks for.</summary>
public sealed record NarrowedRow
{
    public string? Target { get; init; }

    public string? Only { get; init; }

    public bool OnlyDue { get; init; }
}

/// <summary>Objects by what happens to them; an object counts once, under the most dangerous.</summary>
public sealed record PlanCounts
{
    public int Blocked { get; init; }

    public int Held { get; init; }

    public int Deleted { get; init; }

    public int Disabled { get; init; }

    /// <summary>People who lose a role of an application; a person counts once for each application.</summary>
    public int AccessLost { get; init; }

    /// <summary>People who gain a role of an application; a person counts once for each application.</summary>
    public int AccessGained { get; init; }

    public int Released { get; init; }

    public int Adopted { get; init; }

    public int Restored { get; init; }

    public int Created { get; init; }

    public int Changed { get; init; }

    public int Observed { get; init; }

    public int Operations { get; init; }

    /// <summary>Removals kept back because a read was incomplete or a reference is unresolved.</summary>
    public int Withheld { get; init; }

    /// <summary>Whether applying would write anything.</summary>
    public bool HasChanges => Operations > 0;
}

/// <summary>One target: how it was read, what it will see, and what it will cost.</summary>
public sealed record TargetRow
{
    public required string Name { get; init; }

    public required string System { get; init; }

    /// <summary>What the target is, whatever it is called: host and path of an application's accounts; null for the directory, which the tenant names.</summary>
    public string? Identity { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    public ImmutableArray<ReadRow> Reads { get; init; } = [];

    /// <summary>Objects that stay as they are, by why: not declared, protected, orphan, not yet due …</summary>
    public ImmutableArray<CountRow> Kept { get; init; } = [];

    public ImmutableArray<EntryRow> Entries { get; init; } = [];

    public CostRow Cost { get; init; } = new();

    /// <summary>Why the target could not be read; then nothing is planned for it.</summary>
    public FaultRow? Unreached { get; init; }
}

/// <summary>What was read, how much of it, and how its completeness was proven (or why not).</summary>
public sealed record ReadRow(string What, int Count, bool Proven, string How)
{
    /// <summary>The target that was read, where the row does not stand below it.</summary>
    public string? Target { get; init; }
}

public sealed record CountRow(string What, int Count)
{
    /// <summary>At most twenty names.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}

/// <summary>What the read took, and what carrying out the plan will.</summary>
public sealed record CostRow
{
    public int ReadRequests { get; init; }

    public int ReadUnits { get; init; }

    /// <summary>What was chosen between ways to read, and by which arithmetic; null = nothing worth telling.</summary>
    public string? ReadWay { get; init; }

    /// <summary>Operations.</summary>
    public int Writes { get; init; }

    /// <summary>Requests that carry them out, looks included and batch items counted.</summary>
    public int Requests { get; init; }

    /// <summary>HTTP requests that those travel in.</summary>
    public int WriteEnvelopes { get; init; }

    /// <summary>Graph resource units; 0 where none are metered.</summary>
    public int Units { get; init; }

    /// <summary>Writes as the target meters them against its quota.</summary>
    public int MeteredWrites { get; init; }

    public double ExpectedSeconds { get; init; }

    /// <summary>The quota that most of that time goes by: <c>writes</c>, <c>units</c>; null where none does.</summary>
    public string? BoundBy { get; init; }
}

public sealed record GuardRow
{
    public required string Guard { get; init; }

    public required string Target { get; init; }

    public required string Counted { get; init; }

    public string? Of { get; init; }

    public required int Figure { get; init; }

    /// <summary>What earlier runs did towards the same figure in the last 24 hours.</summary>
    public int Earlier { get; init; }

    /// <summary>What this run did of the figure; in a report alone.</summary>
    public int? Spent { get; init; }

    public required int Limit { get; init; }

    public required int Base { get; init; }

    public bool Blocks { get; init; }

    public string? Override { get; init; }

    /// <summary>Names that override, by a digest of all that was approved with it: what is spent under it is used up.</summary>
    public string? Budget { get; init; }

    /// <summary><c>file:line</c> of the limit; of a default that of <c>guards:</c>, else where the control file begins.</summary>
    public string? Where { get; init; }

    public ImmutableArray<string> Causes { get; init; } = [];

    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The line to add under <c>guards.overrides</c> if this is meant; null when it does not block.</summary>
    public string? OverrideLine { get; init; }
}

/// <summary>Changed objects whose files the same people own; nobody where no line of CODEOWNERS names an owner.</summary>
public sealed record ApproverRow(ImmutableArray<string> Who)
{
    public int Changes { get; init; }

    /// <summary>The files, at most twenty.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}

public sealed record UpcomingRow(DateOnly Date, string Kind, string Name, string What, string? Where);

public sealed record FindingRow(string Code, string Severity, string Message, string? Where)
{
    public ImmutableArray<string> Help { get; init; } = [];
}

/// <summary>A revision as it was named on the command line, and the full id of its commit.</summary>
public sealed record RevisionRow(string Name, string Commit);

/// <summary>The commit that is checked out where the workspace lies, and whether files differ from it.</summary>
public sealed record HeadRow(string Commit, bool Dirty);
