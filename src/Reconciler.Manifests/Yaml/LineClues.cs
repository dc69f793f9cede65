namespace Reconciler.Manifests.Yaml;

/// <summary>What goes wrong with a line as a whole: its indentation, a missing colon or dash, an item where a key belongs.</summary>
internal static class LineClues
{
    private const string Neighbours = "indent the line as its neighbours";

    public static SyntaxFinding? Of(SyntaxStop stop)
    {
        var (ofMapping, ofList) = (stop.Says("did not find expected key") || stop.Says("could not find expected ':'"), stop.Says("did not find expected '-'"));
        var line = LineLook.At(stop.Text, stop.At);
        if (!(ofMapping || ofList) || line.First == line.End || line.First != stop.At)
            return null;
        if (BelowTextBlock(stop, line) is { } shallow)
            return shallow;
        if (Indentation(line, isText: false) is { } uneven)
            return uneven;
        if (stop.Text[line.First] == '-' && !line.IsItem)
            return SyntaxFinding.Of(line.First, line.First + 1, "a space is missing behind the dash", "", "write `- ` before an item; quote a text that is to begin with `-`");
        if (ofList)
        {
            return SyntaxFinding.Of(line.First, line.Colon >= 0 ? line.Colon : line.LastFrom(line.First), "an item of the list expected", "no item",
                "an item begins with `- `, all items of a list indented alike; what belongs to the item above is indented as its text");
        }

        if (line.IsItem)
            return SyntaxFinding.Of(line.First, line.First + 1, "an item of a list stands among keys", "", "a list stands below a key of its own");
        return line.Colon < 0 ? WordAlone(line) : null;
    }

    /// <summary>A line that should have been an entry, and has no colon or none that counts.</summary>
    public static SyntaxFinding WordAlone(LineLook line) => line.TightColon is var colon and >= 0
        ? ValueClues.MissingSpace(colon)
        : SyntaxFinding.Of(line.Content, line.LastFrom(line.Content), "a colon is missing behind the key", "read as a key",
            "a key needs a colon and a space; a text over several lines needs quotes or more indentation");

    /// <summary>The indentation of a line when no line above has such a one; null when one does.</summary>
    public static SyntaxFinding? Indentation(LineLook line, bool isText)
    {
        var columns = ColumnsAbove(line);
        if (columns.Count == 0 || columns.Contains(line.Indent))
            return null;
        var (less, more) = (columns.Where(c => c < line.Indent).DefaultIfEmpty(-1).Max(), columns.Where(c => c > line.Indent).DefaultIfEmpty(-1).Min());
        var expected = less < 0 ? $"{more}" : more < 0 ? $"{less}" : $"{less} or {more}";
        var spaces = line.Indent == 1 ? "1 space" : $"{line.Indent} spaces";
        var message = more < 0 ? "this line is indented too much" : less < 0 ? "this line is indented too little" : "the indentation of this line fits no line above it";
        return SyntaxFinding.Of(line.Start, Math.Max(line.First, line.Start + 1), message, $"{spaces}, {expected} expected", isText ? [Neighbours, "quote a text over several lines that holds a colon"] : [Neighbours]);
    }

    // The columns at which keys and items begin in the line above and in those around it.
    private static HashSet<int> ColumnsAbove(LineLook line)
    {
        var columns = new HashSet<int>();
        var limit = int.MaxValue;
        for (var above = line.Above; above is { } here && limit > 0; above = here.Above)
        {
            if (here.Indent >= limit || !here.IsStructure)
                continue;
            limit = here.Indent;
            columns.Add(here.Indent);
            if (here.Colon >= 0)
                columns.Add(here.Content - here.Start);
        }

        return columns;
    }

    private static SyntaxFinding? BelowTextBlock(SyntaxStop stop, LineLook line)
    {
        if (stop.Read >= stop.At || stop.Text[stop.Read] is not ('|' or '>') || line.IsStructure)
            return null;
        var key = LineLook.At(stop.Text, stop.Read);
        for (var above = line.Above; above is { } here && here.Start > key.Start; above = here.Above)
        {
            if (here.Indent > line.Indent)
                return SyntaxFinding.Of(line.First, line.LastFrom(line.First), "a line of the text block is indented too little", $"{here.Indent} spaces expected before it", "indent the lines of a text block alike");
        }

        return null;
    }
}
