using Reconciler.Core.Access;
using Reconciler.Core.Values;

namespace Reconciler.Core.Guards;

/// <summary>
/// Fear: one deleted line takes an application away from many. Guard <c>accessLost</c> counts people, not lines; those whose account itself is closed
/// are counted where that is judged.
/// </summary>
internal static class LostAccess
{
    public const string Guard = "accessLost";
    public const string Counted = "people";

    /// <summary>Whoever changes from one role to another loses and gains, and is not counted.</summary>
    public static IEnumerable<AccessChange> Lost(ApplicationAccess access)
    {
        var moved = access.Changes.Where(c => c.IsGained).Select(c => c.Person).ToHashSet();
        return access.Changes.Where(c => c is { IsGained: false, ByLeaving: false } && !moved.Contains(c.Person));
    }

    public static TargetName TargetOf(ApplicationAccess access) => new(access.Application.Key);

    public static IEnumerable<GuardFinding> Check(ApplicationAccess access, GuardRule rule)
    {
        var lost = Lost(access).ToArray();
        var people = lost.DistinctBy(c => c.Person).ToArray();
        yield return rule.Weigh(Guard, TargetOf(access), Counted, people.Length, access.HoldersBefore, access.Application.Key) with
        {
            Causes = [.. lost.GroupBy(c => c.Cause.Span.IsNone ? "for other reasons" : $"by {c.Cause.Span.ToLine()}")
                .Select(g => $"{g.DistinctBy(c => c.Person).Count()} {g.Key}{Ways(g)}")],
            Names = [.. people.Select(c => c.Name).Order(StringComparer.OrdinalIgnoreCase)],
        };
    }

    private static string Ways(IEnumerable<AccessChange> changes)
    {
        var groups = changes.Select(c => c.Through).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return groups.Length == 1 ? $", as members of {groups[0]}" : "";
    }
}
