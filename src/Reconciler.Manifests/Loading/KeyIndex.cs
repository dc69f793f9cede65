using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>The declared objects by key. Of a key declared twice the first in reading order counts; the others are faults.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<ResourceKey, DraftResource> byKey;

    private KeyIndex(int count) => byKey = new(count);

    /// <summary>All of them, by kind and key; each knows its place here.</summary>
    public IReadOnlyList<DraftResource> All { get; private set; } = [];

    public static KeyIndex Build(Draft draft)
    {
        var index = new KeyIndex(draft.Resources.Count);
        var again = new Repeats<(DraftResource First, string Name)>();
        foreach (var resource in draft.Resources)
        {
            if (!index.byKey.TryAdd(resource.Key, resource))
                again.Add((index.byKey[resource.Key], resource.Key.Name), resource.Span);
        }

        index.All = [.. index.Sorted(Kind.Group), .. index.Sorted(Kind.User)];
        for (var place = 0; place < index.All.Count; place++)
            index.All[place].Place = place;
        again.Report(draft.Faults, (key, places) => key.First.Key.Name == key.Name
            ? LoadingFaults.DuplicateKey(places, key.First)
            : LoadingFaults.KeysDifferByCase(places, key.First, key.Name));
        return index;
    }

    public DraftResource? Find(Kind kind, string name) => byKey.GetValueOrDefault(new ResourceKey(kind, name));

    public bool TryFind(ResourceKey key, [NotNullWhen(true)] out DraftResource? resource) => byKey.TryGetValue(key, out resource);

    public IEnumerable<DraftResource> OfKind(Kind kind) => All.Where(r => r.Key.Kind == kind);

    // Names alone are sorted, which is a third of the time of sorting whole keys.
    private DraftResource[] Sorted(Kind kind)
    {
        DraftResource[] resources = [.. byKey.Values.Where(r => r.Key.Kind == kind)];
        Array.Sort(Array.ConvertAll(resources, r => r.Key.Name), resources, StringComparer.OrdinalIgnoreCase);
        return resources;
    }
}
