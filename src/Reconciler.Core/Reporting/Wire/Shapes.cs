using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>What the attributes of many objects have in common: which they are, in order, and where their values come from.</summary>
/// <param name="Name">The first digits of a hash of its content, so that it is the same in every document.</param>
/// <param name="Cells">The attributes.</param>
internal sealed record CellForm(string Name, ImmutableArray<FormCell> Cells);

/// <summary>One attribute of a form.</summary>
internal sealed record FormCell(string Attribute)
{
    public const string Replace = "replace";
    public const string Clear = "clear";
    public const string None = "none";
    public const string Declared = "declared";

    /// <summary>replace, clear or none; null = set where nothing stood.</summary>
    public string? Change { get; init; }

    /// <summary>The value that is set, where it is not the object's own: a default, a rule.</summary>
    public string? Value { get; init; }

    /// <summary>Null = declared.</summary>
    public string? Origin { get; init; }

    public string? Rule { get; init; }

    public string? Mapping { get; init; }

    /// <summary>The line that says so, where it is the same for every object.</summary>
    public string? Where { get; init; }

    /// <summary>Its line stands with the object.</summary>
    public bool Line { get; init; }
}

/// <summary>The attributes of one object: a form, and what is its own.</summary>
internal sealed record CellList(string Form)
{
    /// <summary>The file of <see cref="Lines"/>; null = that of the object itself.</summary>
    public string? File { get; init; }

    /// <summary>Of the cells with a line: the first, then distances.</summary>
    public ImmutableArray<int> Lines { get; init; } = [];

    public ImmutableArray<string> Before { get; init; } = [];

    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>One for each cell, empty where it is that of the object; none where all are.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];
}

/// <summary>Ends of one list that have all in common but their names and lines.</summary>
internal sealed record EndList(string Kind, ImmutableArray<string> Names)
{
    public string? Role { get; init; }

    public string? Because { get; init; }

    /// <summary>The one line of all of them.</summary>
    public string? Where { get; init; }

    /// <summary>The file of <see cref="Lines"/>.</summary>
    public string? File { get; init; }

    /// <summary>The first line, then distances.</summary>
    public ImmutableArray<int> Lines { get; init; } = [];

    /// <summary>Since when they have been due, where that differs from the object that has the list.</summary>
    public string? Label { get; init; }

    /// <summary>Their ids, where they are not declared.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Their places in the whole list, from 0; empty where they follow on the ones before.</summary>
    public ImmutableArray<int> At { get; init; } = [];
}

/// <summary>People who gain or lose one role of one application in the same way.</summary>
internal sealed record AccessList(bool Gained, string Role, ImmutableArray<string> People)
{
    public string? Through { get; init; }

    public bool Approximate { get; init; }

    public bool Privileged { get; init; }

    public string? Because { get; init; }

    /// <summary>Since when it has been due.</summary>
    public string? Label { get; init; }

    public string? Where { get; init; }

    public string? File { get; init; }

    public ImmutableArray<int> Lines { get; init; } = [];

    public ImmutableArray<int> At { get; init; } = [];
}
