using System.Buffers;

namespace Reconciler.Manifests.Yaml;

/// <summary>Looks at a line as a person does: how far it is indented, and whether it is an entry, an item or a word.</summary>
internal readonly record struct LineLook(string Text, int Start, int End)
{
    public static LineLook At(string text, int offset)
    {
        var start = text.AsSpan(0, offset).LastIndexOfAny('\r', '\n') + 1;
        var length = text.AsSpan(start).IndexOfAny('\r', '\n');
        return new(text, start, length < 0 ? text.Length : start + length);
    }

    /// <summary>Whether a place is where the first text of its line stands; cheap in long lines too.</summary>
    public static bool IsFirst(string text, int at)
    {
        while (at > 0 && text[at - 1] == ' ')
            at--;
        return at == 0 || text[at - 1] is '\r' or '\n';
    }

    /// <summary>Where its first text stands.</summary>
    public int First => End - Text.AsSpan(Start, End - Start).TrimStart(' ').Length;

    public int Indent => First - Start;

    public bool IsItem => First < End && Text[First] == '-' && IsBlank(First + 1);

    /// <summary>Where its content begins, behind the dashes of items.</summary>
    public int Content
    {
        get
        {
            var at = First;
            while (at < End && Text[at] == '-' && IsBlank(at + 1))
                at += 1 + Text.AsSpan(at + 1, End - at - 1).Length - Text.AsSpan(at + 1, End - at - 1).TrimStart(' ').Length;
            return at;
        }
    }

    /// <summary>The colon behind its first key; negative when it has none.</summary>
    public int Colon
    {
        get
        {
            var at = Content;
            if (at < End && Text[at] is '"' or '\'')
                at = Math.Min(End, QuotedText.Behind(Text, at));
            for (; at < End; at++)
            {
                if (Text[at] == ':' && IsBlank(at + 1))
                    return at;
                if (Text[at] == '#' && at > Start && Text[at - 1] is ' ' or '\t')
                    break;
            }

            return -1;
        }
    }

    /// <summary>A colon behind its first word without a space behind it, as in <c>kind:security</c>; negative when it has none.</summary>
    public int TightColon => TightColonIn(Text, Content, End);

    /// <summary>An entry or an item stands here, no text that goes on from the line above.</summary>
    public bool IsStructure => IsItem || Colon >= 0;

    /// <summary>Behind its last text, without a comment.</summary>
    public int LastFrom(int from)
    {
        var end = End;
        for (var at = from + 1; at < End; at++)
        {
            if (Text[at] != '#' || Text[at - 1] is not (' ' or '\t'))
                continue;
            end = at;
            break;
        }

        return from + Text.AsSpan(from, end - from).TrimEnd(" \t").Length;
    }

    /// <summary>The nearest line above that holds more than a comment; null at the top.</summary>
    public LineLook? Above
    {
        get
        {
            for (var at = Start; at > 0;)
            {
                at -= at > 1 && Text[at - 1] == '\n' && Text[at - 2] == '\r' ? 2 : 1;
                var line = At(Text, at);
                if (line.First < line.End && Text[line.First] != '#')
                    return line;
                at = line.Start;
            }

            return null;
        }
    }

    public static int TightColonIn(string text, int from, int end)
    {
        if (from >= end || !char.IsAsciiLetter(text[from]))
            return -1;
        var length = text.AsSpan(from, end - from).IndexOfAnyExcept(Word);
        var at = from + length;
        return length > 0 && text[at] == ':' && at + 1 < end && text[at + 1] is not (' ' or '\t' or '/' or '\\' or ':') ? at : -1;
    }

    private static readonly SearchValues<char> Word =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private bool IsBlank(int at) => at >= End || Text[at] is ' ' or '\t';
}
