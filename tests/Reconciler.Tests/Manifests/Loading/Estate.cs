using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Manifests.Loading;

namespace Reconciler.Tests.Manifests.Loading;

/// <summary>Workspaces as texts.</summary>
internal static class Estate
{
    public const string Control = """
        version: 1
        workspace: contoso
        directory: { type: entra, tenant: contoso.onmicrosoft.com, domains: [contoso.com], enforce: full }
        """;

    public static readonly DateOnly Today = new(2026, 11, 21);

    public static SourceText Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    public static LoadResult Load(params (string Path, string Text)[] files) => Load(null, files);

    public static LoadResult Load(TargetSchema? schema, params (string Path, string Text)[] files) =>
        WorkspaceLoader.Load(new LoadRequest([.. files.Select(f => Text(f.Path, f.Text))], Today, schema));

    /// <summary>A workspace of the plain control file and one content file, whose first line stands here.</summary>
    public static LoadResult LoadContent(string content) => Load(("reconciler.yaml", Control), ("a.yaml", "version: 1\n" + content));

    public static IdentityModel Model(this LoadResult result)
    {
        Assert.True(result.Diagnostics.IsEmpty, Show(result.Diagnostics));
        return result.Model ?? throw new InvalidOperationException("no model");
    }

    public static DeclaredResource User(this IdentityModel model, string key) => model.Resources.Single(r => r.Key == new ResourceKey(Kind.User, key));

    public static DeclaredResource Group(this IdentityModel model, string key) => model.Resources.Single(r => r.Key == new ResourceKey(Kind.Group, key));

    public static DeclaredLinks Link(this DeclaredResource resource, string link) => resource.Links.Single(l => l.Link == link);

    public static string Show(ImmutableArray<Diagnostic> diagnostics) => string.Join("\n", diagnostics.Select(Show));

    /// <summary>Everything of a diagnostic that a person sees.</summary>
    public static string Show(Diagnostic d) =>
        $"{d}"
        + (d.Label.Length > 0 ? $" | {d.Span.Length} {d.Label}" : "")
        + string.Concat(d.Help.Select(h => $" | help: {h}"))
        + string.Concat(d.Related.Select(r => $" | {r.Span}: {r.Label}"))
        + (d.Also.IsEmpty ? "" : $" | also: {string.Join(", ", d.Also.Select(a => a.ToString()))}");

    /// <summary>A model as lines, without places: equal models are equal texts.</summary>
    public static string Describe(IdentityModel model)
    {
        var lines = new StringBuilder();
        var settings = model.Settings;
        lines.AppendLine($"{settings.Workspace} {string.Join(' ', settings.Release.Select(r => r.Key))} {string.Join(' ', settings.Protected.Objects.Select(p => p.Object))}");
        lines.AppendLine(string.Join(' ', model.Deferred.Select(d => $"{d.What}={d.Count}")));
        foreach (var r in model.Resources)
        {
            lines.AppendLine($"{r.Key} id={r.Id} existing={r.Existing} left={r.Left?.Date} {r.Employment?.Starts?.Date}-{r.Employment?.Ends?.Date}-{r.Employment?.PrepareDays} {string.Join(',', r.Previously)} {string.Join(',', r.Unmanaged)} {r.EnableReason}");
            foreach (var c in r.Cells)
                lines.AppendLine($"  {c.Attribute} = {c.Value.GetType().Name} {c.Value} ({c.Origin})");
            foreach (var l in r.Links)
                lines.AppendLine(Describe(l));
        }

        foreach (var a in model.Applications)
        {
            lines.AppendLine($"{a.Key} {a.DisplayName} {a.Enforce} {a.HasEnterpriseApp} {a.IsCreated}");
            if (a.Assignments is { } assignments)
                lines.AppendLine(Describe(assignments));
            if (a.Scim is { } s)
            {
                lines.AppendLine($"  {s.BaseUrl} {s.Authentication} {s.Profile.Name} {s.Users.Key} {s.Actions} {s.Unassigned} {s.Unknown} [{string.Join("; ", s.Ignore)}] [{string.Join("; ", s.Protected.Select(p => p.UserName))}]");
                lines.AppendLine($"  {s.Groups?.Mapping.Key} {s.Groups?.Push} {s.Groups?.DeletesUnassigned} {s.Groups?.RemovesForeignMembers}");
            }
        }

        foreach (var c in model.Conflicts)
            lines.AppendLine($"{c.Name} {string.Join(' ', c.All)}");

        return lines.ToString();
    }

    private static string Describe(DeclaredLinks l) =>
        $"  {l.Link} {l.Mode} {l.SaysMode} {l.Where?.Filter} [{string.Join("; ", l.Ends.Select(e => $"{e.To.GetType().Name} {e.To} {e.Until} {e.Reason} {e.Role} {e.Expand}"))}]";
}
