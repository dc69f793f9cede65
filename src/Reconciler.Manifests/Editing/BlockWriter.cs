using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Writes changes of collections whose children have lines of their own.</summary>
internal sealed class BlockWriter(Outline outline, LineRemoval removal)
{
    private const int UsualStep = 2;

    private readonly TextLines lines = outline.Lines;

    public IEnumerable<TextEdit> Remove(int collection, List<Part> parts, IReadOnlySet<int> leaving)
    {
        var isEmptied = parts.TrueForAll(p => leaving.Contains(p.Index));
        for (var i = 0; i < parts.Count; i++)
        {
            Part? next = i + 1 < parts.Count ? parts[i + 1] : null;
            if (!leaving.Contains(parts[i].Index))
                continue;
            if (lines.BeginsAt(parts[i].Start))
                removal.Take(parts[i], next);
            else if (next is { } follower)
                // The first entry of a mapping beside its dash: the next one takes its place.
                yield return TextEdit.Delete(parts[i].Start, follower.Start);
        }

        if (OpenerOf(collection) is not { } opener)
            yield break;
        // An empty node would be an error: managed and empty is written out.
        if (isEmptied)
            yield return TextEdit.Insert(opener, outline.FormOf(collection) is NodeForm.Mapping ? " {}" : " []");
        else
            removal.KeepOpen(lines.Of(opener));
    }

    public TextEdit Append(Change.Append change, Part last)
    {
        var isItem = outline.FormOf(change.Collection) is NodeForm.Sequence;
        var indent = new string(' ', lines.ColumnOf(last.Start));
        var content = isItem ? $"{indent}-{GapOf(last)}{change.Piece.Write(inFlow: false)}" : Entry(change, indent);
        var line = removal.LastLineOf(last);
        var broken = lines.TerminatorOf(line);
        var newLine = broken.Length > 0 ? broken : lines.NewLine;
        content = content.Replace("\n", newLine, StringComparison.Ordinal);
        // A text without a final line break stays one.
        return TextEdit.Insert(lines.Behind(line), broken.Length > 0 ? content + newLine : newLine + content);
    }

    private string Entry(Change.Append change, string indent)
    {
        var key = ScalarText.Of(change.Key ?? "", Quotes.None, inFlow: false);
        return change is { AsBlock: true, Piece: Piece.List list }
            ? $"{indent}{key}:\n{indent}{new string(' ', StepOfLists())}- {list.Only.Write(inFlow: false)}"
            : $"{indent}{key}: {change.Piece.Write(inFlow: false)}";
    }

    // What stands between the dash and its item, where both are on one line.
    private string GapOf(Part item)
    {
        var rest = outline.Text.AsSpan((item.Start + 1)..lines.EndOf(lines.Of(item.Start)));
        var content = rest.TrimStart(' ');
        return content.Length is 0 || content[0] is '#' ? " " : rest[..^content.Length].ToString();
    }

    // How far the file indents its lists below their keys.
    private int StepOfLists()
    {
        for (var at = 1; at < outline.Count; at++)
        {
            if (outline.FormOf(at) is NodeForm.Sequence && !outline.IsFlow(at) && outline.FormOf(outline.ParentOf(at)) is NodeForm.Mapping)
                return Math.Max(0, lines.ColumnOf(outline.StartOf(at)) - lines.ColumnOf(outline.StartOf(at - 1)));
        }

        return UsualStep;
    }

    // Behind the colon, and the anchor, that a block collection hangs on.
    private int? OpenerOf(int collection)
    {
        var parent = outline.ParentOf(collection);
        if (parent < 0 || outline.FormOf(parent) is not NodeForm.Mapping)
            return null;
        var text = outline.Text;
        var at = text.IndexOf(':', outline.EndOf(collection - 1)) + 1;
        for (var next = at; next < text.Length; next++)
        {
            if (text[next] is ' ' or '\t')
                continue;
            if (text[next] is not ('&' or '!'))
                break;
            while (next < text.Length && text[next] is not (' ' or '\t' or '\r' or '\n'))
                next++;
            at = next--;
        }

        return at;
    }
}
