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

/// <summary>What the read took, and what the writes will: requests (batch items counted), envelopes, resource units, expected seconds.</summary>
public sealed record CostRow
{
    public int ReadRequests { get; init; }

    public int ReadUnits { get; init; }

    public int Writes { get; init; }

    public int WriteEnvelopes { get; init; }

    public double ExpectedSeconds { get; init; }
}

/// <summary>Where a thing stands in the plan, by danger.</summary>
public enum Section
{
    Blocked,
    Held,
    Deleted,
    Disabled,
    Released,
    Adopted,
    Restored,
    Created,
    Changed,
    Observed,
}

/// <summary>One object that changes, waits or is blocked.</summary>
public sealed record EntryRow
{
    public required Section Section { get; init; }

    /// <summary>create, update, adopt, rekey, restore, disable, delete, release, unmanage, blocked.</summary>
    public required string Action { get; init; }

    public required string Kind { get; init; }

    /// <summary>The target it belongs to, where the row does not stand below it.</summary>
    public string? Target { get; init; }

    public string? Key { get; init; }

    public string? Id { get; init; }

    public required string Name { get; init; }

    /// <summary>16 hex digits over what is written to it but for the ends of its lists; null where nothing is.</summary>
    public string? Hash { get; init; }

    /// <summary>One clause that says why: <c>left 2026-11-20</c>, <c>no longer declared; declared in people/lisbon.yaml before</c>.</summary>
    public string? Because { get; init; }

    /// <summary><c>file:line</c>.</summary>
    public string? Where { get; init; }

    public bool Privileged { get; init; }

    public ConflictRow? Conflict { get; init; }

    public bool SessionsRevoked { get; init; }

    public DateOnly? DeletedOn { get; init; }

    public ImmutableArray<CellRow> Cells { get; init; } = [];

    public ImmutableArray<LinkRow> Links { get; init; } = [];

    public ImmutableArray<HeldRow> Held { get; init; } = [];

    /// <summary>What was managed at the base revision, is not any more, and stands live.</summary>
    public ImmutableArray<StandingRow> Standing { get; init; } = [];

    /// <summary>Since when it has been due: change, pending, due, drift. Null where that is not known.</summary>
    public string? Label { get; init; }
}

/// <summary>A list or attribute that is left as it is: what stands there, and the line that managed it, <c>file:line@revision</c>.</summary>
public sealed record StandingRow(string What, string Stands, string? Where);

public sealed record ConflictRow(string Code, string Message, string Advice);

/// <summary>One attribute: before and after as text (null = absent), and where the new value comes from.</summary>
public sealed record CellRow(string Attribute, string? Before, string? After)
{
    /// <summary>declared, defaults, derived, due, policy, undeclared, filter, mapping, assignment, access.</summary>
    public required string Origin { get; init; }

    public string? Where { get; init; }

    /// <summary>The rule of a derived value, in words; of a mapped one, the source of its row.</summary>
    public string? Rule { get; init; }

    /// <summary>The mapping whose row gives the value.</summary>
    public string? Mapping { get; init; }

    /// <summary>As of its entry, where it differs.</summary>
    public string? Label { get; init; }
}

public sealed record LinkRow(string Link, ImmutableArray<LinkEndRow> Adds, ImmutableArray<LinkEndRow> Removes, int Stays)
{
    public int Kept { get; init; }

    public int Withheld { get; init; }

    public string? WithheldWhy { get; init; }

    public string? Where { get; init; }

    /// <summary>A link to at most one object, such as a manager: what is added replaces what is removed.</summary>
    public bool Single { get; init; }
}

/// <summary>One end of a list that comes or goes: kind and key, or kind and id, with the role say which.</summary>
/// <param name="Kind">user, group, servicePrincipal …</param>
/// <param name="Name">Its key; of one that is not declared, what people call it.</param>
public sealed record LinkEndRow(string Kind, string Name)
{
    /// <summary>Its id in the target, of one that is not declared.</summary>
    public string? Id { get; init; }

    /// <summary>The role of an assignment, by its value.</summary>
    public string? Role { get; init; }

    public string? Where { get; init; }

    /// <summary>Why it goes, where that is not plain: <c>left 2026-11-20</c>, <c>until 2026-11-30</c>.</summary>
    public string? Because { get; init; }

    /// <summary>As of its entry, where it differs.</summary>
    public string? Label { get; init; }
}

public sealed record HeldRow(string What, string Why, string Advice, string? Where);

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
