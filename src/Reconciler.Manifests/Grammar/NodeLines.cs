using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Grammar;

internal static class NodeLines
{
    private static readonly char[] Breaks = ['\r', '\n'];

    /// <summary>All that is written of a node, one span for each line that has some of it; a node's own span ends with its first line.</summary>
    public static ImmutableArray<SourceSpan> SpansByLine(this Node node)
    {
        var text = node.Document.Text;
        var spans = ImmutableArray.CreateBuilder<SourceSpan>();
        for (var at = node.Start; at < node.End; at++)
        {
            var line = text.IndexOfAny(Breaks, at, node.End - at);
            var end = line < 0 ? node.End : line;
            while (at < end && char.IsWhiteSpace(text[at]))
                at++;
            if (at < end)
                spans.Add(node.Document.SpanOf(at, end));
            at = end;
        }

        return spans.ToImmutable();
    }
}
