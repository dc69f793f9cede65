using System.Buffers;
using System.Globalization;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>Texts as dates, in UTC: nothing of the host's zone, culture or clock gets in.</summary>
internal static class DateTexts
{
    /// <summary>No date is written longer.</summary>
    private const int MostCharacters = 200;
    private const DateTimeStyles White = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite | DateTimeStyles.AllowInnerWhite;

    // The signs of years, months and days, and the one-letter forms that hold them.
    private static readonly SearchValues<char> OfDays = SearchValues.Create("yMdoOrRsuUfFgGDY");

    private static Formats _formats = new(1);

    /// <summary>Any form that .NET reads with the invariant culture; an offset is applied. A text without a date is none.</summary>
    /// <param name="year">The year of a text without one.</param>
    public static bool TryParse(string text, int year, out DateTime date)
    {
        date = default;
        if (text.Length is 0 or > MostCharacters)
            return false;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out date)
            || (DateTime.TryParse(text, Of(year), Utc | White | DateTimeStyles.NoCurrentDateDefault, out date)
                && (date.Year > 1 || text.Contains("0001", StringComparison.Ordinal)));
    }

    /// <summary>Exactly one form. The kind is UTC where the text has an offset, which is applied, else unspecified.</summary>
    public static bool TryParse(string text, string format, DateTimeStyles styles, DateTimeOffset now, out DateTime date)
    {
        date = default;
        try
        {
            if (text.Length > MostCharacters || format.Length is 0 or > MostCharacters
                || !DateTime.TryParseExact(text, format, Of(now.UtcDateTime.Year), styles | DateTimeStyles.NoCurrentDateDefault, out date))
                return false;
        }
        catch (FormatException)
        {
            // One letter that is no standard format is thrown even here.
            return false;
        }

        // A time alone is a time of today, but of the evaluation's day and not of the host's.
        if (!styles.HasFlag(DateTimeStyles.NoCurrentDateDefault) && !format.AsSpan().ContainsAny(OfDays) && date.Year == 1)
            date = new DateTime(now.UtcDateTime.Date.Ticks + date.TimeOfDay.Ticks, date.Kind);
        return true;
    }

    /// <summary>A date in a format, null where the format is none.</summary>
    public static string? Write(DateTime date, string format)
    {
        if (format.Length is 0 or > MostCharacters)
            return null;
        // Of an unspecified date these would show the host's offset.
        if (format.AsSpan().IndexOfAny('z', 'U') >= 0)
            date = DateTime.SpecifyKind(date, DateTimeKind.Utc);
        try
        {
            return date.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static DateTimeFormatInfo Of(int year)
    {
        var formats = _formats;
        if (formats.Year != year)
            _formats = formats = new Formats(year);
        return formats.Info;
    }

    private sealed class Formats
    {
        public Formats(int year)
        {
            Year = year;
            Info = (DateTimeFormatInfo)CultureInfo.InvariantCulture.DateTimeFormat.Clone();
            Info.Calendar = new CalendarOfYear(year);
        }

        public int Year { get; }

        public DateTimeFormatInfo Info { get; }
    }

    /// <summary>.NET asks the calendar for the year of the host's clock when a text has none.</summary>
    private sealed class CalendarOfYear : GregorianCalendar
    {
        private const int LastOfTwoDigits = 2049;

        private readonly int _year;

        public CalendarOfYear(int year)
        {
            _year = year;
            TwoDigitYearMax = LastOfTwoDigits;
        }

        public override int GetYear(DateTime time) => _year;
    }
}
