using System.Globalization;
using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// Makes visible what a terminal would obey and an eye would miss: control characters (ESC and C1 among them), line breaks,
/// direction controls, characters without width, lone surrogates. What a pipeline that reads a log along would take for a command (<c>::</c> before
/// a name, <c>##[</c> and <c>##vso[</c> anywhere) loses its form. Encoding twice changes nothing.
/// </summary>
public static class TerminalEncoder
{
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        text = WithoutCommands(text);
        return IsHarmless(text) ? text : Rewrite(text);
    }

    private static string WithoutCommands(string text)
    {
        if (text.Contains("##", StringComparison.Ordinal))
            text = text.Replace("##[", "##<U+005B>", StringComparison.Ordinal).Replace("##vso[", "##vso<U+005B>", StringComparison.OrdinalIgnoreCase);
        if (!text.Contains("::", StringComparison.Ordinal))
            return text;
        // Any word may come to stand at the beginning of a line.
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            // A command has a name, which begins with a letter: an address of IPv6 is none.
            if (text[i] == ':' && i + 2 < text.Length && text[i + 1] == ':' && char.IsAsciiLetter(text[i + 2]) && (i == 0 || IsGap(text[i - 1])))
            {
                result.Append(":<U+003A>");
                i++;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static bool IsGap(char c) => c <= ' ' || char.IsWhiteSpace(c);

    private static bool IsHarmless(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or (> '~' and < '\u00A1') or '\u00AD' or > '\u02FF')
                return IsTypography(text);
        }

        return true;
    }

    // The arrows and dots that our own sentences use are harmless too, and on every line.
    private static bool IsTypography(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or (> '~' and < '\u00A1') or '\u00AD' or (> '\u02FF' and not ('→' or '…' or '—' or '–' or '−' or '“' or '”')))
                return false;
        }

        return true;
    }

    private static string Rewrite(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        var previousIsAscii = true;
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                result.Append(CultureInfo.InvariantCulture, $"<U+{(int)text[i]:X4}>");
                i++;
                continue;
            }

            Append(result, rune, previousIsAscii);
            previousIsAscii = rune.IsAscii;
            i += rune.Utf16SequenceLength;
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, Rune rune, bool previousIsAscii)
    {
        var c = rune.Value;
        if (c < 0x20)
            result.Append((char)(0x2400 + c));
        else if (c == 0x7F)
            result.Append('\u2421');
        else if (IsHidden(rune, previousIsAscii))
            result.Append(CultureInfo.InvariantCulture, $"<U+{c:X4}>");
        else
            result.Append(rune.ToString());
    }

    // Joiners are letters of some scripts and parts of emoji; between ASCII letters they only deceive.
    private static bool IsHidden(Rune rune, bool previousIsAscii) => rune.Value switch
    {
        0x200C or 0x200D => previousIsAscii,
        0x2028 or 0x2029 or 0x00A0 or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x2800 => true,
        >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned,
    };
}
