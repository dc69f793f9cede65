using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Where each character of a scalar's text stands in the file: quotes and escapes make the two differ.</summary>
internal static class ScalarOffsets
{
    /// <summary>One offset a UTF-16 unit and one behind the last; null when escapes and folded lines meet, so that no simple answer exists.</summary>
    public static int[]? Of(Node node)
    {
        var source = node.Document.Text.AsSpan(node.Start, node.End - node.Start);
        if (source.IsEmpty)
            return null;
        if (source.ContainsAny('\r', '\n'))
            return FoldedOffsets.Of(node);
        var offsets = source[0] switch
        {
            '\'' => Walk(source, node.Start, SingleQuoted),
            '"' => Walk(source, node.Start, DoubleQuoted),
            _ => [.. Enumerable.Range(node.Start, source.Length + 1)],
        };
        return offsets.Length == node.Text.Length + 1 ? offsets : null;
    }

    private delegate (int Source, int Units) Step(ReadOnlySpan<char> source, int at);

    private static int[] Walk(ReadOnlySpan<char> source, int start, Step step)
    {
        var offsets = new List<int>(source.Length);
        var at = 1;
        while (at < source.Length - 1)
        {
            var (length, units) = step(source, at);
            for (var unit = 0; unit < units; unit++)
                offsets.Add(start + at);
            at += length;
        }

        offsets.Add(start + at);
        return [.. offsets];
    }

    private static (int Source, int Units) SingleQuoted(ReadOnlySpan<char> source, int at) => (source[at] == '\'' ? 2 : 1, 1);

    private static (int Source, int Units) DoubleQuoted(ReadOnlySpan<char> source, int at)
    {
        if (source[at] != '\\' || at + 1 == source.Length)
            return (1, 1);
        return source[at + 1] switch
        {
            'x' => (4, 1),
            'u' => (6, 1),
            // The only escape that can stand for two units.
            'U' => (10, source[(at + 2)..].StartsWith("0000", StringComparison.Ordinal) ? 1 : 2),
            _ => (2, 1),
        };
    }
}
