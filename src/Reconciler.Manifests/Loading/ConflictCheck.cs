namespace Reconciler.Manifests.Loading;

/// <summary>
/// Finds people who would hold roles that exclude each other, as far as access is declared. People who have them by the same lines are one fault.
/// </summary>
internal static class ConflictCheck
{
    public static void Run(Draft draft, KeyIndex keys)
    {
        if (draft.Applications.Conflicts.Count == 0)
            return;
        var access = new DeclaredAccess(draft, keys);
        foreach (var conflict in draft.Applications.Conflicts)
        {
            var byRole = conflict.All.Select(role => Holders(role, draft, access)).ToArray();
            var faults = byRole[0].Keys
                .Where(person => byRole.All(r => r.ContainsKey(person)))
                .Select(person => byRole.Select(r => r[person]).ToArray())
                .GroupBy(grants => string.Join('|', grants.Select(g => g.By.Span)), StringComparer.Ordinal);
            foreach (var fault in faults)
            {
                var people = fault.Select(grants => grants[0].To.Declared?.Key.Name ?? grants[0].To.Text).Order(StringComparer.OrdinalIgnoreCase).ToArray();
                draft.Faults.Add(RuleFaults.HoldsAll(conflict, people, fault.First()));
            }
        }
    }

    // By the rank of the person, so that a key and an address of the same person are one; of several lines the first written counts.
    private static Dictionary<int, Grant> Holders(RoleUse role, Draft draft, DeclaredAccess access)
    {
        var holders = new Dictionary<int, Grant>();
        var lines = draft.Applications.Assignments
            .Where(a => a.Application.Text.Equals(role.Application.Text, StringComparison.OrdinalIgnoreCase) && a.Role == role.Role?.Text)
            .OrderBy(a => a.Span, SpanOrder.Instance);
        foreach (var grant in lines.SelectMany(access.Holders).Where(g => g.To.Meaning is not null))
            holders.TryAdd(grant.To.Rank, grant);
        return holders;
    }
}
