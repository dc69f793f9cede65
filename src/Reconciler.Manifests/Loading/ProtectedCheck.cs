using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Finds protected people who are to leave: the protection wins, and nobody should believe otherwise.</summary>
internal static class ProtectedCheck
{
    public static void Run(DraftControl? control, Draft draft)
    {
        foreach (var line in control?.Protected ?? [])
        {
            if (line.To.Declared is not { } person)
                continue;
            person.IsProtected = true;
            if ((person.Left ?? person.Employment?.Ends) is { } leaves)
                draft.Faults.Add(RuleFaults.ProtectedLeaves(line.In(control?.File ?? ""), person, leaves.Span, leaves.Date.ToString("yyyy-MM-dd")));
        }
    }
}
