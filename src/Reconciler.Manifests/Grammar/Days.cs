using System.Globalization;

namespace Reconciler.Manifests.Grammar;

/// <summary>Days as people write them.</summary>
internal static class Days
{
    private static readonly string[] Forms = ["yyyy-M-d", "d.M.yyyy", "yyyy/M/d", "yyyyMMdd"];

    /// <summary>Why a text of the right form is no day of the calendar; null when it has another form.</summary>
    public static string? EndOfMonth(string text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Number(text.AsSpan(0, 4), out var year) || !Number(text.AsSpan(5, 2), out var month) || !Number(text.AsSpan(8, 2), out _) || year == 0)
            return null;
        if (month is 0 or > 12)
            return "the months are 01 to 12";
        var last = DateTime.DaysInMonth(year, month);
        return $"this month ends on {text[..8]}{last}";
    }

    /// <summary>The day that a text means in another form than ours, where the form leaves no doubt which number is the month.</summary>
    public static string? Meant(string text)
    {
        var day = text.IndexOf('T', StringComparison.Ordinal) == 10 ? text[..10] : text;
        return DateOnly.TryParseExact(day, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
