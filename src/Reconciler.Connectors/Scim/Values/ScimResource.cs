using System.Text.Json;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Values;

/// <summary>One SCIM resource as it was read: its top members by name in any case, taken apart once.</summary>
internal sealed class ScimResource
{
    private readonly KeyValuePair<string, JsonElement>[] _members;

    public ScimResource(JsonElement json)
    {
        Json = json;
        _members = json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, m.Value))] : [];
        // An id is opaque: a number as well as a text; but dots alone lead nowhere in an address.
        Id = Member("id").Scalar() is { Length: > 0 } id && !id.All(c => c == '.') ? new RemoteId(id) : null;
    }

    public JsonElement Json { get; }

    public RemoteId? Id { get; }

    /// <summary><c>meta.version</c>: an entity tag as the service spells it.</summary>
    public string? Version => Member("meta") is { } meta ? meta.Text("version") : null;

    /// <summary>A member by its name in any case; null where there is none or it is null.</summary>
    public JsonElement? Member(string name)
    {
        foreach (var (known, value) in _members)
        {
            if (value.ValueKind != JsonValueKind.Null && string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>Whether a member stands there, be it null.</summary>
    public bool Has(string name) => _members.Any(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whatever stands at a path: none, one or many values, nulls left out.</summary>
    public IEnumerable<JsonElement> At(TargetPath path)
    {
        var whole = path.Schema is null ? Member(path.Attribute) : Member(path.Schema)?.Member(path.Attribute) ?? Member(path.Whole);
        var items = whole.Items();
        if (path.Filter is { } filter)
            items = items.Where(i => Fits(i, filter));
        return path.SubAttribute is { } sub ? items.Select(i => Part(i, sub)).OfType<JsonElement>() : items;
    }

    public static bool Fits(JsonElement item, TargetFilter filter) =>
        string.Equals(item.Text(filter.Attribute), filter.Value, StringComparison.OrdinalIgnoreCase);

    // Where the items of a list are bare values, the value is all there is of each.
    private static JsonElement? Part(JsonElement item, string sub) =>
        item.ValueKind == JsonValueKind.Object ? item.Member(sub) : string.Equals(sub, "value", StringComparison.OrdinalIgnoreCase) ? item : null;
}
