using Reconciler.Core.Diagnostics;
using YamlDotNet.Core;

namespace Reconciler.Manifests.Yaml;

/// <summary>Where a fault of syntax shows: the parser's place, moved to the text when the parser points beyond it or before it.</summary>
internal static class SyntaxPlace
{
    public static SourceSpan Of(string file, string text, LineMap lines, YamlException fault)
    {
        var start = (int)Math.Clamp(fault.Start.Index, 0, text.Length);
        if (fault.Message.Contains(" tab", StringComparison.Ordinal) && IndentingTab(text, start) is var tab and >= 0)
            start = tab;
        // At the end of the text, the last character that shows says more than the empty line behind it.
        if (start >= text.Length)
            start = Math.Max(0, text.AsSpan().TrimEnd().Length - 1);
        return lines.SpanOf(file, start, start + 1);
    }

    /// <summary>The offset of the first text behind an offset, past the colon or comma that led to it.</summary>
    public static int Behind(string text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        return text.Length - text.AsSpan(offset).TrimStart(" \t\r\n:,").Length;
    }

    // The parser reports the mapping around the tab.
    private static int IndentingTab(string text, int from)
    {
        var inIndent = true;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is '\t' && inIndent)
                return at;
            inIndent = text[at] is '\r' or '\n' || (inIndent && text[at] is ' ');
        }

        return -1;
    }
}
