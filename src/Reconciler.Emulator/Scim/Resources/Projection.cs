using Reconciler.Emulator.Scim.Filters;
using Reconciler.Emulator.Scim.Schemas;

namespace Reconciler.Emulator.Scim.Resources;

/// <summary><c>attributes</c> and <c>excludedAttributes</c> (RFC 7644 §3.9); names nobody knows are passed over.</summary>
internal sealed class Projection
{
    private readonly IReadOnlyList<string> _attributes;
    private readonly IReadOnlyList<string> _excluded;
    private readonly Dictionary<string, List<ValuePath>> _resolved = new(StringComparer.Ordinal);

    public Projection(IReadOnlyList<string> attributes, IReadOnlyList<string> excluded)
    {
        if (attributes.Count > 0 && excluded.Count > 0)
            throw ScimException.InvalidValue("'attributes' and 'excludedAttributes' exclude each other");
        _attributes = attributes;
        _excluded = excluded;
    }

    /// <summary>Whether the caller asked for something in particular.</summary>
    public bool IsSelective => _attributes.Count > 0;

    /// <summary>Names at commas, but not inside the filter of a path.</summary>
    public static List<string> Split(string? list)
    {
        var result = new List<string>();
        var (start, depth) = (0, 0);
        var text = list ?? "";
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',' && depth == 0)
            {
                if (text[start..i].Trim() is { Length: > 0 } name)
                    result.Add(name);
                start = i + 1;
            }
            else
            {
                depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            }
        }

        return result;
    }

    /// <summary>Which part of an attribute is answered; null is none of it.</summary>
    public ProjectedAttribute? Of(ResourceType type, SchemaDefinition? extension, AttributeDefinition attribute)
    {
        if (attribute.Returned == Returned.Never)
            return null;
        var paths = Resolved(type).FindAll(p => p.Attribute.Extension == extension && (p.Attribute.Attribute is null || p.Attribute.Attribute == attribute));
        return IsSelective ? Requested(attribute, paths) : Remaining(attribute, paths);
    }

    private static ProjectedAttribute? Requested(AttributeDefinition attribute, List<ValuePath> paths)
    {
        if (paths.Count == 0)
            return attribute.Returned == Returned.Always ? ProjectedAttribute.Whole : null;
        if (paths.Exists(p => p.Attribute.Sub is null && p.Filter is null))
            return ProjectedAttribute.Whole;
        var whole = paths.Exists(p => p.Attribute.Sub is null);
        var subs = paths.Select(p => p.Attribute.Sub).OfType<AttributeDefinition>().ToHashSet();
        var selectors = paths.Where(p => p.Filter is not null).Select(p => p.Selector()).ToList();
        return new ProjectedAttribute(
            s => s.Returned != Returned.Never && (whole || s.Returned == Returned.Always || subs.Contains(s)),
            selectors.Count == paths.Count ? i => selectors.Exists(s => s(i)) : null);
    }

    private static ProjectedAttribute? Remaining(AttributeDefinition attribute, List<ValuePath> paths)
    {
        if (attribute.Returned == Returned.Always)
            return ProjectedAttribute.Whole;
        if (attribute.Returned == Returned.Request || paths.Exists(p => p.Attribute.Sub is null && p.Filter is null))
            return null;
        var subs = paths.Where(p => p.Filter is null).Select(p => p.Attribute.Sub).OfType<AttributeDefinition>().ToHashSet();
        return new ProjectedAttribute(s => s.Returned == Returned.Always || s.Returned == Returned.Default && !subs.Contains(s), null);
    }

    private List<ValuePath> Resolved(ResourceType type)
    {
        if (!_resolved.TryGetValue(type.Name, out var paths))
            _resolved[type.Name] = paths = [.. (IsSelective ? _attributes : _excluded).Select(t => ValuePath.Parse(type, t)).OfType<ValuePath>()];
        return paths;
    }
}

/// <summary>The sub-attributes and the items of an attribute that are answered; null items are all.</summary>
internal sealed record ProjectedAttribute(Func<AttributeDefinition, bool> Subs, Func<object, bool>? Items)
{
    public static ProjectedAttribute Whole { get; } = new(s => s.Returned is Returned.Default or Returned.Always, null);
}
