using System.Globalization;
using System.Text;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>
/// How many terminal cells a text takes: combining marks none, East-Asian wide and fullwidth characters and emoji two (Unicode TR 11).
/// </summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    public static int Of(Rune rune)
    {
        var c = rune.Value;
        if (c is >= 0x20 and < 0x300)
            return c is >= 0x7F and < 0xA0 or 0xAD ? 0 : 1;
        if (c is >= 0x1160 and <= 0x11FF)
            return 0;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control => 0,
            _ => IsWide(c) ? 2 : 1,
        };
    }

    /// <summary>The longest head of a text that fits, in UTF-16 units; at least one whole character, so that cutting always ends.</summary>
    public static int Fitting(string text, int width)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width -= Of(rune);
            if (width < 0 && units > 0)
                break;
            units += rune.Utf16SequenceLength;
        }

        return units;
    }

    private static bool IsWide(int c) => c is >= 0x1100 and <= 0x115F or 0x2329 or 0x232A or 0x231A or 0x231B
        or >= 0x23E9 and <= 0x23EC or 0x23F0 or 0x23F3 or 0x25FD or 0x25FE or 0x2614 or 0x2615 or >= 0x2648 and <= 0x2653
        or 0x267F or 0x2693 or 0x26A1 or 0x26AA or 0x26AB or 0x26BD or 0x26BE or 0x26C4 or 0x26C5 or 0x26CE or 0x26D4 or 0x26EA
        or 0x26F2 or 0x26F3 or 0x26F5 or 0x26FA or 0x26FD or 0x2705 or 0x270A or 0x270B or 0x2728 or 0x274C or 0x274E
        or >= 0x2753 and <= 0x2755 or 0x2757 or >= 0x2795 and <= 0x2797 or 0x27B0 or 0x27BF or 0x2B1B or 0x2B1C or 0x2B50 or 0x2B55
        or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0x33FF or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF
        or >= 0xA000 and <= 0xA4CF or >= 0xA960 and <= 0xA97F or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
        or >= 0xFE10 and <= 0xFE19 or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
        or >= 0x16FE0 and <= 0x18CFF or >= 0x1B000 and <= 0x1B2FF or 0x1F004 or 0x1F0CF or 0x1F18E
        or >= 0x1F191 and <= 0x1F19A or >= 0x1F200 and <= 0x1F320 or >= 0x1F32D and <= 0x1F335 or >= 0x1F337 and <= 0x1F37C
        or >= 0x1F37E and <= 0x1F393 or >= 0x1F3A0 and <= 0x1F3CA or >= 0x1F3CF and <= 0x1F3D3 or >= 0x1F3E0 and <= 0x1F3F0
        or 0x1F3F4 or >= 0x1F3F8 and <= 0x1F43E or 0x1F440 or >= 0x1F442 and <= 0x1F4FC or >= 0x1F4FF and <= 0x1F53D
        or >= 0x1F54B and <= 0x1F567 or 0x1F57A or 0x1F595 or 0x1F596 or 0x1F5A4 or >= 0x1F5FB and <= 0x1F64F
        or >= 0x1F680 and <= 0x1F6C5 or 0x1F6CC or >= 0x1F6D0 and <= 0x1F6D7 or >= 0x1F6DC and <= 0x1F6EC
        or >= 0x1F7E0 and <= 0x1F7EB or >= 0x1F90C and <= 0x1F9FF or >= 0x1FA70 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD;
}
