using System.Collections.Immutable;
using Reconciler.Core.Values;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>SCIM dialects by name, committed and built-in.</summary>
internal sealed class ProfileSet(IEnumerable<DraftProfile> committed)
{
    private const string Last = "generic";

    private readonly Dictionary<string, DraftProfile> known = committed.DistinctBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The dialect with what it extends, down to the one that states every default; null when there is none of that name.</summary>
    public Dialect? Find(string name)
    {
        var chain = new List<DraftProfile>();
        for (var at = Named(name); at is not null && !chain.Contains(at); at = at.Name == Last ? null : Named(at.Extends ?? Last))
            chain.Add(at);
        return chain.Count == 0 ? null : new Dialect(name, [.. chain]);
    }

    private DraftProfile? Named(string name)
    {
        if (known.TryGetValue(name, out var profile))
            return profile;
        if (!BuiltInProfiles.Names.Contains(name))
            return null;
        return known[name] = DraftProfile.Read(name, YamlDocument.Parse(name, BuiltInProfiles.Text(name), new NodeBudget(), []).Root);
    }
}

/// <summary>A SCIM dialect and what it extends: the first that says something decides.</summary>
internal sealed class Dialect(string name, ImmutableArray<DraftProfile> chain)
{
    public string Name => name;

    public bool IsSupported(Kind kind, string path) => First(kind, path, t => t.IsSupported) ?? true;

    public bool IsReadOnly(Kind kind, string path) => chain.Select(p => p.Find(kind, path)?.Mutability).FirstOrDefault(m => m is not null) is "readOnly";

    public int MaxLength(Kind kind, string path) => First(kind, path, t => t.MaxLength) ?? int.MaxValue;

    public int MaxItems(Kind kind, string path) => First(kind, path, t => t.MaxItems) ?? int.MaxValue;

    public ImmutableArray<string> Words(Kind kind, string path) => First(kind, path, t => t.Words) ?? [];

    public ImmutableArray<string> Extensions(Kind kind) => chain.Select(p => p.Extensions(kind)).FirstOrDefault(e => e is not null) ?? [];

    /// <summary>What a mapping must write.</summary>
    public IEnumerable<string> Required(Kind kind) =>
        chain.SelectMany(p => p.Paths(kind)).Distinct(StringComparer.OrdinalIgnoreCase).Where(p => First(kind, p, t => t.IsRequired) is true).Order(StringComparer.Ordinal);

    private T? First<T>(Kind kind, string path, Func<AttributeTraits, T?> said)
        where T : struct
    {
        foreach (var profile in chain)
        {
            if (profile.Find(kind, path) is { } traits && said(traits) is { } value)
                return value;
        }

        return null;
    }
}
