using System.Collections.Immutable;

namespace Reconciler.Core.Reporting;

/// <summary>Effective access to one application before and after: assigned, enabled, not deleted.</summary>
public sealed record AccessRow
{
    public required string Application { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>How many people have access before and after.</summary>
    public int Before { get; init; }

    public int After { get; init; }

    /// <summary>Assignment is not required: everyone in the tenant can sign in.</summary>
    public bool OpenToEveryone { get; init; }

    public ImmutableArray<AccessChangeRow> Changes { get; init; } = [];
}

/// <summary>One person gains or loses one role. An empty role is the application as such.</summary>
public sealed record AccessChangeRow(string Person, string Role, bool Gained)
{
    /// <summary>The group through which; null = directly.</summary>
    public string? Through { get; init; }

    /// <summary>Computed from a rule that this plan touches: not known before it is applied.</summary>
    public bool Approximate { get; init; }

    /// <summary>Holds a directory role: never folded into a count.</summary>
    public bool Privileged { get; init; }

    public string? Because { get; init; }

    public string? Where { get; init; }

    /// <summary>Since when it has been due: change, pending, due. Null without a base revision.</summary>
    public string? Label { get; init; }
}
