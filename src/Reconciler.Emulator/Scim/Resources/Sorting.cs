using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary>Sorting (RFC 7644 §3.4.2.3): by the primary or first of many values; what has none comes last when ascending, first when descending.</summary>
internal static class Sorting
{
    public static List<ScimResource> Sorted(List<ScimResource> resources, IReadOnlyList<ResourceType> types, string sortBy, string? sortOrder, ResourceView view)
    {
        var isDescending = sortOrder?.ToLowerInvariant() switch
        {
            null or "" or "ascending" => false,
            "descending" => true,
            _ => throw ScimException.InvalidValue($"'{sortOrder}' is not a sortOrder"),
        };
        var keys = new Dictionary<string, Func<ScimResource, object?>>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (type.Resolve(sortBy) is { Attribute: not null } path)
                keys[type.Name] = Key(path, view);
        }

        if (keys.Count == 0)
            throw ScimException.InvalidPath($"'{sortBy}' is not an attribute");
        var keyed = resources.ConvertAll(r => (Resource: r, Key: keys.TryGetValue(r.Type.Name, out var key) ? key(r) : null));
        // Ordering is stable: equal keys stay in the order of their creation.
        var sorted = isDescending ? keyed.OrderByDescending(k => k.Key, KeyOrder.Instance) : keyed.OrderBy(k => k.Key, KeyOrder.Instance);
        return [.. sorted.Select(k => k.Resource)];
    }

    private static Func<ScimResource, object?> Key(AttributePath path, ResourceView view)
    {
        var (_, attribute, sub) = path;
        if (attribute is null)
            return _ => null;
        var leaf = sub ?? (attribute.Type == AttributeType.Complex ? attribute.Sub("value") : attribute)
            ?? throw ScimException.InvalidPath($"'{attribute.Name}' is complex; one of its sub-attributes is needed");
        if (leaf.Returned == Returned.Never)
            throw ScimException.InvalidPath($"'{leaf.Name}' cannot be sorted by");
        return r =>
        {
            var value = view.Read(r, path.Extension, attribute);
            if (value is List<object> list)
                value = list.Find(i => i is Complex item && item.IsTrue("primary")) ?? list.FirstOrDefault();
            return Comparable(value is Complex complex ? complex[leaf.Name] : value, leaf);
        };
    }

    private static object? Comparable(object? value, AttributeDefinition leaf) => value switch
    {
        string text when leaf.Type == AttributeType.DateTime => ScimTime.Parse(text),
        string text when !leaf.CaseExact => text.ToUpperInvariant(),
        long number => (decimal)number,
        _ => value,
    };

    private sealed class KeyOrder : IComparer<object?>
    {
        public static KeyOrder Instance { get; } = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            (string a, string b) => string.CompareOrdinal(a, b),
            (IComparable a, _) when x.GetType() == y.GetType() => a.CompareTo(y),
            _ => string.CompareOrdinal(x.GetType().Name, y.GetType().Name),
        };
    }
}
