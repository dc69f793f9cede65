using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>
/// DateAdd and DateDiff as Visual Basic has them, with the documented intervals and no others: whole days, hours, minutes and seconds are counted
/// towards zero, months and years by the calendar, weeks by their Sundays.
/// </summary>
internal static class DateArithmetic
{
    private const int DaysInWeek = 7;
    private const int MonthsInYear = 12;

    public static MappingValue DateAdd(CallNode call, ref Run run)
    {
        var interval = Interval(call, ref run);
        var number = call.Number(1, ref run);
        var date = call.Date(2, ref run);
        if (run.IsStopped || interval is null || date is null)
            return MappingValue.Null;
        if (number is not { } amount)
            return run.Fail(call[1], MappingErrorKind.Argument, "DateAdd needs a number of intervals, it is absent");
        if (decimal.Truncate(amount) is >= int.MinValue and <= int.MaxValue and var whole && Moved(date.Value, interval, (int)whole) is { } moved)
            return MappingValue.Of(moved);
        return run.Fail(call, MappingErrorKind.Argument, "the date that DateAdd gives is outside the years 1 to 9999");
    }

    public static MappingValue DateDiff(CallNode call, ref Run run)
    {
        var interval = Interval(call, ref run);
        var one = call.Date(1, ref run);
        var other = call.Date(2, ref run);
        return run.IsStopped || interval is null || one is null || other is null ? MappingValue.Null : MappingValue.Of(Between(one.Value, other.Value, interval));
    }

    private static DateTime? Moved(DateTime date, string interval, int number)
    {
        if (interval is "yyyy" or "m")
        {
            var months = (long)number * (interval == "m" ? 1 : MonthsInYear);
            var month = (date.Year * (long)MonthsInYear) + date.Month - 1 + months;
            return month is >= MonthsInYear and < 10_000L * MonthsInYear ? date.AddMonths((int)months) : null;
        }

        var ticks = (Int128)date.Ticks + ((Int128)number * TicksOf(interval));
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks, DateTimeKind.Utc) : null;
    }

    private static long Between(DateTime one, DateTime other, string interval) => interval switch
    {
        "yyyy" => other.Year - one.Year,
        "m" => ((other.Year - one.Year) * MonthsInYear) + other.Month - one.Month,
        "ww" => (Sunday(other) - Sunday(one)) / TimeSpan.TicksPerDay / DaysInWeek,
        _ => (other.Ticks - one.Ticks) / TicksOf(interval),
    };

    private static long Sunday(DateTime date) => date.Ticks - ((int)date.DayOfWeek * TimeSpan.TicksPerDay);

    private static long TicksOf(string interval) => interval switch
    {
        "ww" => TimeSpan.TicksPerDay * DaysInWeek,
        "d" => TimeSpan.TicksPerDay,
        "h" => TimeSpan.TicksPerHour,
        "n" => TimeSpan.TicksPerMinute,
        _ => TimeSpan.TicksPerSecond,
    };

    private static string? Interval(CallNode call, ref Run run)
    {
        var interval = call.TextOrEmpty(0, ref run).ToLowerInvariant();
        if (interval is "yyyy" or "m" or "d" or "ww" or "h" or "n" or "s")
            return interval;
        run.Fail(call[0], MappingErrorKind.Argument, $"`{Reading.Shown(MappingValue.Of(interval), in run)}` is no interval: yyyy, m, d, ww, h, n, s");
        return null;
    }
}
