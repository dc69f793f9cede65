namespace Reconciler.Manifests.Yaml;

/// <summary>
/// Says what people did where the parser gave up: it names its grammar, and often a place behind the mistake. Looks at the text only now, when
/// something is wrong; the first clue that fits is told, the parser's own words when none does.
/// </summary>
internal static class SyntaxClues
{
    public static SyntaxFinding Of(SyntaxStop stop) =>
        TemplateClue(stop) ?? ConflictClue(stop) ?? BlankIndents.Find(stop.Text) ?? QuoteClues.Of(stop) ?? ValueClues.Of(stop) ?? BracketClues.Of(stop) ?? LineClues.Of(stop)
        ?? SyntaxPlace.Of(stop);

    /// <summary>The template mark at a place, with all that it encloses on its line.</summary>
    public static SyntaxFinding Template(string text, int start)
    {
        var line = LineLook.At(text, start);
        var length = text.AsSpan(start, line.End - start).IndexOf(text[start + 1] == '%' ? "%}" : "}}", StringComparison.Ordinal);
        return SyntaxFinding.Of(start, length < 0 ? line.LastFrom(start) : start + length + 2, "", "") with { IsTemplate = true };
    }

    // Of what stands before and behind the place, on the same line or the line above: a template's own lines are seen one late.
    private static SyntaxFinding? TemplateClue(SyntaxStop stop)
    {
        var line = LineLook.At(stop.Text, stop.At);
        return MarkIn(line) is var mark and >= 0 || (line.Above is { } above && (mark = MarkIn(above)) >= 0) ? Template(stop.Text, mark) : null;
    }

    private static int MarkIn(LineLook line)
    {
        for (var at = line.First; at + 1 < line.End; at++)
        {
            if (line.Text[at] is '#' && (at == line.Start || line.Text[at - 1] is ' '))
                break;
            if (line.Text[at] is '"' or '\'' && (at == line.Start || line.Text[at - 1] is ' ' or '[' or '{'))
                at = QuotedText.Behind(line.Text, at) - 1;
            else if (line.Text[at] is '{' && line.Text[at + 1] is '{' or '%')
                return at;
        }

        return -1;
    }

    private static SyntaxFinding? ConflictClue(SyntaxStop stop)
    {
        for (LineLook? line = LineLook.At(stop.Text, stop.At); line is { } here && here.Start >= LineLook.At(stop.Text, stop.Read).Start; line = here.Above)
        {
            if (IsConflict(here))
                return SyntaxFinding.Of(here.Start, here.Start + 7, "a merge conflict is not resolved", "left by git", "keep one of the two versions, and remove the three marks");
        }

        return null;
    }

    private static bool IsConflict(LineLook line)
    {
        var text = line.Text.AsSpan(line.Start, line.End - line.Start);
        return text.StartsWith("<<<<<<<", StringComparison.Ordinal) || text.StartsWith(">>>>>>>", StringComparison.Ordinal) || text.SequenceEqual("=======");
    }
}
