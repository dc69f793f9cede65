using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Everything that is checked when the texts are read, in the order in which one needs the other.</summary>
internal static class WorkspaceChecks
{
    public static void OfControl(Draft draft)
    {
        // Of a control file that could not be read nothing is known, so nothing is missing.
        if (draft.IsControlRead)
            new ApplicationCheck(draft).Run();
        draft.UnknownAttributes.Report(draft.Faults, (attribute, places) => LoadingFaults.UnknownAttribute(
            places, attribute.Kind, attribute.Name, Suggestion.Nearest(attribute.Name, draft.Catalog.Names(attribute.Kind))));
    }

    public static KeyIndex OfAll(Draft draft, DraftControl? control)
    {
        OfControl(draft);
        if (draft.IsControlRead)
            new ApplicationCheck(draft).CheckMappings();
        new MappingCheck(draft).Run();
        if (draft.IsControlRead)
        {
            ProfileCheck.Run(draft);
            AccountsCheck.OfProfiles(draft);
        }

        var keys = KeyIndex.Build(draft);
        NameResolution.Run(draft, keys);
        ProtectedCheck.Run(control, draft);
        ListCheck.Run(draft, keys);
        AssignmentCheck.Run(draft);
        DateCheck.Run(draft, keys);
        ConflictCheck.Run(draft, keys);
        GroupCycles.Run(draft, keys);
        new CompletenessCheck(draft).Run(keys);
        OfAttributes(draft);
        if (control?.Settings is { } settings)
            PreviousKeys.Check(draft, keys, settings.Workspace);
        foreach (var line in control?.Release ?? [])
        {
            if (keys.TryFind(line.Key, out var declared))
                draft.Faults.Add(LoadingFaults.ReleaseDeclared(line, declared));
        }

        return keys;
    }

    private static void OfAttributes(Draft draft)
    {
        draft.MasteredElsewhere.Report(draft.Faults, (attribute, places) => LoadingFaults.MasteredElsewhere(places, attribute.Name));
        draft.NotWritable.Report(draft.Faults, (attribute, places) => LoadingFaults.NotWritable(places, attribute.Kind, attribute.Name));
        draft.MarkDeclared.Report(draft.Faults, (attribute, places) => LoadingFaults.MarkDeclared(places, attribute));
        if (draft.Directory is { } directory)
            draft.OutsideDomains.Report(draft.Faults, (domain, places) => LoadingFaults.OutsideDomains(places, domain, directory.Domains));
    }
}
