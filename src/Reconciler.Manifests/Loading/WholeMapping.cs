using System.Collections.Immutable;
using Reconciler.Core.Mapping;

namespace Reconciler.Manifests.Loading;

/// <summary>A mapping with what it extends.</summary>
/// <param name="Model">The mapping.</param>
/// <param name="IsRead">False when something of it, or of what it extends, could not be read: what is missing may stand there.</param>
/// <param name="RoleCalls">Calls of functions of roles, by the row that makes them; the base's come first.</param>
internal sealed record WholeMapping(ObjectMapping Model, bool IsRead, ImmutableArray<(TargetPath Target, Written Call)> RoleCalls)
{
    public static WholeMapping Of(DraftObjectMapping mapping, WholeMapping? parent)
    {
        var rows = parent?.Model.Attributes.ToDictionary(a => a.Target) ?? [];
        foreach (var row in mapping.Rows)
        {
            if (row.Mapping is { } own)
                rows[row.Target] = own;
            else
                rows.Remove(row.Target);
        }

        var sorted = rows.Values.OrderBy(a => a.Target.ToString(), StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Target.ToString(), StringComparer.Ordinal);
        var replaced = mapping.Rows.Select(r => r.Target).ToHashSet();
        return new WholeMapping(
            new ObjectMapping(mapping.Key.Text, mapping.Kind, [.. sorted], mapping.Key.Span) { Scope = mapping.Scope ?? parent?.Model.Scope ?? MappingScope.Everyone },
            mapping.IsWhole && (parent is null || parent.IsRead),
            [.. parent?.RoleCalls.Where(c => !replaced.Contains(c.Target)) ?? [], .. mapping.Rows.SelectMany(r => r.RoleCalls.Select(c => (r.Target, c)))]);
    }
}
