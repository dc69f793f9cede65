namespace Reconciler.Manifests.Editing;

/// <summary>A text as lines, counted from 0; a line ends at LF, CRLF or CR, and what follows the last one is no line when it is empty.</summary>
internal sealed class TextLines
{
    private readonly string text;
    private readonly int[] starts;

    public TextLines(string text)
    {
        this.text = text;
        var found = new List<int> { 0 };
        for (var at = text.AsSpan().IndexOfAny('\r', '\n'); at >= 0;)
        {
            at += text.AsSpan(at).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;
            found.Add(at);
            var further = text.AsSpan(at).IndexOfAny('\r', '\n');
            at = further < 0 ? -1 : at + further;
        }

        if (found[^1] == text.Length && found.Count > 1)
            found.RemoveAt(found.Count - 1);
        starts = [.. found];
    }

    public int Count => starts.Length;

    /// <summary>How this text breaks lines: as its first line does.</summary>
    public string NewLine => TerminatorOf(0) is { Length: > 0 } first ? first : "\n";

    public int Of(int offset)
    {
        var line = Array.BinarySearch(starts, offset);
        return line < 0 ? ~line - 1 : line;
    }

    public int StartOf(int line) => starts[line];

    /// <summary>Behind the line and its break.</summary>
    public int Behind(int line) => line + 1 < starts.Length ? starts[line + 1] : text.Length;

    /// <summary>Behind the line's last character, before its break.</summary>
    public int EndOf(int line)
    {
        var end = Behind(line);
        while (end > starts[line] && text[end - 1] is '\r' or '\n')
            end--;
        return end;
    }

    public string TerminatorOf(int line) => text[EndOf(line)..Behind(line)];

    public int ColumnOf(int offset) => offset - starts[Of(offset)];

    /// <summary>The blanks that a line begins with.</summary>
    public string IndentOf(int line)
    {
        var content = text.AsSpan(starts[line], EndOf(line) - starts[line]);
        return content[..^content.TrimStart(" \t").Length].ToString();
    }

    public bool IsBlank(int line) => text.AsSpan(starts[line]..EndOf(line)).IsWhiteSpace();

    /// <summary>Whether nothing but a comment stands on the line. Asked only of lines between nodes: in a block of text the same line is content.</summary>
    public bool IsComment(int line) => text.AsSpan(starts[line]..EndOf(line)).TrimStart(" \t").StartsWith('#');

    /// <summary>Whether only blanks stand before a place on its line.</summary>
    public bool BeginsAt(int offset) => text.AsSpan(starts[Of(offset)]..offset).IsWhiteSpace();

    /// <summary>Whether only blanks and a comment stand behind a place on its line.</summary>
    public bool EndsAt(int offset)
    {
        var rest = text.AsSpan(offset..Math.Max(offset, EndOf(Of(offset))));
        return rest.IsWhiteSpace() || (rest.TrimStart(" \t").StartsWith('#') && rest[0] is ' ' or '\t');
    }
}
