using System.Globalization;

namespace Reconciler.Manifests.Yaml;

/// <summary>Reads over a text in quotes, and finds the escape in it that is none.</summary>
internal static class QuotedText
{
    /// <summary>Behind the closing quote; behind the whole text when there is none.</summary>
    public static int Behind(string text, int opening)
    {
        var quote = text[opening];
        for (var at = opening + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote == '"')
                at++;
            else if (text[at] == quote && quote == '\'' && at + 1 < text.Length && text[at + 1] == quote)
                at++;
            else if (text[at] == quote)
                return at + 1;
        }

        return text.Length;
    }

    /// <summary>What is wrong with the first escape that does not stand for a character; null when all do.</summary>
    public static SyntaxFinding? BadEscape(string text, int opening)
    {
        if (opening >= text.Length || text[opening] != '"')
            return null;
        for (var at = opening + 1; at < text.Length && text[at] != '"';)
        {
            if (text[at] != '\\')
            {
                at++;
                continue;
            }

            if (at + 1 == text.Length)
                return QuoteClues.Open(opening);
            var digits = Digits(text[at + 1]);
            if (digits < 0)
                return Unknown(text, opening, at);
            var end = at + 2 + Hex(text, at + 2, digits);
            if (end < at + 2 + digits)
                return Short(text, opening, at, end, digits);
            if (digits > 0 && Character(text, at, ref end) is { } why)
                return SyntaxFinding.Of(at, end, "this escape is no character", why, "write the character itself");
            at = end;
        }

        return null;
    }

    private static SyntaxFinding Unknown(string text, int opening, int at)
    {
        var end = Math.Min(text.Length, at + (char.IsSurrogate(text[at + 1]) ? 3 : 2));
        return IsPath(text, opening) ? Path(at, end) : SyntaxFinding.Of(at, end, "unknown escape in double quotes", "", "write the backslash twice, or put the value in single quotes");
    }

    private static SyntaxFinding Short(string text, int opening, int at, int end, int digits) => IsPath(text, opening)
        ? Path(at, at + 2)
        : SyntaxFinding.Of(at, end, "incomplete escape in double quotes", $"{digits} hexadecimal digits belong here",
            "write \\xNN, \\uNNNN or \\UNNNNNNNN; a backslash that begins no escape is written twice");

    private static SyntaxFinding Path(int at, int end) =>
        SyntaxFinding.Of(at, end, "a backslash in double quotes begins an escape", "read as an escape", "put the path in single quotes, where a backslash is only a backslash");

    // C:\ or \\server
    private static bool IsPath(string text, int opening)
    {
        var value = text.AsSpan(opening + 1);
        return value.StartsWith("\\\\", StringComparison.Ordinal) || (value.Length > 2 && char.IsAsciiLetter(value[0]) && value[1] == ':' && value[2] == '\\');
    }

    // How many digits follow the letter of an escape; negative when there is no such escape.
    private static int Digits(char letter) => letter switch
    {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '0' or 'a' or 'b' or 't' or '\t' or 'n' or 'v' or 'f' or 'r' or 'e' or ' ' or '"' or '/' or '\\' or 'N' or '_' or 'L' or 'P' or '\r' or '\n' => 0,
        _ => -1,
    };

    private static int Hex(string text, int from, int most)
    {
        var at = from;
        while (at < text.Length && at < from + most && char.IsAsciiHexDigit(text[at]))
            at++;
        return at - from;
    }

    private static string? Character(string text, int at, ref int end)
    {
        var number = uint.Parse(text.AsSpan(at + 2, end - at - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (number > 0x10ffff)
            return "no character has this number";
        if (number is < 0xd800 or > 0xdfff)
            return null;
        if (number < 0xdc00 && text.AsSpan(end).StartsWith("\\u", StringComparison.Ordinal) && Hex(text, end + 2, 4) == 4
            && ushort.Parse(text.AsSpan(end + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is >= 0xdc00 and <= 0xdfff)
        {
            end += 6;
            return null;
        }

        return "half of a character";
    }
}
