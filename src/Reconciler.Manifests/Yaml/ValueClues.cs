namespace Reconciler.Manifests.Yaml;

/// <summary>What goes wrong with a value that should have been quoted: how it begins, a second colon in it, text behind it.</summary>
internal static class ValueClues
{
    public static SyntaxFinding? Of(SyntaxStop stop)
    {
        if (stop.At >= stop.Text.Length)
            return null;
        if (stop.Says("found invalid mapping"))
            return Colon(stop);
        if (stop.Says("Mapping values are not allowed"))
            return SyntaxFinding.Of(stop.At, stop.At + 1, "a second colon on the line", "a second colon", "put the whole value in quotes");
        if (stop.Says("cannot start any token") || stop.Says("sequence entries are not allowed") || stop.Says("Mapping keys are not allowed") || IsMark(stop))
            return Begins(stop, stop.At);
        if (stop.Says("scanning a tag") || stop.Says("undefined tag"))
            return Begins(stop, stop.At);
        if (stop.Says("scanning a block scalar"))
            return BlockText(stop);
        if (stop.Says("directive") || stop.Says("incompatible YAML document"))
            return SyntaxPlace.Of(stop) with { End = LineLook.At(stop.Text, stop.At).LastFrom(stop.At) };
        return stop.Says("did not find expected key") ? Behind(stop) : null;
    }

    public static SyntaxFinding SecondColon(int at) => SyntaxFinding.Of(at, at + 1, "a second colon in an unquoted value", "a second colon", "quote the value");

    public static SyntaxFinding MissingSpace(int colon) =>
        SyntaxFinding.Of(colon, colon + 1, "a space is missing behind the colon", "", "write `: ` between a key and its value; quote a text that is to keep its colon");

    // & or * with no name behind it.
    private static bool IsMark(SyntaxStop stop) =>
        stop.Says("an anchor or alias") && (stop.At + 1 == stop.Text.Length || stop.Text[stop.At + 1] is ' ' or '\t' or '\r' or '\n' or '[' or ']' or '{' or '}' or ',');

    private static SyntaxFinding Begins(SyntaxStop stop, int at)
    {
        var sign = stop.Text[at];
        var what = LineLook.At(stop.Text, at).Content == at ? "a line" : "a value";
        var said = $"{what} cannot begin with {(sign == '`' ? "a backtick" : $"`{sign}`")} unless it is quoted";
        return sign == '-'
            ? SyntaxFinding.Of(at, at + 1, "a list cannot begin on the line of its key", "", "begin it on a line of its own; quote a text that is to begin with `-`")
            : SyntaxFinding.Of(at, at + 1, said, "", "quote the value");
    }

    private static SyntaxFinding BlockText(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.At);
        var from = stop.At + 1;
        while (from < line.End && stop.Text[from] is ' ' or '+' or '-' or (>= '0' and <= '9'))
            from++;
        return from == line.End
            ? SyntaxPlace.Of(stop)
            : SyntaxFinding.Of(from, line.LastFrom(from), $"text stands behind `{stop.Text[stop.At]}`", "belongs on the next line",
                $"after `{stop.Text[stop.At]}` begin a new line, indented deeper than the key; quote a text that is to begin with `{stop.Text[stop.At]}`");
    }

    private static SyntaxFinding Colon(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.At);
        if (line.Colon >= 0 && line.Colon < stop.At)
            return SecondColon(stop.At);
        if (line.Above is not { } above)
            return SecondColon(stop.At);
        if (above.TightColon is var tight and >= 0 && above.Colon < 0)
            return MissingSpace(tight);
        if (!above.IsStructure && above.Indent <= line.Indent && !IsGoingOn(above))
            return LineClues.WordAlone(above);
        return (above.IsStructure ? LineClues.Indentation(line, isText: true) : null)
            ?? SyntaxFinding.Of(stop.At, stop.At + 1, "a colon in a text that goes on over several lines", "", "quote the text, or indent the line as its neighbours");
    }

    // A line without a key, below one whose value it continues.
    private static bool IsGoingOn(LineLook line) => line.Above is { Colon: >= 0 } entry && entry.Indent < line.Indent && entry.LastFrom(entry.Colon) > entry.Colon + 1;

    private static int ValueOn(LineLook line)
    {
        var from = line.Colon >= 0 ? line.Colon + 1 : line.Content;
        return line.End - line.Text.AsSpan(from, line.End - from).TrimStart(" \t").Length;
    }

    // Text behind a value that had ended: an alias, an anchor, brackets.
    private static SyntaxFinding? Behind(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.At);
        if (line.First != stop.At && ValueOn(line) is var value && value < stop.At && stop.Text[value] is '&' or '*')
            return Begins(stop, value);
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        if (line.First == stop.At || !scan.ReadTo(stop.At) || scan.Last.End <= line.Start || scan.Last.End > stop.At)
            return null;
        return stop.Text[scan.Last.Start] switch
        {
            ']' or '}' when stop.Text[stop.At] is not (']' or '}') => SyntaxFinding.Of(stop.At, line.LastFrom(stop.At),
                $"text stands behind the closing `{stop.Text[scan.Last.Start]}`", "", "remove it, or quote the whole value"),
            _ => null,
        };
    }
}
