using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>What a SCIM dialect says about one attribute; null where it says nothing.</summary>
internal sealed record AttributeTraits(bool? IsSupported, string? Mutability, bool? IsRequired, int? MaxLength, int? MaxItems, ImmutableArray<string>? Words)
{
    public static AttributeTraits Read(Node node) => new(Flag(node, "supported"), node.Word("mutability"), Flag(node, "required"),
        Limit(node.Find("maxLength")), Limit(node.Find("maxItems")), node.Find("canonicalValues") is { } words ? [.. ((Node?)words).Words().Select(w => w.Text)] : null);

    private static bool? Flag(Node node, string key) => node.Word(key) switch { "true" => true, "false" => false, _ => null };

    // `null` lifts a limit that the base has.
    private static int? Limit(Node? node) => node is not { } limit ? null
        : limit.IsNull ? int.MaxValue
        : int.TryParse(limit.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One SCIM dialect as written, as far as mappings are held against it.</summary>
internal sealed record DraftProfile(string Name, string? Extends)
{
    private readonly Dictionary<string, Dictionary<string, AttributeTraits>> attributes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> extensions = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths(Kind kind) => attributes[kind.Name].Keys;

    public static DraftProfile Read(string name, Node root)
    {
        var profile = new DraftProfile(name, root.Word("extends"));
        foreach (var (section, kind) in new[] { ("users", Kind.User), ("groups", Kind.Group) })
        {
            var block = root.Find(section);
            var known = profile.attributes[kind.Name] = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (path, traits) in (block?.Find("attributes")).Parts())
                known[path.Text] = AttributeTraits.Read(traits);
            if (block?.Find("extensions") is { } urns)
                profile.extensions[kind.Name] = [.. ((Node?)urns).Words().Select(w => w.Text)];
        }

        return profile;
    }

    public AttributeTraits? Find(Kind kind, string path) => attributes[kind.Name].GetValueOrDefault(path);

    public ImmutableArray<string>? Extensions(Kind kind) => extensions.TryGetValue(kind.Name, out var urns) ? urns : null;
}
