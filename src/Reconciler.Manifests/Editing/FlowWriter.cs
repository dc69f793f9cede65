using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Writes changes of collections in brackets, on one line or over several.</summary>
internal sealed class FlowWriter(Outline outline, LineRemoval removal)
{
    private readonly string text = outline.Text;
    private readonly TextLines lines = outline.Lines;

    public IEnumerable<TextEdit> Remove(int collection, List<Part> parts, IReadOnlySet<int> leaving)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (!leaving.Contains(parts[i].Index))
                continue;
            var first = i;
            while (i + 1 < parts.Count && leaving.Contains(parts[i + 1].Index))
                i++;
            if (RemoveRun(collection, parts, first, i) is { } edit)
                yield return edit;
        }
    }

    /// <summary>Adds behind the last part that stays; <paramref name="isShrinking"/> when others leave the same collection.</summary>
    public IEnumerable<TextEdit> Append(Change.Append change, List<Part> staying, bool isShrinking)
    {
        var content = change.Key is { } key
            ? $"{ScalarText.Of(key, Quotes.None, inFlow: true)}: {change.Piece.Write(inFlow: true)}"
            : change.Piece.Write(inFlow: true);
        if (staying.Count == 0)
            return [Fill(change.Collection, content)];
        var last = staying[^1];
        if (isShrinking || !staying.TrueForAll(p => p == staying[0] || lines.BeginsAt(p.Start)) || !lines.BeginsAt(last.Start))
            return [TextEdit.Insert(last.End, ", " + content)];
        return AppendLine(lines.IndentOf(lines.Of(last.Start)) + content, last);
    }

    // Every part has a line of its own, so the new one gets one too, with a comma behind it where the last one has it.
    private IEnumerable<TextEdit> AppendLine(string content, Part last)
    {
        var comma = CommaBehind(last.End);
        var end = comma < 0 ? last.End : comma + 1;
        var line = lines.Of(end - 1);
        var newLine = lines.TerminatorOf(line) is { Length: > 0 } broken ? broken : lines.NewLine;
        if (comma < 0)
            yield return TextEdit.Insert(last.End, ",");
        else
            content += ",";
        yield return lines.EndsAt(end) ? TextEdit.Insert(lines.Behind(line), content + newLine) : TextEdit.Insert(end, newLine + content);
    }

    private TextEdit Fill(int collection, string content)
    {
        var (open, close) = InsideOf(collection);
        var inside = text.AsSpan(open..close);
        if (inside.IsWhiteSpace() && !inside.ContainsAny('\r', '\n'))
            return new(open, close, outline.FormOf(collection) is NodeForm.Mapping ? $" {content} " : content);
        return TextEdit.Insert(open, inside[0] is '#' ? content + " " : content);
    }

    private TextEdit? RemoveRun(int collection, List<Part> parts, int first, int last)
    {
        var (start, end) = (parts[first].Start, parts[last].End);
        Part? before = first > 0 ? parts[first - 1] : null;
        Part? next = last + 1 < parts.Count ? parts[last + 1] : null;
        var comma = CommaBehind(end);
        var behind = comma >= 0 && lines.Of(comma) == lines.Of(end) ? comma + 1 : end;
        if (lines.BeginsAt(start) && lines.EndsAt(behind) && (next is null || behind > end))
        {
            for (var i = first; i <= last; i++)
                removal.Take(parts[i], i + 1 < parts.Count ? parts[i + 1] : null);
            return null;
        }

        if (next is { } follower && lines.Of(follower.Start) == lines.Of(end))
            return TextEdit.Delete(start, follower.Start);
        if (next is not null && behind > end)
            return TextEdit.Delete(text.AsSpan(0, start).TrimEnd(" \t").Length, behind);
        // The last part, or commas that begin the lines: the comma before it goes too, unless a comment stands between.
        if (before is { } previous && !text.AsSpan(previous.End..start).Contains('#'))
            return TextEdit.Delete(previous.End, end);
        if (next is not null)
            return TextEdit.Delete(start, comma + 1);
        var (open, close) = InsideOf(collection);
        var isAlone = string.IsNullOrWhiteSpace(text[open..start]) && string.IsNullOrWhiteSpace(text[behind..close]);
        return isAlone ? TextEdit.Delete(open, close) : TextEdit.Delete(start, behind);
    }

    private (int Open, int Close) InsideOf(int collection) => (outline.StartOf(collection) + 1, outline.EndOf(collection) - 1);

    // The comma behind a part, over blanks, line breaks and comments; -1 where a bracket comes first.
    private int CommaBehind(int at)
    {
        while (at < text.Length)
        {
            if (text[at] is '#')
                at = lines.EndOf(lines.Of(at));
            else if (text[at] is ' ' or '\t' or '\r' or '\n')
                at++;
            else
                return text[at] is ',' ? at : -1;
        }

        return -1;
    }
}
