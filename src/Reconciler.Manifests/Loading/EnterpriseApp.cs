using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>An enterprise application as an object of the directory: what finds or makes it, its roles, and who is assigned.</summary>
internal static class EnterpriseApp
{
    public const string Roles = "roles";

    public static DeclaredResource Of(DraftApplication application, ApplicationSettings settings)
    {
        var app = application.EnterpriseApp ?? throw new ArgumentException("it has no enterprise application", nameof(application));
        return new DeclaredResource(settings.ResourceKey, settings.Span)
        {
            Id = app.Id is { } id ? new RemoteId(id.Text) : null,
            IdSpan = app.Id?.Span ?? default,
            Cells = CellsOf(application, app),
            Links = settings.Assignments is { } assignments ? [assignments] : [],
            Existing = app.Template is null,
            Unmanaged = [.. application.Unmanaged.Select(u => u.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private static ImmutableArray<DeclaredCell> CellsOf(DraftApplication application, DraftEnterpriseApp app)
    {
        var cells = new List<DeclaredCell>();
        if (app.AppId is { } appId)
            cells.Add(Cell("appId", appId));
        if (app.Template is { } template)
            cells.Add(Cell("template", template));
        if (NameOf(application, app) is { } name)
            cells.Add(Cell("displayName", name));
        if (app.AssignmentRequired is { } required)
            cells.Add(new DeclaredCell("assignmentRequired", AttributeValue.Of(required.Text == "true"), required.Span));
        if (application.Roles is { } roles && application.FindUnmanaged(Roles) is null)
        {
            cells.Add(Table(Roles, roles, r => r.DisplayName, application.RolesSpan));
            cells.Add(Table("roleDescriptions", roles, r => r.Description == r.DisplayName ? "" : r.Description, application.RolesSpan));
        }

        cells.Sort(ModelBuilder.ByAttribute);
        return [.. cells];
    }

    // Found by its name it has that one; made by us it needs one; found otherwise it keeps its own, unless somebody wrote another.
    private static Written? NameOf(DraftApplication application, DraftEnterpriseApp app) =>
        app.DisplayName ?? application.DisplayName ?? (app.Template is null ? null : application.Key);

    private static DeclaredCell Cell(string attribute, Written written) => new(attribute, AttributeValue.Of(written.Text), written.Span);

    private static DeclaredCell Table(string attribute, IEnumerable<DraftRole> roles, Func<DraftRole, string> text, SourceSpan span) =>
        new(attribute, AttributeValue.OfTable(roles.Select(r => KeyValuePair.Create(r.Value.Text, text(r)))), span);
}
