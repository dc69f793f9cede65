using System.Globalization;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Takes <c>file:line</c> apart, so that many lines of one file name it once.</summary>
internal static class Place
{
    /// <summary>Whether a text is a place as this program writes it: putting its parts together gives the same text.</summary>
    public static bool TrySplit(string? where, out string file, out int line)
    {
        (file, line) = ("", 0);
        if (where is null || where.LastIndexOf(':') is not (>= 0 and var colon))
            return false;
        var digits = where.AsSpan(colon + 1);
        if (digits is ['1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', ..] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out line))
            file = where[..colon];
        return line > 0;
    }

    public static string Join(string file, int line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
}
