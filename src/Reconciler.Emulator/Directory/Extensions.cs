using System.Collections.Immutable;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.Directory;

/// <summary>The registered directory extensions: a name is a property only while its registration and its application live.</summary>
internal sealed class Extensions
{
    private const FilterOperators Plain =
        FilterOperators.Eq | FilterOperators.Ge | FilterOperators.Le | FilterOperators.In | FilterOperators.StartsWith;

    private const FilterOperators Advanced = FilterOperators.Ne | FilterOperators.Not | FilterOperators.Null;

    private readonly Dictionary<string, (DirectoryObject Registration, PropertyDefinition Property)> _byName =
        new(StringComparer.OrdinalIgnoreCase);

    public static PropertyDefinition Definition(string name, string? dataType, bool many) =>
        new(name, Shape(dataType, many), PropertyDefinition.Extension) { Plain = Plain, Advanced = Advanced, MaxLength = 256 };

    public void Register(DirectoryObject registration)
    {
        if (registration.Text("name") is { } name)
            _byName[name] = (registration, Definition(name, registration.Text("dataType"), registration.Flag("isMultiValued") ?? false));
    }

    public void Forget(DirectoryObject registration)
    {
        if (registration.Text("name") is { } name)
            _byName.Remove(name);
    }

    public PropertyDefinition? Find(EntityType type, string name)
    {
        if (!_byName.TryGetValue(name, out var found) || found.Registration.Presence != Presence.Live)
            return null;
        if (found.Registration.Parent is { Presence: not Presence.Live })
            return null;
        return found.Registration.Texts("targetObjects").Contains(type.Resource, StringComparer.OrdinalIgnoreCase) ? found.Property : null;
    }

    /// <summary>The name as registered, whatever it targets.</summary>
    public bool IsTaken(string name) => _byName.TryGetValue(name, out var found) && found.Registration.Presence == Presence.Live;

    public ImmutableArray<DirectoryObject> Of(DirectoryObject application) =>
        [.. _byName.Values.Select(f => f.Registration).Where(r => r.Parent == application && r.Presence == Presence.Live).OrderBy(r => r.Handle)];

    public ImmutableArray<DirectoryObject> All() =>
        [.. _byName.Values.Select(f => f.Registration).Where(r => r.Presence == Presence.Live).OrderBy(r => r.Handle)];

    private static ValueShape Shape(string? dataType, bool many) => (dataType, many) switch
    {
        ("Boolean", false) => ValueShape.Flag,
        ("Integer" or "LargeInteger", false) => ValueShape.Number,
        ("DateTime", false) => ValueShape.DateTime,
        (_, true) => ValueShape.Texts,
        _ => ValueShape.Text,
    };
}
