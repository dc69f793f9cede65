using Reconciler.Core.Model;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>SCIM dialects by name, committed and built-in. One that nobody asks for is never read.</summary>
internal sealed class ProfileSet(IEnumerable<DraftProfile> committed)
{
    private const string Last = DraftScim.DefaultProfile;

    private readonly Dictionary<string, DraftProfile> known = committed.DistinctBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ScimProfile?> whole = new(StringComparer.Ordinal);

    /// <summary>The dialect with what it extends, down to the one that states every default; null when there is none of that name.</summary>
    public ScimProfile? Find(string name)
    {
        if (!whole.TryGetValue(name, out var profile))
            whole[name] = profile = Read(name);
        return profile;
    }

    private ScimProfile? Read(string name)
    {
        var chain = new Stack<DraftProfile>();
        for (var at = Named(name); at is not null && !chain.Contains(at); at = at.Name == Last ? null : Named(at.Extends ?? Last))
            chain.Push(at);
        return chain.Count == 0 ? null : chain.Aggregate(new ScimProfile(name), (profile, part) => ProfileReader.Read(part.Root, profile));
    }

    private DraftProfile? Named(string name)
    {
        if (known.TryGetValue(name, out var profile))
            return profile;
        if (!BuiltInProfiles.Names.Contains(name))
            return null;
        return known[name] = new DraftProfile(name, YamlDocument.Parse(name, BuiltInProfiles.Text(name), new NodeBudget(), []).Root);
    }
}
