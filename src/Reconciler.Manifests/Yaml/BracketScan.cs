namespace Reconciler.Manifests.Yaml;

/// <summary>A piece of text that the scan has read over.</summary>
internal readonly record struct Token(int Start, int End);

/// <summary>Reads on over text as the parser does, closely enough to say which brackets are open and what stands before a place.</summary>
internal sealed class BracketScan(string text, int at, IEnumerable<int> brackets)
{
    private readonly List<int> open = [.. brackets];

    public int At { get; private set; } = at;

    /// <summary>Where the brackets stand that are open, the outermost first.</summary>
    public IReadOnlyList<int> Open => open;

    /// <summary>The last text, quoted text or closing bracket; commas and colons are none.</summary>
    public Token Last { get; private set; } = at > 0 && text[at - 1] is ']' or '}' ? new(at - 1, at) : default;

    public static char CloserOf(char opening) => opening == '[' ? ']' : '}';

    /// <summary>Reads up to a place; false when a closing bracket before it does not fit.</summary>
    public bool ReadTo(int end)
    {
        while (Skip() < end)
        {
            if (!Step())
                return false;
        }

        return true;
    }

    /// <summary>
    /// Reads until so few brackets are open; false when that is never: the text ends, another kind is closed, or an entry or item begins on a line
    /// that is indented no deeper than the line of the bracket.
    /// </summary>
    public bool ReadUntilOpen(int count)
    {
        while (open.Count > count)
        {
            if (Skip() >= text.Length || Leaves(open[^1]) || !Step())
                return false;
        }

        return true;
    }

    /// <summary>Whether a line begins here that belongs to what is around a bracket.</summary>
    public bool Leaves(int bracket)
    {
        if (!LineLook.IsFirst(text, At))
            return false;
        var line = LineLook.At(text, At);
        return line.IsStructure && line.Start > bracket && line.Indent <= LineLook.At(text, bracket).Indent;
    }

    public int Skip()
    {
        while (At < text.Length && (char.IsWhiteSpace(text[At]) || IsComment(At)))
            At = text[At] == '#' ? LineLook.At(text, At).End : At + 1;
        return At;
    }

    /// <summary>Reads over one piece; false, without a step, at a closing bracket that does not fit.</summary>
    public bool Step()
    {
        var (start, c) = (At, text[At]);
        if (c is '[' or '{' && (open.Count > 0 || IsTokenStart(At)))
        {
            open.Add(At++);
            return true;
        }

        if (c is ']' or '}')
        {
            if (open.Count == 0 || CloserOf(text[open[^1]]) != c)
                return false;
            open.RemoveAt(open.Count - 1);
            Last = new(At, ++At);
            return true;
        }

        if (c is ',' && open.Count > 0 || (c is ':' or '-' or '?' && Ends(At + 1)))
        {
            At++;
            return true;
        }

        At = c is '"' or '\'' ? QuotedText.Behind(text, At) : c is '&' or '*' ? BehindName() : BehindPlain();
        Last = new(start, At);
        return true;
    }

    private int BehindPlain()
    {
        var end = At + 1;
        while (end < text.Length && text[end] is not ('\r' or '\n') && !(text[end] == ':' && Ends(end + 1)) && !IsComment(end) && !(open.Count > 0 && text[end] is ',' or '[' or ']' or '{' or '}'))
            end++;
        return At + text.AsSpan(At, end - At).TrimEnd().Length;
    }

    private int BehindName()
    {
        var end = At + 1;
        while (end < text.Length && !Ends(end))
            end++;
        return end;
    }

    private bool Ends(int at) => at >= text.Length || char.IsWhiteSpace(text[at]) || (open.Count > 0 && text[at] is ',' or '[' or ']' or '{' or '}');

    private bool IsComment(int at) => text[at] == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1]));

    private bool IsTokenStart(int at) => at == 0 || char.IsWhiteSpace(text[at - 1]);
}
