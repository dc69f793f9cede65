using System.Collections.Immutable;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

/// <summary>Which properties of which types an answer shows.</summary>
internal sealed class Selection
{
    private readonly Dictionary<EntityType, ImmutableArray<PropertyDefinition>> _properties = [];

    private Selection(string? text) => Text = text;

    /// <summary>The names as they stand in the context; null without <c>$select</c>.</summary>
    public string? Text { get; }

    /// <summary>The part of the context in parentheses; empty without <c>$select</c>.</summary>
    public string InContext => Text is null ? "" : "(" + Text + ")";

    public ImmutableArray<PropertyDefinition> this[EntityType type] =>
        _properties.TryGetValue(type, out var found) ? found : type.DefaultSet;

    /// <summary>Reads a list of names against one type or, in mixed collections, against several: a name must exist in one of them.</summary>
    public static Selection Parse(string? select, Extensions extensions, params ReadOnlySpan<EntityType> types)
    {
        if (string.IsNullOrWhiteSpace(select))
            return new Selection(null);
        var names = select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var selection = new Selection(string.Join(',', names));
        var unknown = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
        foreach (var type in types)
        {
            var found = ImmutableArray.CreateBuilder<PropertyDefinition>();
            foreach (var name in names)
            {
                if (name == "*")
                {
                    found.AddRange(type.Properties.Where(p => !p.Elsewhere));
                    unknown.Remove(name);
                }
                else if ((type.FindAnyCase(name) ?? extensions.Find(type, name)) is { } property)
                {
                    if (!found.Contains(property))
                        found.Add(property);
                    unknown.Remove(name);
                }
            }

            selection._properties[type] = found.ToImmutable();
        }

        if (unknown.Count > 0)
            throw Errors.UnknownSelect(unknown.Order(StringComparer.Ordinal).First(), types.Length == 1 ? types[0].Name : "directoryObject");
        return selection;
    }

    /// <summary>Some properties live outside the main store and cannot be had from lists.</summary>
    public void RefuseElsewhere()
    {
        if (_properties.Values.Any(list => list.Any(p => p.Elsewhere)))
            throw Errors.NotImplemented();
    }
}
