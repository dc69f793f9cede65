using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Turns the applications of a draft without errors into the model, sorted by key, whatever the order of files and entries was.</summary>
internal sealed class ApplicationBuilder(Draft draft)
{
    private readonly AssignmentLists assignments = new(draft);

    public ImmutableArray<ApplicationSettings> Build() => [.. draft.Applications.All.Select(Build).OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The enterprise applications among them, as objects of the directory.</summary>
    public ImmutableArray<DeclaredResource> Resources(ImmutableArray<ApplicationSettings> applications)
    {
        if (draft.Directory is null)
            return [];
        var byKey = draft.Applications.All.ToDictionary(a => a.Key.Text, StringComparer.Ordinal);
        return [.. applications.Where(a => a.HasEnterpriseApp).Select(a => EnterpriseApp.Of(byKey[a.Key], a))];
    }

    /// <summary>Roles that exclude each other, in one order; applications as they are declared.</summary>
    public ImmutableArray<ConflictRule> Conflicts() => draft.Applications.Conflicts.Count == 0 ? [] : Sorted();

    private ImmutableArray<ConflictRule> Sorted()
    {
        var names = draft.Applications.All.ToDictionary(a => a.Key.Text, a => a.Key.Text, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. draft.Applications.Conflicts.Select(c => new ConflictRule(c.Name.Text, RolesOf(c, names), c.Name.Span))
                .OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => string.Join(' ', c.All), StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<(string Application, string Role)> RolesOf(DraftConflict conflict, Dictionary<string, string> names) =>
    [
        .. conflict.All.Select(r => (names[r.Application.Text], r.Role?.Text ?? "")).Distinct()
            .OrderBy(r => r.Item1, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Item2, StringComparer.Ordinal),
    ];

    private ApplicationSettings Build(DraftApplication application) => new(application.Key.Text, application.Enforce, application.Key.Span)
    {
        EnforceSpan = application.EnforceSpan,
        DisplayName = application.DisplayName?.Text ?? application.Key.Text,
        HasEnterpriseApp = application.EnterpriseApp is not null,
        IsCreated = application.EnterpriseApp?.Template is not null,
        Assignments = assignments.Of(application),
        Scim = application.Scim is { } scim ? Build(scim) : null,
    };

    // The grammar and the checks have seen to it that all of this is there.
    private ScimSettings? Build(DraftScim scim) =>
        scim is { BaseUrl: { } address, Authentication: { } authentication, Users: { } mapping }
        && MappingOf(mapping) is { } users && draft.KnownProfiles.Find(scim.ProfileName) is { } profile
            ? new ScimSettings(new Uri(address.Text, UriKind.Absolute), authentication, profile, users)
            {
                Span = scim.Span,
                Actions = scim.Actions ?? AccountActions.All,
                ActionsSpan = scim.ActionsSpan,
                Groups = scim.Groups is { Mapping: { } of } push && MappingOf(of) is { } groups ? Build(push, groups) : null,
                Unassigned = scim.UnassignedAction,
                UnassignedSpan = scim.Unassigned?.Span ?? scim.Span,
                Unknown = scim.UnknownAction,
                UnknownSpan = scim.Unknown?.Span ?? scim.Span,
                Ignore = scim.Ignore,
                Protected = scim.Protected,
            }
            : throw new System.Diagnostics.UnreachableException($"{scim.Span}");

    private static PushSettings Build(DraftPush push, Core.Mapping.ObjectMapping mapping) => new(mapping)
    {
        Span = push.Span,
        Push = push.Push?.Text == "all" ? GroupPush.All : GroupPush.Assigned,
        DeletesUnassigned = push.Unassigned?.Text == "delete",
        UnassignedSpan = push.Unassigned?.Span ?? push.Span,
        RemovesForeignMembers = push.ForeignMembers?.Text == "remove",
    };

    private Core.Mapping.ObjectMapping? MappingOf(Written key) =>
        draft.KnownMappings.Find(key.Text) is { } mapping ? draft.KnownMappings.Whole(mapping)?.Model : null;
}
