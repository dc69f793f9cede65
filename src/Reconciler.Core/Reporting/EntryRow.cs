using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

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
