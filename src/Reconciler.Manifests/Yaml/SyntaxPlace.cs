namespace Reconciler.Manifests.Yaml;

/// <summary>Where a fault of syntax shows for which there is no clue: the parser's place, moved to the text when the parser points beyond it or before it.</summary>
internal static class SyntaxPlace
{
    public static SyntaxFinding Of(SyntaxStop stop)
    {
        var start = stop.At;
        if (stop.Says(" tab") && IndentingTab(stop.Text, start) is var tab and >= 0)
            start = tab;
        // At the end of the text, the last character that shows says more than the empty line behind it.
        if (start >= stop.Text.Length)
            start = Math.Max(0, stop.Text.AsSpan().TrimEnd().Length - 1);
        return new(start, start + 1, SyntaxMessage.Of(stop.Message));
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
