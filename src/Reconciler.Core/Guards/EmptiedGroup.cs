using Reconciler.Core.Planning;

namespace Reconciler.Core.Guards;

/// <summary>Fear: a group loses much of its membership, or the last of it, without anybody having announced it. Guard <c>members</c>.</summary>
internal static class EmptiedGroup
{
    public const string Guard = "members";
    public const string Counted = "members";

    public static IEnumerable<LinkEdit> Lost(LinkChange change) => change.Link.Name == "members" ? change.Removes.Where(r => !r.Cause.IsAnnounced) : [];

    public static IEnumerable<GuardFinding> Check(GuardInput input)
    {
        foreach (var entry in input.Changes)
        {
            foreach (var change in entry.Links)
            {
                if (change.Link.Name != "members" || change.Removes.IsEmpty)
                    continue;
                var lost = Lost(change).ToArray();
                var weighed = input.Rule.Weigh(Guard, input.Plan.Target, Counted, lost.Length, change.Before, entry.Name);
                var isLast = change.Empties && lost.Length > 0;
                yield return weighed with
                {
                    IsLast = isLast,
                    Limit = isLast ? Math.Min(weighed.Limit, lost.Length - 1) : weighed.Limit,
                    Causes = isLast ? [$"it would be left without members ({change.Span.ToLine()})"] : [$"{lost.Length} no longer listed, {change.Span.ToLine()}"],
                    Names = [.. lost.Select(l => input.Plan.Snapshot.Roster.NameOf(l.End.To)).Order(StringComparer.OrdinalIgnoreCase)],
                };
            }
        }
    }
}
