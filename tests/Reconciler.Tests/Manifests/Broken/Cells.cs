using System.Globalization;
using System.Text;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>What a terminal does with a text, written down again without a look at the renderer: tabs, widths, and what it must show of the unseen.</summary>
internal static class Cells
{
    private const int Tab = 4;

    // East Asian Width W and F of the characters that the cases use, by block.
    private static readonly (int From, int To)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F320), (0x1F380, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3E0, 0x1F3F0),
        (0x1F3F8, 0x1F43E), (0x1F442, 0x1F4FC), (0x1F600, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    public static int Of(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        // Vowels and finals of Hangul join the consonant before them.
        if (rune.Value is >= 0x1160 and <= 0x11FF)
            return 0;
        return Array.Exists(Wide, w => rune.Value >= w.From && rune.Value <= w.To) ? 2 : 1;
    }

    /// <summary>A source text as it must be shown from a column on: tabs to the next multiple of four, the unseen named.</summary>
    public static string Shown(string source, int column)
    {
        var shown = new StringBuilder();
        var before = 'a';
        for (var at = 0; at < source.Length;)
        {
            var length = char.IsSurrogatePair(source, at) ? 2 : 1;
            var piece = source.Substring(at, length);
            var text = piece == "\t" ? new string(' ', Tab - (column % Tab)) : Seen(piece, before);
            shown.Append(text);
            column += Of(text);
            before = source[at];
            at += length;
        }

        return shown.ToString();
    }

    private static string Seen(string piece, char before)
    {
        if (char.IsSurrogate(piece[0]) && piece.Length == 1)
            return $"<U+{(int)piece[0]:X4}>";
        var rune = Rune.GetRuneAt(piece, 0);
        if (rune.Value < 0x20)
            return ((char)(0x2400 + rune.Value)).ToString();
        var hidden = rune.Value switch
        {
            0x7F => false,
            // A joiner is a letter's business, unless that letter is Latin.
            0x200C or 0x200D => char.IsAscii(before),
            0xA0 or 0x2028 or 0x2029 => true,
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format,
        };
        return hidden ? $"<U+{rune.Value:X4}>" : rune.Value == 0x7F ? "\u2421" : piece;
    }
}
