namespace Reconciler.Manifests.Loading;

/// <summary>Checks the lines of <c>assignments:</c> against each other and against how the application keeps them.</summary>
internal static class AssignmentCheck
{
    public static void Run(Draft draft)
    {
        var first = new Dictionary<(string Application, string? Role, int Holder), DraftAssignment>();
        foreach (var line in draft.Applications.Assignments.OrderBy(a => a.Span, SpanOrder.Instance))
        {
            if (line.To.To.Meaning is null)
                continue;
            var key = (line.Application.Text.ToUpperInvariant(), line.Role, line.To.To.Rank);
            if (!first.TryAdd(key, line))
                draft.Faults.Add(RuleFaults.AssignedTwice(line, first[key]));
        }

        var assigned = draft.Applications.RoleUses.Where(u => u.Role is null).Select(u => u.Application.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var application in draft.Applications.All)
        {
            if (application is { Found: { } found, SaysMode: false } && assigned.Contains(application.Key.Text))
                draft.Faults.Add(RuleFaults.AssignmentsMissing(found, application.Key));
        }
    }
}
