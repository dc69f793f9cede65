namespace Reconciler.Manifests.Yaml;

/// <summary>What goes wrong with quotes: one is missing, one is too many, a backslash is none.</summary>
internal static class QuoteClues
{
    private const string Missing = "the closing quote is missing";

    public static SyntaxFinding? Of(SyntaxStop stop) => Inside(stop) ?? Behind(stop);

    // The parser stopped in the quoted text, and gives the place of its opening quote.
    private static SyntaxFinding? Inside(SyntaxStop stop)
    {
        if (!stop.Says("quoted scalar") || stop.Says("comment"))
            return null;
        if (stop.Says("end of stream") || stop.Says("document indicator"))
            return Open(stop.At);
        if (stop.Says("wrong indentation"))
            return Shallow(stop);
        return QuotedText.BadEscape(stop.Text, stop.At);
    }

    // Either the text was meant to end before this line, which then is an entry, or it goes on with too little indentation.
    private static SyntaxFinding Shallow(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.Upto);
        return line.IsStructure || line.First == line.End || QuotedText.Behind(stop.Text, stop.At) > line.End
            ? Open(stop.At)
            : SyntaxFinding.Of(line.First, line.LastFrom(line.First), "a quoted text goes on with too little indentation", "goes on here", "indent the line") with { Opening = stop.At };
    }

    // The parser stopped behind a quoted text, where nothing but a comma, a bracket or the end of the line can stand.
    private static SyntaxFinding? Behind(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.At);
        if (!stop.Says("did not find expected") || stop.IsAtEnd || stop.Text[stop.At] is ':' or ',' or ']' or '}' || Before(stop) is not { } quoted || line.Start >= quoted.End)
            return null;
        if (GoesOverEntries(stop.Text, quoted) || EndsAtComma(stop.Text, quoted))
            return Open(quoted.Start);
        var end = line.LastFrom(stop.At);
        if (quoted.End == stop.At && stop.Text[quoted.Start] == '\'')
            return SyntaxFinding.Of(stop.At - 1, stop.At, "an apostrophe inside single quotes is written twice", "ends the text", "write `''`, or put the value in double quotes");
        if (quoted.End == stop.At && stop.Text.AsSpan(stop.At, end - stop.At).Contains('"'))
            return SyntaxFinding.Of(stop.At - 1, stop.At, "a quote inside double quotes is written `\\\"`", "ends the text", "write `\\\"`, or put the value in single quotes");
        if (quoted.Start == line.Content && stop.Text[stop.At] is '[' or '{' or '"' or '\'')
            return SyntaxFinding.Of(quoted.Start, quoted.End, "a colon is missing behind the key", "", "write `: ` between a key and its value");
        return stop.Brackets.IsEmpty && !IsInBrackets(stop)
            ? SyntaxFinding.Of(stop.At, end, "text stands behind the closing quote", "", "put the whole value in quotes")
            : null;
    }

    // Two entries went into one text: its closing quote was taken from a later one.
    private static bool GoesOverEntries(string text, Token quoted)
    {
        for (var line = LineLook.At(text, quoted.End); line.Start > quoted.Start; line = LineLook.At(text, line.Start - 1))
        {
            if (line.IsStructure)
                return true;
        }

        return false;
    }

    // As in ["ada, "grace"]: what was read as a text ends where the next one should begin.
    private static bool EndsAtComma(string text, Token quoted) => text.AsSpan(quoted.Start, quoted.End - 1 - quoted.Start) is [.., ' '] inside && inside.TrimEnd() is [.., ','];

    private static Token? Before(SyntaxStop stop)
    {
        // A key: nothing of its line was read before it.
        var line = LineLook.At(stop.Text, stop.At);
        if (line.Content < line.End && stop.Text[line.Content] is '"' or '\'' && QuotedText.Behind(stop.Text, line.Content) is var end && end <= stop.At && IsOnlyBlank(stop, end))
            return new(line.Content, end);
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        return scan.ReadTo(stop.At) && scan.Last is { End: > 0 } last && last.End <= stop.At && stop.Text[last.Start] is '"' or '\'' && IsOnlyBlank(stop, last.End) ? last : null;
    }

    private static bool IsOnlyBlank(SyntaxStop stop, int from) => stop.Text.AsSpan(from, stop.At - from).IsWhiteSpace();

    private static bool IsInBrackets(SyntaxStop stop)
    {
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        scan.ReadTo(stop.At);
        return scan.Open.Count > 0;
    }

    public static SyntaxFinding Open(int quote) => SyntaxFinding.Of(quote, quote + 1, Missing, "opened here");
}
