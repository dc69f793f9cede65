using System.Text.Json;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

/// <summary>
/// The values of one object at one time, never changed after they are built: a reader may keep them. A value is a string, a boolean, a
/// string array, a <see cref="JsonElement"/> for structures and numbers, or <see cref="Cleared"/> for one that was set and then emptied.
/// </summary>
internal sealed class ObjectValues
{
    public static readonly object Cleared = new();
    public static readonly object True = true;
    public static readonly object False = false;
    public static readonly ObjectValues Empty = new([], null);

    private readonly object?[] _numbered;
    private readonly Dictionary<string, object>? _extensions;

    private ObjectValues(object?[] numbered, Dictionary<string, object>? extensions)
    {
        _numbered = numbered;
        _extensions = extensions;
    }

    public object? this[PropertyDefinition property]
    {
        get
        {
            var value = Raw(property);
            return ReferenceEquals(value, Cleared) ? null : value;
        }
    }

    public IEnumerable<KeyValuePair<string, object>> Extensions => _extensions ?? [];

    /// <summary>The value, <see cref="Cleared"/>, or null when it was never set.</summary>
    public object? Raw(PropertyDefinition property)
    {
        if (property.IsExtension)
            return _extensions?.GetValueOrDefault(property.Name);
        return property.Ordinal < _numbered.Length ? _numbered[property.Ordinal] : null;
    }

    public string? Text(PropertyDefinition property) => this[property] as string;

    public bool? Flag(PropertyDefinition property) => this[property] as bool?;

    public string[] Texts(PropertyDefinition property) => this[property] as string[] ?? [];

    public ObjectValues With(IReadOnlyCollection<KeyValuePair<PropertyDefinition, object?>> changes)
    {
        Dictionary<string, object>? extensions = null;
        var length = changes.Count == 0 ? 0 : changes.Max(c => c.Key.Ordinal) + 1;
        var numbered = new object?[Math.Max(length, _numbered.Length)];
        _numbered.CopyTo(numbered, 0);
        foreach (var (property, value) in changes)
        {
            if (!property.IsExtension)
            {
                numbered[property.Ordinal] = value;
                continue;
            }

            extensions ??= new(_extensions ?? [], StringComparer.Ordinal);
            if (value is null)
                extensions.Remove(property.Name);
            else
                extensions[property.Name] = value;
        }

        return new ObjectValues(numbered, extensions ?? _extensions);
    }

    public ObjectValues With(PropertyDefinition property, object? value) => With([new(property, value)]);

    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        (JsonElement a, JsonElement b) => JsonElement.DeepEquals(a, b),
        _ => Equals(left, right),
    };
}
