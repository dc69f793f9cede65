using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

internal static class Placement
{
    /// <summary>
    /// Where something is missing in a mapping: at the key that the mapping stands beside. An item, a file and what stands behind an alias have
    /// no such key; their place is where they begin, which is a brace or the first key.
    /// </summary>
    public static SourceSpan Of(Node mapping, Node parent)
    {
        if (parent.Index + 1 == mapping.Index)
            return parent.Span;
        foreach (var (key, _) in mapping.Entries)
            return key.Start == mapping.Start ? key.Span : mapping.Span;
        return mapping.Span;
    }
}
