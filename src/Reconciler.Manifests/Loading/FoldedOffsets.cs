using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>
/// Where each character of a text over several lines stands in the file. Folding changes only white space, so what is not white space stands
/// there in the same order, and white space stands behind what comes before it.
/// </summary>
internal static class FoldedOffsets
{
    /// <summary>One offset a UTF-16 unit and one behind the last; null when the text has escapes or doubled quotes.</summary>
    public static int[]? Of(Node node)
    {
        var source = node.Document.Text;
        var (at, end) = Inner(source, node.Start, node.End);
        var offsets = new int[node.Text.Length + 1];
        for (var i = 0; i < node.Text.Length; i++)
        {
            if (char.IsWhiteSpace(node.Text[i]))
            {
                offsets[i] = Math.Min(at, end);
                continue;
            }

            while (at < end && char.IsWhiteSpace(source[at]))
                at++;
            if (at >= end || source[at] != node.Text[i])
                return null;
            offsets[i] = at++;
        }

        offsets[^1] = at;
        return source.AsSpan(at, end - at).IsWhiteSpace() ? offsets : null;
    }

    // Without the quotes, or the line that begins a block.
    private static (int Start, int End) Inner(string source, int start, int end) => source[start] switch
    {
        '\'' or '"' => (start + 1, end - 1),
        '|' or '>' => (source.IndexOfAny(['\r', '\n'], start, end - start), end),
        _ => (start, end),
    };
}
