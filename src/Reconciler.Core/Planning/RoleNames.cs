using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Pairing;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// The roles that an application will have, by the names that assignments use: a role's value, or its display name where it has none.
/// Without any role, people are assigned to the application as such.
/// </summary>
internal sealed class RoleNames
{
    private const string Usual = "User";

    /// <summary>What Entra gives every application of the non-gallery template.</summary>
    private static readonly ImmutableArray<string> OfTemplate = [Usual, "msiam_access"];

    private readonly string _application;
    private readonly ImmutableArray<string> _names;

    private RoleNames(string application, IEnumerable<string> names) =>
        (_application, _names) = (application, [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    public static RoleNames Of(PlanContext context, Entry entry)
    {
        var own = entry.Cells.FirstOrDefault(c => c.Attribute.Name == "roles") is { } changed ? changed.After : Live("roles");
        var names = Tables.Rows(own).Select(r => r.Key).Concat(Texts(Live("otherRoles"))).Concat(Texts(Live("unnamedRoles")));
        return new RoleNames(entry.Name, entry.Change is Change.Create ? names.Concat(OfTemplate) : names);

        AttributeValue Live(string attribute) => context.Schema.Find(attribute) is { } schema ? context.LiveValue(entry.Object, schema) : AttributeValue.None;
    }

    /// <summary>The name of the role that a line means; null = the application as such.</summary>
    public bool TryResolve(DeclaredReference reference, List<Diagnostic> findings, out string? role)
    {
        role = reference.Role;
        if (role is null && _names.IsEmpty)
            return true;
        role ??= _names.Contains(Usual) ? Usual : _names.Length == 1 ? _names[0] : null;
        if (role is not null && _names.Contains(role))
            return true;
        findings.Add(PlanFaults.NoSuchRole(_application, reference.Role, _names, reference.Span));
        return false;
    }

    private static IEnumerable<string> Texts(AttributeValue value) => value is AttributeValue.Texts texts ? texts.Items : [];
}
