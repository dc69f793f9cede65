using System.Collections.Immutable;
using System.Text.Json;
using Reconciler.Core.Mapping;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Values;

/// <summary>Where the attributes and links of a kind stand in its resources: the one reading of them, for listings and for reading back.</summary>
internal sealed class ResourceShape
{
    private readonly ImmutableDictionary<string, TargetPath> _paths;
    private readonly ScimProfile.DeactivationPart _deactivation;
    private readonly ScimMemory _memory;

    public ResourceShape(KindSchema schema, ScimProfile profile, ScimMemory memory)
    {
        (Schema, _deactivation, _memory) = (schema, profile.Users.Deactivation, memory);
        Part = profile.Of(schema.Kind);
        _paths = schema.Attributes.Select(a => a.Name).Concat(schema.Links.Select(l => l.Name)).ToImmutableDictionary(n => n, PathOf, StringComparer.Ordinal);
    }

    public KindSchema Schema { get; }

    public Kind Kind => Schema.Kind;

    public ScimProfile.ResourcePart Part { get; }

    /// <summary>The path of one of the schema's attributes or links.</summary>
    public TargetPath this[string name] => _paths.TryGetValue(name, out var path) ? path : PathOf(name);

    /// <summary>What people call an object.</summary>
    public string? LabelOf(ScimResource resource) => resource.Member(Kind == Kind.Group ? "displayName" : "userName").Scalar();

    public AttributeValue ValueOf(ScimResource resource, AttributeSchema attribute)
    {
        var path = this[attribute.Name];
        var found = resource.At(path);
        if (attribute.Role == AttributeRole.Enablement)
            return Enablement(found);
        if (attribute.Kind == ValueKind.Texts)
            return AttributeValue.OfTexts(found.Select(f => TextOf(path, f)).OfType<string>());
        foreach (var value in found)
        {
            if (TextOf(path, value) is not { Length: > 0 } text)
                continue;
            if (value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                _memory.Spelling[attribute.Name] = value.ValueKind is JsonValueKind.Number ? JsonValueKind.Number : JsonValueKind.True;
            return AttributeValue.Of(text);
        }

        return AttributeValue.None;
    }

    /// <summary>Whether an object bears the value already, in the attribute's case rule.</summary>
    public bool Shows(ScimResource resource, AttributeSchema attribute, AttributeValue wanted)
    {
        var live = ValueOf(resource, attribute);
        return attribute.Case == CaseRule.Exact ? live.Equals(wanted) : Folded(live).Equals(Folded(wanted));
    }

    /// <summary>The ids that a link leads to, as the resource shows them, and the type that each is said to have.</summary>
    public IEnumerable<ShownEnd> EndsOf(ScimResource resource, string link) => resource.At(this[link]).Select(ShownEnd.Read).OfType<ShownEnd>();

    /// <summary>Whether JSON holds a flag there by RFC 7643.</summary>
    public static bool IsFlag(TargetPath path) => path.Schema is null && (path.SubAttribute ?? path.Attribute) is var leaf
        && (leaf.Equals("active", StringComparison.OrdinalIgnoreCase) || leaf.Equals("primary", StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(TargetPath path, JsonElement value)
    {
        var text = ((JsonElement?)value).Scalar();
        return text is not null && IsFlag(path) && bool.TryParse(text, out var flag) ? flag.ToString() : text;
    }

    // An account that says nothing is open (RFC 7643 §4.1.1 leaves it to the service; most default to it). A word that is neither says nothing.
    private AttributeValue Enablement(IEnumerable<JsonElement> found)
    {
        var word = found.Select(f => ((JsonElement?)f).Scalar()).FirstOrDefault(t => t is not null);
        if (word is null || string.Equals(word, _deactivation.Open, StringComparison.OrdinalIgnoreCase))
            return AttributeValue.Flag.True;
        return string.Equals(word, _deactivation.Closed, StringComparison.OrdinalIgnoreCase) ? AttributeValue.Flag.False : AttributeValue.None;
    }

    private static AttributeValue Folded(AttributeValue value) => value switch
    {
        AttributeValue.Text t => AttributeValue.Of(t.Value.ToUpperInvariant()),
        AttributeValue.Texts s => AttributeValue.OfTexts(s.Items.Select(i => i.ToUpperInvariant())),
        _ => value,
    };

    private static TargetPath PathOf(string name) =>
        TargetPath.Parse(name).Path ?? throw new ArgumentException($"{name} is no SCIM path", nameof(name));
}

/// <summary>One end of a link as a resource shows it.</summary>
internal readonly record struct ShownEnd(RemoteId Id, Kind? Kind)
{
    /// <summary>Of <c>{value}</c>, <c>{$ref}</c>, or a bare text; null where there is no id.</summary>
    public static ShownEnd? Read(JsonElement item)
    {
        var address = item.Text("$ref");
        var id = ((JsonElement?)item).Scalar() is { Length: > 0 } value ? value : LastSegment(address);
        return id is null || id.All(c => c == '.') ? null : new ShownEnd(new RemoteId(id), KindOf(item.Text("type")) ?? KindIn(address));
    }

    private static Kind? KindOf(string? type) =>
        "Group".Equals(type, StringComparison.OrdinalIgnoreCase) ? Core.Values.Kind.Group
        : "User".Equals(type, StringComparison.OrdinalIgnoreCase) ? Core.Values.Kind.User
        : null;

    private static Kind? KindIn(string? address) => address is null ? null
        : address.Contains("/Groups/", StringComparison.OrdinalIgnoreCase) ? Core.Values.Kind.Group
        : address.Contains("/Users/", StringComparison.OrdinalIgnoreCase) ? Core.Values.Kind.User
        : null;

    private static string? LastSegment(string? address) =>
        address?.TrimEnd('/') is { Length: > 0 } trimmed && trimmed.LastIndexOf('/') is >= 0 and var slash && slash + 1 < trimmed.Length
            ? Uri.UnescapeDataString(trimmed[(slash + 1)..])
            : null;
}
