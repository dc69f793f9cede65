using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>The workspace as it was at a revision that a plan is compared with.</summary>
/// <param name="Name">The revision as it was named: <c>origin/main</c>.</param>
/// <param name="Commit">The full id of its commit.</param>
/// <param name="Model">What it declared; null when the workspace did not exist there.</param>
public sealed record EarlierRevision(string Name, string Commit, IdentityModel? Model)
{
    private readonly Lazy<Dictionary<ResourceKey, DeclaredResource>> _byKey = new(() => Model?.Resources.ToDictionary(r => r.Key) ?? []);

    /// <summary>What it declared of a key; null when it did not.</summary>
    public DeclaredResource? Find(ResourceKey key) => _byKey.Value.GetValueOrDefault(key);

    /// <summary>A line of one of its files, as people read it: <c>people.yaml:12@origin/main</c>.</summary>
    public string LineOf(Diagnostics.SourceSpan span) => $"{span.ToLine()}@{Name}";
}
