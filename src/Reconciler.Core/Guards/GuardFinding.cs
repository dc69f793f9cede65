using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>
/// What one guard counted on one target: the figure, what it was measured against, and its limit; where an override lifts it, the limit is what is left
/// of that.
/// </summary>
public sealed record GuardFinding(string Guard, TargetName Target, string Counted, int Figure, int Limit, int Base)
{
    /// <summary>What the figure is of, when it is one object's: the group that loses members.</summary>
    public string? Of { get; init; }

    /// <summary>What earlier runs did towards the same figure in the last 24 hours.</summary>
    public int Earlier { get; init; }

    /// <summary>Where the limit stands; for a default <c>guards:</c>, or the control file's first line.</summary>
    public SourceSpan LimitSpan { get; init; }

    /// <summary>Above the limit: nothing is written to any target.</summary>
    public bool Blocks { get; init; }

    /// <summary>The override that lifted the limit, if one did, and what is left of it then.</summary>
    public string? Override { get; init; }

    /// <summary>Names that override for the runs to come.</summary>
    public string? Budget { get; init; }

    /// <summary>How many an override must allow so that the run passes: all that is over a limit of this guard on this target. 0 = nothing blocks.</summary>
    public int Needed { get; init; }

    /// <summary>One sentence a cause, with counts: "41 of them were in people/lisbon.yaml, which is gone".</summary>
    public ImmutableArray<string> Causes { get; init; } = [];

    /// <summary>Names of those counted, in order of keys.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Nothing would be left, which no limit allows: only an override does.</summary>
    internal bool IsLast { get; init; }

    internal bool IsOver => Figure > 0 && (IsLast || (long)Figure + Earlier > Limit);
}

/// <summary>The judgement over a whole run: blocked by any finding that blocks.</summary>
public sealed record Verdict(ImmutableArray<GuardFinding> Findings)
{
    public bool IsBlocked => Findings.Any(f => f.Blocks);

    public IEnumerable<GuardFinding> Blocking => Findings.Where(f => f.Blocks);

    /// <summary>What earlier runs had used up when this was judged.</summary>
    public Spent Spent { get; init; } = Spent.Nothing;
}
