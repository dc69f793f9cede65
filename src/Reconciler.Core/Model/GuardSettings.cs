using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>A limit: clamp(floor(max × base), atLeast, atMost); a null percentage means <see cref="AtMost"/> alone.</summary>
public sealed record GuardLimit(string Guard, decimal? MaxPercent, int AtLeast, int? AtMost)
{
    public SourceSpan Span { get; init; }

    /// <summary>The limit over that many objects.</summary>
    public int Over(int baseline)
    {
        var share = MaxPercent is { } percent ? (int)decimal.Floor(percent * baseline / 100m) : AtMost ?? int.MaxValue;
        var raised = Math.Max(share, AtLeast);
        return AtMost is { } most ? Math.Min(raised, most) : raised;
    }
}

/// <summary>A budget that lifts one guard on one target until a day, with an owner and a reason.</summary>
public sealed record GuardOverride(string Guard, TargetName Target, int Allow, DateOnly Until, string Owner, string Reason, SourceSpan Span);

/// <summary>The limits on effects.</summary>
public sealed record GuardSettings(ImmutableArray<GuardLimit> Limits)
{
    public ImmutableArray<GuardOverride> Overrides { get; init; } = [];

    /// <summary>Where <c>guards:</c> stands, for the advice that names a line; when the block is not written, where the control file begins.</summary>
    public SourceSpan Span { get; init; }

    public static GuardSettings Default { get; } = new(
    [
        new("removals", 5, 3, 50),
        new("announcedLeavers", 2, 3, 50),
        new("accessLost", 5, 5, 200),
        new("members", 25, 3, null),
        new("identifiers", 1, 3, null),
        new("updates", 30, 10, null),
        new("adoptions", null, 0, 20),
    ]);

    public GuardLimit this[string guard] => Limits.First(l => l.Guard == guard);
}

/// <summary>One protected object, as written.</summary>
public readonly record struct ProtectedLine(Reference Object, SourceSpan Span);

/// <summary>What is never deleted, disabled, unlinked or stripped of access.</summary>
public sealed record ProtectedSettings
{
    public ImmutableArray<ProtectedLine> Objects { get; init; } = [];

    /// <summary>Directory roles by display name: whoever holds one is protected.</summary>
    public ImmutableArray<(string Role, SourceSpan Span)> Roles { get; init; } = [];
}
