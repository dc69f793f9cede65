using System.Collections.Immutable;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// How fast work gets done, seen over its last quarter of a minute: what happened earlier says little of what comes. It has no clock; instants
/// are given to it, counted from any fixed one.
/// </summary>
public sealed record Pace
{
    /// <summary>How far back it looks.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    /// <summary>Before this nothing can be said.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Steps closer to each other than this are one.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(250);

    private readonly ImmutableArray<(TimeSpan At, int Done)> _steps;

    private Pace(ImmutableArray<(TimeSpan At, int Done)> steps) => _steps = steps;

    /// <summary>Nothing is done yet.</summary>
    public static Pace From(TimeSpan start) => new([(start, 0)]);

    /// <summary>So many are done by now, in all.</summary>
    public Pace With(TimeSpan now, int done)
    {
        // The first step stays as long as it is in sight: it is where the count begins.
        var isSame = _steps.Length > 1 && now - _steps[^2].At < Grain;
        var steps = isSame ? _steps.SetItem(_steps.Length - 1, (now, done)) : _steps.Add((now, done));
        var first = BaseOf(steps, now);
        return new Pace(first == 0 ? steps : steps[first..]);
    }

    /// <summary>How many are done in a second; null as long as that cannot be said, or when nothing gets done any more.</summary>
    public double? Rate(TimeSpan now)
    {
        var (from, done) = _steps[BaseOf(_steps, now)];
        var passed = now - from;
        return passed < Shortest || _steps[^1].Done <= done ? null : (_steps[^1].Done - done) / passed.TotalSeconds;
    }

    /// <summary>How long the rest takes at this rate, in whole seconds; null where there is no rate.</summary>
    public TimeSpan? Left(TimeSpan now, int total) =>
        Rate(now) is { } rate ? TimeSpan.FromSeconds(Math.Ceiling(Math.Min(Math.Max(total - _steps[^1].Done, 0) / rate, TimeSpan.FromDays(99).TotalSeconds))) : null;

    // The last step that was over when the window began; else the first.
    private static int BaseOf(ImmutableArray<(TimeSpan At, int Done)> steps, TimeSpan now)
    {
        var first = 0;
        while (first + 1 < steps.Length && steps[first + 1].At <= now - Window)
            first++;
        return first;
    }
}
