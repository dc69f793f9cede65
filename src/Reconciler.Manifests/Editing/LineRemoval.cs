using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>
/// The lines that go with what is removed. With the lines of an entry or item go
/// <list type="bullet">
/// <item>the comment lines directly above it, indented alike and without a blank line between: they speak of it. Above an entry of one line
/// that another one follows directly they are taken for a heading of both, and stay;</item>
/// <item>the comment lines behind it that are indented deeper than it is: they stand inside it;</item>
/// <item>the blank lines behind it where a blank line, or the line that opens the collection, now stands above them, and those that would end the file.</item>
/// </list>
/// </summary>
internal sealed class LineRemoval(Outline outline)
{
    private readonly TextLines lines = outline.Lines;
    private readonly SortedSet<int> gone = [];
    private readonly HashSet<int> openers = [];

    /// <summary>Takes all lines of a part that has its lines to itself. <paramref name="next"/> is the part behind it.</summary>
    public void Take(Part part, Part? next)
    {
        var first = lines.Of(part.Start);
        var last = LastLineOf(part);
        var isHeaded = first == last && next is { } follower && lines.Of(follower.Start) == last + 1;
        for (var line = first - 1; !isHeaded && line > FloorOf(part) && lines.IsComment(line) && lines.IndentOf(line) == lines.IndentOf(first); line--)
            gone.Add(line);
        for (var line = first; line <= last; line++)
            gone.Add(line);
    }

    /// <summary>The line on which a collection that keeps some parts is opened.</summary>
    public void KeepOpen(int line) => openers.Add(line);

    /// <summary>The last line of a part, with the comments that stand inside it.</summary>
    public int LastLineOf(Part part)
    {
        var last = lines.Of(Math.Max(part.Start, part.End - 1));
        var column = lines.ColumnOf(part.Start);
        for (var line = last + 1; line < lines.Count && (lines.IsBlank(line) || lines.IsComment(line)); line++)
        {
            if (lines.IsBlank(line))
                continue;
            if (lines.IndentOf(line).Length <= column)
                break;
            last = line;
        }

        return last;
    }

    public IEnumerable<TextEdit> Edits()
    {
        for (var line = 0; line < lines.Count; line++)
        {
            if (!gone.Contains(line))
                continue;
            var first = line;
            while (gone.Contains(line + 1))
                line++;
            if (first == 0 || lines.IsBlank(first - 1) || openers.Contains(first - 1))
            {
                while (line + 1 < lines.Count && lines.IsBlank(line + 1))
                    line++;
            }

            while (line + 1 == lines.Count && first > 0 && lines.IsBlank(first - 1))
                first--;
            yield return TextEdit.Delete(lines.StartOf(first), lines.Behind(line));
        }
    }

    // The line that the content before a part ends on: what is above it is no comment, whatever it looks like.
    private int FloorOf(Part part)
    {
        var before = part.Index - 1;
        while (before >= 0 && outline.IsCollection(before) && !outline.IsFlow(before))
            before--;
        if (before < 0)
            return -1;
        return lines.Of(outline.FormOf(before) is NodeForm.Mapping or NodeForm.Sequence
            ? outline.StartOf(before)
            : Math.Max(outline.StartOf(before), outline.EndOf(before) - 1));
    }
}
