using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Editing;

/// <summary>A model as single statements without places, so that what an edit was meant to change can be told from what it did.</summary>
internal static class ModelFacts
{
    /// <summary>The statements; <paramref name="name"/> gives an object another name, or none: then nothing is said of it.</summary>
    public static IEnumerable<string> Of(IdentityModel model, Func<ResourceKey, string?>? name = null)
    {
        name ??= NameOf;
        foreach (var resource in model.Resources)
        {
            if (name(resource.Key) is not { } subject)
                continue;
            foreach (var fact in Of(resource, subject, name))
                yield return fact;
        }

        foreach (var application in model.Applications.Where(a => a is { HasEnterpriseApp: false, Assignments: not null }))
        {
            if (application.Assignments is { } assignments && name(application.ResourceKey) is { } subject)
            {
                foreach (var fact in Of(assignments, subject, name))
                    yield return fact;
            }
        }

        foreach (var line in model.Settings.Protected.Objects)
        {
            if (Named(line.Object, name) is { } named)
                yield return Fact("protected", named);
        }

        foreach (var line in model.Settings.Release)
            yield return Fact("release", line.Key.ToString());
    }

    public static string NameOf(ResourceKey key) => key.ToString();

    public static string List(string subject, string link) => Fact(subject, "manages", link);

    public static string End(string subject, string link, string end, DateOnly? until, string? reason, string? role = null, bool expands = false) =>
        Fact(subject, link, end, until?.ToString("o"), reason, role, expands ? "expand" : "");

    public static string Earlier(string subject, OwnerMark mark) => Fact(subject, "previously", mark.ToString());

    public static string Named(Reference reference) => Named(reference, NameOf) ?? "";

    private static IEnumerable<string> Of(DeclaredResource resource, string subject, Func<ResourceKey, string?> name)
    {
        yield return Fact(subject, resource.Id?.Value, resource.Existing ? "existing" : "", Day(resource.Left), Day(resource.Employment?.Starts),
            Day(resource.Employment?.Ends), resource.Employment?.PrepareDays.ToString("D"), resource.EnableReason);
        foreach (var cell in resource.Cells)
            yield return Fact(subject, cell.Attribute, cell.Value.GetType().Name, cell.Value.ToString(), cell.Origin.ToString());
        foreach (var mark in resource.Previously)
            yield return Earlier(subject, mark);
        foreach (var attribute in resource.Unmanaged)
            yield return Fact(subject, "unmanaged", attribute);
        foreach (var fact in resource.Links.SelectMany(l => Of(l, subject, name)))
            yield return fact;
    }

    private static IEnumerable<string> Of(DeclaredLinks list, string subject, Func<ResourceKey, string?> name)
    {
        var ends = list.Ends.Select(e => (End: e, To: Named(e.To, name))).Where(e => e.To is not null).ToArray();
        // A line with one end goes with it; a list stays, managed and empty.
        if (list.Link == "manager" && ends.Length == 0 && !list.Ends.IsEmpty)
            yield break;
        yield return List(subject, list.Link);
        if (list.Where is { } where)
            yield return Fact(subject, list.Link, "where", where.Filter.ToString());
        foreach (var (end, to) in ends)
            yield return End(subject, list.Link, to ?? "", end.Until, end.Reason, end.Role, end.Expand);
    }

    private static string? Named(Reference reference, Func<ResourceKey, string?> name) => reference switch
    {
        Reference.ByKey key => name(key.Key),
        Reference.ById id => Fact(id.Kind.Name, "id", id.Id.Value),
        Reference.ByAttribute attribute => Fact(attribute.Kind.Name, attribute.Attribute, attribute.Value.ToLowerInvariant()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? Day(DatedLine? line) => line?.Date.ToString("o");

    // A character that no text of a workspace holds keeps neighbours apart.
    private static string Fact(params ReadOnlySpan<string?> parts) => string.Join('\0', parts);
}
