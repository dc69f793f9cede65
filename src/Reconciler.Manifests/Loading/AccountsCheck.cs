using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Holds what is to happen to accounts and groups against what may be done and what the server does.</summary>
internal static class AccountsCheck
{
    private const string Unassigned = "unassigned";
    private const string Unknown = "unknown";
    private const string Deactivate = "deactivate";

    /// <summary>What the control file shows alone.</summary>
    public static void OfControl(Draft draft)
    {
        foreach (var scim in draft.Applications.All.Select(a => a.Scim).OfType<DraftScim>())
        {
            if (scim.Actions is not { } actions)
                continue;
            if (scim.UnassignedAction is UnassignedAccounts.Delete && !actions.HasFlag(AccountActions.Delete))
                draft.Faults.Add(ApplicationFaults.ActionMissing(scim, "delete", Unassigned, scim.Unassigned, "keep"));
            if (scim.UnassignedAction is UnassignedAccounts.Deactivate && !actions.HasFlag(AccountActions.Deactivate))
                draft.Faults.Add(ApplicationFaults.ActionMissing(scim, Deactivate, Unassigned, scim.Unassigned, "keep"));
            if (scim.UnknownAction is UnknownAccounts.Deactivate && !actions.HasFlag(AccountActions.Deactivate))
                draft.Faults.Add(ApplicationFaults.ActionMissing(scim, Deactivate, Unknown, scim.Unknown, "report"));
        }
    }

    /// <summary>What the server does is known once the dialects are read.</summary>
    public static void OfProfiles(Draft draft)
    {
        foreach (var application in draft.Applications.All)
        {
            if (application.Scim is not { } scim || draft.KnownProfiles.Find(scim.ProfileName) is not { } profile)
                continue;
            if (scim.Groups is { } push && !profile.Groups.Supported)
                draft.Faults.Add(ApplicationFaults.NoGroups(push, application.Key, profile));
            if (profile.Users.Deactivation.Effect != "deletes")
                continue;
            if (scim.UnassignedAction is UnassignedAccounts.Deactivate)
            {
                draft.Faults.Add(ApplicationFaults.DeactivationDeletes(application.Key, profile, Unassigned, scim.Unassigned?.Span ?? scim.Span, scim.Unassigned is not null,
                    "write `unassigned: delete` when that is meant, or `unassigned: keep`"));
            }

            if (scim.UnknownAction is UnknownAccounts.Deactivate && scim.Unknown is { } unknown)
                draft.Faults.Add(ApplicationFaults.DeactivationDeletes(application.Key, profile, Unknown, unknown.Span, isWritten: true, "write `unknown: report`"));
        }
    }
}
