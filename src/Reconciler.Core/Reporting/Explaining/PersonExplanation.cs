using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Explaining;

/// <summary>
/// Why one person has the access and the values that they have, and what a plan does about it: import (who it is in the directory), then for each
/// application scope, match, action and result. Places are <c>file:line</c>; values are texts, null = absent; secret and redacted ones never stand here.
/// </summary>
public sealed record PersonExplanation
{
    public const string CurrentSchema = "reconciler/explanation/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Workspace { get; init; }

    /// <summary>The day (UTC) that is planned.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The declared key, else what people call them.</summary>
    public required string Name { get; init; }

    /// <summary>Where they are declared; null when they are not.</summary>
    public string? Where { get; init; }

    /// <summary>Guards that block the whole run: nothing of the results is sent while they do.</summary>
    public ImmutableArray<string> BlockedBy { get; init; } = [];

    public required ImportStep Import { get; init; }

    /// <summary>What happens to the person in the directory; null where the workspace has none.</summary>
    public ActionStep? Action { get; init; }

    public ResultStep? Result { get; init; }

    /// <summary>Applications that the person has or had to do with, and the one that was asked for.</summary>
    public ImmutableArray<ApplicationSteps> Applications { get; init; } = [];

    /// <summary>Keys of all other applications.</summary>
    public ImmutableArray<string> Others { get; init; } = [];
}

/// <summary>Which live object of the directory a person is, and how it was recognised.</summary>
public sealed record ImportStep(string How)
{
    /// <summary>The directory's id; null while there is none.</summary>
    public string? Id { get; init; }

    public string? Where { get; init; }

    public ConflictRow? Conflict { get; init; }
}

/// <summary>One application: access, and the person's account in it.</summary>
public sealed record ApplicationSteps(string Key, string DisplayName, ScopeStep Scope)
{
    public MatchStep? Match { get; init; }

    public ActionStep? Action { get; init; }

    public ResultStep? Result { get; init; }

    /// <summary>Why the steps end after scope; null when they do not.</summary>
    public string? Ends { get; init; }
}

/// <summary>Whether the person has access, by which lines, and whether the mapping's scope holds.</summary>
public sealed record ScopeStep(bool HasAccess, string Because)
{
    public string? Where { get; init; }

    public ImmutableArray<WayStep> Ways { get; init; } = [];

    /// <summary>Assignment is not required: everyone in the tenant can sign in, and lines only give roles.</summary>
    public bool OpenToEveryone { get; init; }

    /// <summary>The mapping of accounts; null where none are kept.</summary>
    public string? Mapping { get; init; }

    public string? MappingWhere { get; init; }

    /// <summary>The items of its scope: any may hold. None = it restricts nobody, or nobody asked.</summary>
    public ImmutableArray<ScopeItemStep> Items { get; init; } = [];
}

/// <summary>
/// One way to the application, from the person outwards. State: <c>stays</c>, <c>gained</c>, <c>lost</c>, <c>nestedOnly</c> (gives nothing),
/// <c>waits</c> (written, and not carried out), <c>inert</c> (there, and without effect while the person is gone or disabled).
/// </summary>
public sealed record WayStep(string State, string? Role, ImmutableArray<LineStep> Lines)
{
    public string? Advice { get; init; }
}

public sealed record LineStep(string What, string? Where);

public sealed record ScopeItemStep(bool Holds, ImmutableArray<ClauseStep> Clauses);

/// <summary>One condition as Entra writes it, and the value it was asked of.</summary>
public sealed record ClauseStep(string Clause, string? Value, bool Holds);

/// <summary>
/// Which account is the person's. Bucket: <c>assigned</c>, <c>unassigned</c>, <c>unlinked</c>, or <c>none</c>: they have none and get none.
/// </summary>
public sealed record MatchStep(string Bucket, string How)
{
    public string? Id { get; init; }

    public string? Account { get; init; }

    public ImmutableArray<TriedStep> Tried { get; init; } = [];

    public ConflictRow? Conflict { get; init; }
}

/// <summary>One attribute that accounts were looked for by, and how many had the value.</summary>
public sealed record TriedStep(string Attribute, string Value, int Hits);

/// <summary>What is done: create, update, disable, adopt, delete, keep, blocked …, and each value with its source.</summary>
public sealed record ActionStep(string Action)
{
    /// <summary>The kind is only observed: it would be done, and is not.</summary>
    public bool Observed { get; init; }

    public string? Because { get; init; }

    public string? Where { get; init; }

    public ImmutableArray<ValueStep> Values { get; init; } = [];

    public ImmutableArray<LinkStep> Links { get; init; } = [];

    public ImmutableArray<HeldRow> Held { get; init; } = [];

    public ConflictRow? Conflict { get; init; }
}

/// <summary>One attribute. <c>Source</c> is the mapping's, where a mapping gives it; <c>Parts</c> are the parts of an expression in order.</summary>
public sealed record ValueStep(string Attribute, bool Changes, string? Before, string? After)
{
    public string? Source { get; init; }

    public string? Where { get; init; }

    public string? Note { get; init; }

    public ImmutableArray<PartStep> Parts { get; init; } = [];
}

/// <summary>What a part of an expression gave; the whole expression has depth 0.</summary>
public sealed record PartStep(int Depth, string Text, string Gives);

public sealed record LinkStep(bool Gains, string What)
{
    public string? Because { get; init; }

    public string? Where { get; init; }
}

/// <summary>What would be sent for this person, in order; or why nothing is.</summary>
public sealed record ResultStep(ImmutableArray<RequestStep> Requests)
{
    public string? Nothing { get; init; }
}

/// <summary>One request. To a SCIM service its method, path and what it carries; to the directory the action in words.</summary>
public sealed record RequestStep(string Method, string Path, ImmutableArray<string> Carries);
