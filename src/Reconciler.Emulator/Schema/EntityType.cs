using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Reconciler.Emulator.Schema;

/// <summary>An entity type as its table describes it; ordinals number the values an object keeps.</summary>
internal sealed class EntityType
{
    private readonly FrozenDictionary<string, PropertyDefinition> _properties;
    private readonly FrozenDictionary<string, PropertyDefinition> _anyCase;

    public EntityType(string name, string set, string resource, string table)
    {
        Name = name;
        Set = set;
        Resource = resource;
        ODataType = "#microsoft.graph." + name;
        Properties = PropertyTable.Parse(table);
        _properties = Properties.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);
        _anyCase = Properties.ToFrozenDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        DefaultSet = [.. Properties.Where(p => p.InDefaultSet)];
    }

    public string Name { get; }

    /// <summary>The entity set's segment, as in <c>users</c>.</summary>
    public string Set { get; }

    /// <summary>The name error texts use, as in <c>User</c>.</summary>
    public string Resource { get; }

    public string ODataType { get; }

    public ImmutableArray<PropertyDefinition> Properties { get; }

    public ImmutableArray<PropertyDefinition> DefaultSet { get; }

    public PropertyDefinition? Find(string name) => _properties.GetValueOrDefault(name);

    /// <summary>Query options are not case-sensitive, bodies are.</summary>
    public PropertyDefinition? FindAnyCase(string name) => _anyCase.GetValueOrDefault(name);

    public PropertyDefinition this[string name] => _properties[name];
}
