using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>What one guard counted on one target: the figure, its limit, and what it was measured against.</summary>
public sealed record GuardFinding(string Guard, TargetName Target, string Counted, int Figure, int Limit, int Base)
{
    /// <summary>What the figure is of, when it is one object's: the group that loses members.</summary>
    public string? Of { get; init; }

    /// <summary>Where the limit stands; none for a default.</summary>
    public SourceSpan LimitSpan { get; init; }

    /// <summary>Above the limit: nothing is written to any target.</summary>
    public bool Blocks { get; init; }

    /// <summary>The override that lifted the limit, if one did.</summary>
    public string? Override { get; init; }

    /// <summary>One sentence a cause, with counts: "41 of them were in people/lisbon.yaml, which is gone".</summary>
    public ImmutableArray<string> Causes { get; init; } = [];

    /// <summary>Names of those counted, in order of keys.</summary>
    public ImmutableArray<string> Names { get; init; } = [];
}

/// <summary>The judgement over a whole run: blocked by any finding that blocks.</summary>
public sealed record Verdict(ImmutableArray<GuardFinding> Findings)
{
    public bool IsBlocked => Findings.Any(f => f.Blocks);

    public IEnumerable<GuardFinding> Blocking => Findings.Where(f => f.Blocks);
}
