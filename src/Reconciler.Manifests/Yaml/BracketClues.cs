namespace Reconciler.Manifests.Yaml;

/// <summary>What goes wrong between brackets: one is never closed, one is too many, a comma is missing.</summary>
internal static class BracketClues
{
    public static SyntaxFinding? Of(SyntaxStop stop)
    {
        if (stop.Message.Length == 0)
            return Left(stop);
        if (stop.Says("did not find expected ',' or "))
            return Unexpected(stop);
        if (!stop.IsAtEnd && stop.Text[stop.At] is ']' or '}')
            return ClosesNothing(stop);
        if (!stop.Says("expected node content"))
            return null;
        if (stop.IsAtEnd)
            return stop.Brackets.IsEmpty ? null : NeverClosed(stop.Text, stop.Brackets[^1]);
        return stop.Text[stop.At] == ',' ? NoItem(stop) : null;
    }

    // A line was indented too little for what stands between brackets.
    private static SyntaxFinding? Left(SyntaxStop stop)
    {
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        while (scan.Skip() < stop.Text.Length)
        {
            if (scan.Open.Count > 0 && scan.Leaves(scan.Open[^1]))
                return NeverClosed(stop.Text, scan.Open[^1]);
            if (scan.Open.Count > 0 && IsShallow(stop.Text, scan.Open[0], scan.At))
                return Shallow(LineLook.At(stop.Text, scan.At)) with { Opening = scan.Open[^1] };
            if (!scan.Step())
                return Mismatch(stop.Text, scan);
        }

        return scan.Open.Count > 0 ? NeverClosed(stop.Text, scan.Open[^1]) : null;
    }

    private static SyntaxFinding Shallow(LineLook line) => SyntaxFinding.Of(line.First, line.LastFrom(line.First),
        "a line between brackets is indented too little", "", "indent it deeper than the line on which the bracket is opened");

    private static bool IsShallow(string text, int bracket, int at)
    {
        if (!LineLook.IsFirst(text, at))
            return false;
        var (line, opening) = (LineLook.At(text, at), LineLook.At(text, bracket));
        return line.Start > opening.Start && line.Indent <= opening.Indent;
    }

    private static SyntaxFinding? Unexpected(SyntaxStop stop)
    {
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        if (!scan.ReadTo(stop.At))
            return Mismatch(stop.Text, scan);
        if (scan.Open.Count == 0)
            return null;
        if (stop.IsAtEnd)
            return NeverClosed(stop.Text, scan.Open[^1]);
        if (stop.Text[stop.At] is ']' or '}')
            return Mismatch(stop.Text, scan);
        return new BracketScan(stop.Text, stop.At, scan.Open).ReadUntilOpen(scan.Open.Count - 1) ? NoComma(stop, scan) : NeverClosed(stop.Text, scan.Open[^1]);
    }

    private static SyntaxFinding NeverClosed(string text, int bracket) =>
        SyntaxFinding.Of(bracket, bracket + 1, $"the closing `{BracketScan.CloserOf(text[bracket])}` is missing", "opened here");

    // A closing bracket of the other kind: it may be one too many, the one before it may be missing, or the two may have changed places.
    private static SyntaxFinding Mismatch(string text, BracketScan scan)
    {
        // A quote that is never closed takes the rest of the text with it.
        if (scan.At >= text.Length)
            return scan.Open.Count == 0 ? SyntaxFinding.Of(text.Length - 1, text.Length, "this is not YAML", "the text cannot be read up to here") : NeverClosed(text, scan.Open[^1]);
        if (scan.Open.Count == 0)
            return ClosesNothing(text, scan.At);
        var (at, inner) = (scan.At, scan.Open[^1]);
        var isOuter = scan.Open.Any(o => BracketScan.CloserOf(text[o]) == text[at]);
        if (!isOuter || Fits(text, at + 1, scan.Open, isWhole: true))
            return ClosesNothing(text, at);
        return Fits(text, at, scan.Open.SkipLast(1), isWhole: false)
            ? NeverClosed(text, inner)
            : SyntaxFinding.Of(at, at + 1, $"`{BracketScan.CloserOf(text[inner])}` expected before `{text[at]}`", "") with { Opening = inner };
    }

    // Whether the rest of the line goes with these brackets.
    private static bool Fits(string text, int from, IEnumerable<int> open, bool isWhole)
    {
        var scan = new BracketScan(text, from, open);
        return scan.ReadTo(LineLook.At(text, from).End) && (!isWhole || scan.Open.Count == 0);
    }

    private static SyntaxFinding? ClosesNothing(SyntaxStop stop)
    {
        var scan = new BracketScan(stop.Text, stop.Read, stop.Brackets);
        return !scan.ReadTo(stop.At) || scan.Open.Count == 0 ? ClosesNothing(stop.Text, stop.At) : null;
    }

    private static SyntaxFinding ClosesNothing(string text, int at) => SyntaxFinding.Of(at, at + 1, $"this `{text[at]}` closes nothing", "", "remove it, or quote the text that it belongs to");

    private static SyntaxFinding NoItem(SyntaxStop stop)
    {
        var before = stop.Text.AsSpan(0, stop.At).TrimEnd();
        return before.EndsWith(",")
            ? SyntaxFinding.Of(stop.At, stop.At + 1, "two commas with nothing between them", "", "remove one")
            : SyntaxFinding.Of(stop.At, stop.At + 1, "nothing stands before this comma", "", "remove it, or quote a text that is to begin with a comma");
    }

    // Before a colon stands the next key: the last word, when the parser took it for the end of an unquoted text.
    private static SyntaxFinding NoComma(SyntaxStop stop, BracketScan scan)
    {
        var (next, text) = (stop.At, stop.Text);
        if (text[next] == ':' && scan.Last.End > 0)
        {
            next = scan.Last.Start + text.AsSpan(scan.Last.Start, next - scan.Last.Start).TrimEnd().LastIndexOfAny(" \t") + 1;
            if (next <= scan.Last.Start && LineLook.At(text, next).First != next)
                return ValueClues.SecondColon(stop.At);
        }

        var end = text.AsSpan(0, next).TrimEnd().Length;
        var isList = text[scan.Open[^1]] == '[';
        if (!isList && text[stop.At] is '[' or '{' or '"' or '\'' && text.AsSpan(0, scan.Last.Start).TrimEnd() is [.., ',' or '{'])
            return SyntaxFinding.Of(scan.Last.Start, scan.Last.End, "a colon is missing behind the key", "", "write `: ` between a key and its value");
        if (!isList && text[stop.At] != ':' && !IsKey(text, stop.At))
            return SyntaxFinding.Of(stop.At, TextEnd(stop, scan), "text stands behind the value", "", "quote the whole value, or write a comma before the next key");
        return SyntaxFinding.Of(end, end + 1, isList ? "a comma is missing between two items" : "a comma is missing before the next key", "`,` belongs here",
            text[stop.At] == ':' ? ["quote a text that is to hold a colon"] : []);
    }

    private static bool IsKey(string text, int at)
    {
        var scan = new BracketScan(text, at, [at]);
        scan.Step();
        return scan.Skip() < text.Length && text[scan.At] == ':';
    }

    private static int TextEnd(SyntaxStop stop, BracketScan scan)
    {
        var rest = new BracketScan(stop.Text, stop.At, scan.Open);
        rest.Step();
        return rest.At;
    }
}
