using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a group loses much of its membership, or the last of it, without anybody having announced it. Guard <c>members</c>.</summary>
internal static class EmptiedGroup
{
    public static IEnumerable<GuardFinding> Check(GuardInput input)
    {
        foreach (var entry in input.Changes)
        {
            foreach (var change in entry.Links)
            {
                if (change.Link.Name != "members" || change.Removes.IsEmpty)
                    continue;
                var lost = change.Removes.Where(r => !r.Cause.IsAnnounced).ToArray();
                var weighed = input.Weigh("members", "members", lost.Length, change.Before);
                var isLast = change.Empties && lost.Length > 0 && weighed.Override is null;
                yield return weighed with
                {
                    Of = entry.Name,
                    Limit = isLast ? Math.Min(weighed.Limit, lost.Length - 1) : weighed.Limit,
                    Blocks = weighed.Blocks || isLast,
                    Causes = isLast ? [$"it would be left without members ({change.Span.ToLine()})"] : [$"{lost.Length} no longer listed, {change.Span.ToLine()}"],
                    Names = [.. lost.Select(l => input.Plan.Snapshot.Roster.NameOf(l.End.To)).Order(StringComparer.OrdinalIgnoreCase)],
                };
            }
        }
    }
}
