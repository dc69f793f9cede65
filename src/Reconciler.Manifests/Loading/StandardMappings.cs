using System.Collections.Immutable;
using Reconciler.Core.Mapping;

namespace Reconciler.Manifests.Loading;

/// <summary>The mappings that come with the program, whole and sorted by key, for who looks at one without a workspace that names it.</summary>
public static class StandardMappings
{
    private static readonly Lazy<ImmutableArray<ObjectMapping>> Lazy = new(() =>
    {
        var set = new MappingSet([]);
        return [.. MappingSet.BuiltIn.Select(m => set.Whole(m)?.Model).OfType<ObjectMapping>()];
    });

    public static ImmutableArray<ObjectMapping> All => Lazy.Value;
}
