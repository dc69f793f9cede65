using System.Collections.Immutable;
using Reconciler.Core.Access;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>
/// Fear: one deleted line takes an application away from many. Guard <c>accessLost</c> counts people, not lines; those whose account itself is closed
/// are counted where that is judged.
/// </summary>
internal static class LostAccess
{
    public static IEnumerable<GuardFinding> Check(ApplicationAccess access, GuardRule rule)
    {
        // Whoever changes from one role to another loses and gains, and is not counted.
        var moved = access.Changes.Where(c => c.IsGained).Select(c => c.Person).ToHashSet();
        var lost = access.Changes.Where(c => c is { IsGained: false, ByLeaving: false } && !moved.Contains(c.Person)).ToArray();
        var names = lost.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        yield return rule.Weigh("accessLost", new TargetName(access.Application.Key), "people", names.Length, access.HoldersBefore) with
        {
            Of = access.Application.Key,
            Causes = [.. lost.GroupBy(c => c.Cause.Span.IsNone ? "for other reasons" : $"by {c.Cause.Span.ToLine()}")
                .Select(g => $"{g.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count()} {g.Key}{Ways(g)}")],
            Names = names,
        };
    }

    private static string Ways(IEnumerable<AccessChange> changes)
    {
        var groups = changes.Select(c => c.Through).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return groups.Length == 1 ? $", as members of {groups[0]}" : "";
    }
}
