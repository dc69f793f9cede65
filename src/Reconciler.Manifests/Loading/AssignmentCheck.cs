using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

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

        if (draft.IsControlRead)
            JudgeApplications(draft);
    }

    private static void JudgeApplications(Draft draft)
    {
        foreach (var application in draft.Applications.All)
        {
            var places = draft.Applications.Blocks.GetValueOrDefault(application.Key.Text);
            var isAssigned = places is not null;
            var hasNothing = application is { EnterpriseApp: null, Scim: null, IsDoubtful: false };
            if (hasNothing && places is not null)
                draft.Faults.Add(ApplicationFaults.NothingToAssign(Places.Of(places), application.Key));
            else if (hasNothing && !application.HasProvisioning)
                draft.Faults.Add(ApplicationFaults.NothingToCarryOut(application.Key));
            if (application.FindUnmanaged(AssignmentLists.Link) is { } unmanaged)
                RefuseBoth(unmanaged, places is null ? application.ModeSpan : Places.Of(places).First, draft);
            else if (application is { EnterpriseApp.Found: { } found, Mode: null } && isAssigned)
                draft.Faults.Add(RuleFaults.AssignmentsMissing(found, application.Key));
            // Of a file that could not be read it is not known whom it assigns.
            else if (application is { Mode: LinkMode.Exclusive } && !hasNothing && !isAssigned && draft.IsWhole)
                draft.Faults.Add(ApplicationFaults.NothingAssigned(application));
        }
    }

    private static void RefuseBoth(Written unmanaged, SourceSpan managed, Draft draft)
    {
        if (!managed.IsNone)
            draft.Faults.Add(LoadingFaults.ManagedAndUnmanaged(unmanaged.Span, unmanaged.Text, managed));
    }
}
