using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Http;
using Reconciler.Emulator.Schema;
using Reconciler.Emulator.State;

namespace Reconciler.Emulator.Writes;

/// <summary>The body of a create or an update, checked against a type: values of properties and bound references.</summary>
internal sealed class WriteBody
{
    private readonly List<KeyValuePair<PropertyDefinition, object?>> _values = [];
    private readonly Dictionary<string, ImmutableArray<string>> _binds = new(StringComparer.Ordinal);
    private readonly EntityType _type;

    private WriteBody(EntityType type) => _type = type;

    public IReadOnlyCollection<KeyValuePair<PropertyDefinition, object?>> Values => _values;

    public static WriteBody Read(Call call, EntityType type, bool isCreate, params ReadOnlySpan<string> binds)
    {
        var body = new WriteBody(type);
        foreach (var member in call.ReadBody().EnumerateObject())
        {
            const string Bind = "@odata.bind";
            if (member.Name.EndsWith(Bind, StringComparison.Ordinal))
            {
                var name = member.Name[..^Bind.Length];
                if (!binds.Contains(name))
                    throw Errors.UnknownProperty(member.Name);
                body._binds[name] = References(member.Value, name);
            }
            else if (!member.Name.Contains('@', StringComparison.Ordinal))
            {
                body.Take(call, member, isCreate);
            }
        }

        return body;
    }

    public ImmutableArray<string> Bound(string navigation) => _binds.TryGetValue(navigation, out var found) ? found : [];

    public bool Has(string property) => _values.Exists(v => v.Key.Name == property);

    public string? Text(string property) => _values.Find(v => v.Key.Name == property).Value as string;

    public bool? Flag(string property) => _values.Find(v => v.Key.Name == property).Value as bool?;

    public string[]? Texts(string property) => _values.Find(v => v.Key.Name == property).Value as string[];

    public JsonElement? Structure(string property) => _values.Find(v => v.Key.Name == property).Value as JsonElement?;

    public void Set(string property, object? value)
    {
        _values.RemoveAll(v => v.Key.Name == property);
        _values.Add(new(_type[property], value));
    }

    public void SetDefault(string property, object? value)
    {
        if (!Has(property))
            Set(property, value);
    }

    public void Require(string property)
    {
        if (!Has(property) || ReferenceEquals(_values.Find(v => v.Key.Name == property).Value, ObjectValues.Cleared))
            throw Errors.Required(property, _type.Resource);
    }

    private void Take(Call call, JsonProperty member, bool isCreate)
    {
        var property = _type.Find(member.Name) ?? call.Store.Extensions.Find(_type, member.Name) ?? throw Errors.UnknownProperty(member.Name);
        if (property.Elsewhere)
            throw Errors.Denied();
        if (property.Access == PropertyAccess.ReadOnly || (property.Access == PropertyAccess.CreateOnly && !isCreate))
            throw Errors.ReadOnly(member.Name);
        var invalid = Errors.InvalidValue(member.Name, _type.Resource);
        var value = StateValue.Read(property, member.Value) ?? throw invalid;
        if (ReferenceEquals(value, ObjectValues.Cleared))
        {
            if (property.NotNullable || property.IsCollection)
                throw invalid;
            // Nothing to clear in an object that does not exist yet.
            if (isCreate)
                return;
        }

        if (!ValueRules.Accept(property, value))
            throw invalid;
        _values.RemoveAll(v => v.Key == property);
        _values.Add(new(property, value));
    }

    private static ImmutableArray<string> References(JsonElement value, string navigation)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } single)
            return [single];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
            throw Errors.OData($"The value of '{navigation}@odata.bind' is not a reference or a list of references.");
        return [.. value.EnumerateArray().Select(v => v.GetString() ?? "")];
    }
}
