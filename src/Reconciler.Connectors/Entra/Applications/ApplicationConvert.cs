using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Schemas;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>A service principal between Graph's JSON and the algebra. Pure.</summary>
internal static class ApplicationConvert
{
    public const string NonGalleryTemplate = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

    /// <summary>Begins the tag that carries our mark.</summary>
    public const string MarkTag = "reconciler:";

    /// <summary>Follows the name of a role of ours that somebody, or a half-done removal, has disabled: so that it differs from what is declared.</summary>
    private const string Disabled = " (disabled)";

    public static void ToLive(JsonElement servicePrincipal, KindSchema schema, ValuePool pool, LiveRow row)
    {
        var appId = servicePrincipal.Text("appId") ?? "";
        var roles = AppRole.Read(servicePrincipal);
        var ours = roles.Where(r => r.IsOurs(appId)).ToList();
        var others = roles.Where(r => r.Enabled && !r.IsOurs(appId)).ToList();
        Set(ApplicationSchema.DisplayName, AttributeValue.Of(servicePrincipal.Text("displayName")));
        Set(ApplicationSchema.AppId, AttributeValue.Of(appId));
        Set(ApplicationSchema.Template, AttributeValue.Of(Template(servicePrincipal.Text("applicationTemplateId"))));
        Set(ApplicationSchema.Mark, AttributeValue.Of(MarkIn(servicePrincipal)));
        Set(ApplicationSchema.AssignmentRequired, AttributeValue.Of(servicePrincipal.Flag("appRoleAssignmentRequired")));
        Set(ApplicationSchema.Roles, AttributeValue.OfTable(ours.Select(r => KeyValuePair.Create(r.Value ?? "", r.Enabled ? r.DisplayName : r.DisplayName + Disabled))));

        // Graph wants a description; where none is declared it is the display name again.
        Set(ApplicationSchema.RoleDescriptions, AttributeValue.OfTable(ours.Where(r => r.Description != r.DisplayName).Select(r => KeyValuePair.Create(r.Value ?? "", r.Description ?? ""))));
        Set(ApplicationSchema.OtherRoles, AttributeValue.OfTexts(others.Select(r => r.Value).OfType<string>()));
        Set(ApplicationSchema.UnnamedRoles, AttributeValue.OfTexts(others.Where(r => r.Value is null).Select(r => r.DisplayName)));
        Set(ApplicationSchema.PrincipalType, AttributeValue.Of(servicePrincipal.Text("servicePrincipalType")));

        void Set(string attribute, AttributeValue value) => row.Set(schema.IndexOf(attribute), pool.Intern(value));
    }

    public static IEnumerable<string> Tags(JsonElement servicePrincipal) => servicePrincipal.Items("tags").Select(t => t.GetString()).OfType<string>();

    public static string? MarkIn(JsonElement servicePrincipal) =>
        Tags(servicePrincipal).FirstOrDefault(t => t.StartsWith(MarkTag, StringComparison.Ordinal))?[MarkTag.Length..];

    /// <summary>Whether somebody asks for this application.</summary>
    public static bool IsAskedFor(JsonElement servicePrincipal, ImmutableArray<ApplicationQuery> queries)
    {
        var mark = OwnerMark.TryParse(MarkIn(servicePrincipal), out var found) ? $"{found.Workspace}/{found.Key}" : null;
        return queries.Any(q => Same(q.Id, servicePrincipal.Text("id")) || Same(q.AppId, servicePrincipal.Text("appId"))
            || Same(q.DisplayName, servicePrincipal.Text("displayName")) || IsMarked(q.Mark, mark));
    }

    /// <summary>The tags with our mark in place of the one before; null takes it away.</summary>
    public static IEnumerable<string> WithMark(IEnumerable<string> tags, string? mark) =>
        [.. tags.Where(t => !t.StartsWith(MarkTag, StringComparison.Ordinal)), .. mark is null ? Array.Empty<string>() : [MarkTag + mark]];

    /// <summary>The template's id, of the word that the language has for the one outside the gallery.</summary>
    public static string TemplateId(string? template) =>
        template is null or ApplicationSchema.NonGallery ? NonGalleryTemplate : template;

    private static string? Template(string? id) =>
        NonGalleryTemplate.Equals(id, StringComparison.OrdinalIgnoreCase) ? ApplicationSchema.NonGallery : id;

    private static bool IsMarked(string? asked, string? found) => asked is [.., '/']
        ? found?.StartsWith(asked, StringComparison.OrdinalIgnoreCase) == true
        : Same(asked, found);

    private static bool Same(string? asked, string? found) => asked is not null && asked.Equals(found, StringComparison.OrdinalIgnoreCase);
}
