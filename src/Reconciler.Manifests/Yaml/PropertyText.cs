namespace Reconciler.Manifests.Yaml;

/// <summary>Reads over the anchor and tag before a node, which the parser counts as part of it.</summary>
internal static class PropertyText
{
    /// <summary>The anchor (<c>&amp;</c>) or tag (<c>!</c>) among the properties that begin at a place.</summary>
    public static (int Start, int End) At(string text, int start, char mark)
    {
        while (start < text.Length && text[start] is '&' or '!' && text[start] != mark)
            start = Blank(text, Word(text, start));
        return (start, Word(text, start));
    }

    /// <summary>Where the node itself begins; behind its last property when nothing follows on the same line but a comment.</summary>
    public static int Behind(string text, int start)
    {
        var end = start;
        while (start < text.Length && text[start] is '&' or '!')
        {
            end = Word(text, start);
            start = Blank(text, end);
        }

        return start < text.Length ? start : end;
    }

    private static int Word(string text, int at)
    {
        while (at < text.Length && text[at] is not (' ' or '\t' or '\r' or '\n' or ',' or '[' or ']' or '{' or '}'))
            at++;
        return at;
    }

    private static int Blank(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n' or '#')
        {
            if (text[at] != '#')
                at++;
            else if (text.AsSpan(at).IndexOfAny('\r', '\n') is var rest and >= 0)
                at += rest;
            else
                return text.Length;
        }

        return at;
    }
}
