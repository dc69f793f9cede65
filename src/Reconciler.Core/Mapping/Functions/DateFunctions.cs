using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary>Functions between dates, texts and numbers.</summary>
internal static class DateFunctions
{
    private static readonly DateTime FirstFileTime = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static MappingValue Now(CallNode call, ref Run run) => MappingValue.Of(run.Context.Now.UtcDateTime);

    public static MappingValue CDate(CallNode call, ref Run run) => call.Date(0, ref run) is { } date ? MappingValue.Of(date) : MappingValue.Null;

    public static MappingValue DateFromNum(CallNode call, ref Run run)
    {
        if (call.Whole(0, ref run) is not { } number)
            return MappingValue.Null;
        return number >= 0 && number <= DateTime.MaxValue.Ticks - FirstFileTime.Ticks
            ? MappingValue.Of(FirstFileTime.AddTicks(number))
            : run.Fail(call[0], MappingErrorKind.Format, $"{Reading.Shown(MappingValue.Of(number), in run)} is no Windows file time of the years 1601 to 9999");
    }

    public static MappingValue NumFromDate(CallNode call, ref Run run)
    {
        if (call.Date(0, ref run) is not { } date)
            return MappingValue.Null;
        return date >= FirstFileTime
            ? MappingValue.Of(date.Ticks - FirstFileTime.Ticks)
            : run.Fail(call[0], MappingErrorKind.Format, "a Windows file time begins with the year 1601");
    }
}
