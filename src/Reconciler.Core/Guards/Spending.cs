using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>What an earlier run really did towards one guard, as its report says.</summary>
/// <param name="At">When that run ended, UTC.</param>
/// <param name="Override">The identity of the override that allowed it; null where the limit did.</param>
public sealed record Spending(DateTimeOffset At, string Guard, TargetName Target, string Counted, string? Of, int Count, string? Override);

/// <summary>What earlier runs have used up of limits and budgets, seen from one moment (UTC).</summary>
public sealed record Spent(ImmutableArray<Spending> All, DateTimeOffset Now)
{
    /// <summary>How far back a limit looks.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(24);

    /// <summary>No run is known; overrides are judged by the plan's day alone.</summary>
    public static Spent Nothing { get; } = new([], DateTimeOffset.MinValue);

    /// <summary>What was done in the last 24 hours towards the same figure, whatever allowed it.</summary>
    public int Earlier(string guard, TargetName target, string counted, string? of) => Sum(All.Where(s => Now - s.At < Window
        && s.Guard == guard && s.Target == target && s.Counted == counted && string.Equals(s.Of, of, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What was done towards a guard of one target in the last 24 hours, whatever was counted.</summary>
    public int Earlier(string guard, TargetName target) => Sum(All.Where(s => Now - s.At < Window && s.Guard == guard && s.Target == target));

    /// <summary>What is used up of an override, however long ago.</summary>
    public int Under(string budget) => Sum(All.Where(s => s.Override == budget));

    // More than can be counted is more than any limit.
    private static int Sum(IEnumerable<Spending> spendings) => (int)Math.Min(int.MaxValue, spendings.Sum(s => (long)s.Count));
}
