using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Loading;

/// <summary>Where one root cause shows: its first place and the others, in reading order.</summary>
internal readonly record struct Places(SourceSpan First, ImmutableArray<SourceSpan> Also)
{
    public static implicit operator Places(SourceSpan only) => new(only, []);

    public static Places Of(List<SourceSpan> spans)
    {
        spans.Sort(SpanOrder.Instance);
        return new(spans[0], [.. spans.Skip(1).Distinct().Where(s => s != spans[0])]);
    }
}
