using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Finds groups that contain each other, by a depth-first walk without recursion in the order of keys,
/// so that the same cycle is always reported from the same group.
/// </summary>
internal sealed class GroupCycles
{
    private readonly Dictionary<DraftResource, (DraftResource Group, SourceSpan Span)[]> nested = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<DraftResource> done = new(ReferenceEqualityComparer.Instance);
    private readonly List<(DraftResource Group, int Next)> path = [];

    public static void Run(Draft draft, KeyIndex keys)
    {
        var cycles = new GroupCycles();
        foreach (var group in keys.OfKind(Kind.Group))
        {
            var inside = Nested(group);
            if (inside.Length > 0)
                cycles.nested.Add(group, inside);
        }

        foreach (var group in cycles.nested.Keys.OrderBy(g => g.Place))
            cycles.Walk(group, draft);
    }

    private static (DraftResource Group, SourceSpan Span)[] Nested(DraftResource group)
    {
        var inside = new List<(DraftResource Group, SourceSpan Span)>();
        foreach (var list in group.Lists)
        {
            foreach (var end in list.Ends)
            {
                if (end.To.Form.KindOf() == Kind.Group && end.To.Declared is { } nested)
                    inside.Add((nested, end.In(group.Span.File)));
            }
        }

        return [.. inside];
    }

    private void Walk(DraftResource start, Draft draft)
    {
        if (!done.Add(start))
            return;
        path.Add((start, 0));
        while (path.Count > 0)
        {
            var (group, next) = path[^1];
            var inside = nested.GetValueOrDefault(group) ?? [];
            if (next == inside.Length)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }

            path[^1] = (group, next + 1);
            var inner = inside[next].Group;
            if (path.FindIndex(p => ReferenceEquals(p.Group, inner)) is >= 0 and var from)
                draft.Faults.Add(LoadingFaults.GroupCycle([.. path.Skip(from).Select(Step)], draft.Catalog.MayCircle(Kind.Group, "members")));
            else if (nested.ContainsKey(inner) && done.Add(inner))
                path.Add((inner, 0));
        }
    }

    private (string Group, SourceSpan Span) Step((DraftResource Group, int Next) step) => (step.Group.Key.Name, nested[step.Group][step.Next - 1].Span);
}
