using System.Collections.Immutable;

namespace Reconciler.Core.Mapping.Catalogue;

/// <summary>Functions of dates. All are UTC, and as a text M/d/yyyy h:mm:ss tt.</summary>
internal static class DateEntries
{
    public static readonly ImmutableArray<FunctionSchema> All =
    [
        FunctionSchema.Of("Now", "", "The instant of the evaluation.", """FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")""", "{}", "\"2026\""),
        FunctionSchema.Of("CDate", "expression text", "A text as a date in UTC; its offset is applied.",
            "CDate([hireDate])", """{"hireDate":"2021-06-30+08:00"}""", "\"6/29/2021 4:00:00 PM\""),
        FunctionSchema.Of("DateAdd", "interval text, value number, dateTime date", "A date moved by a number of intervals: yyyy years, m months, d days, ww weeks, h hours, n minutes, s seconds.",
            """DateAdd("m", 1, CDate([hireDate]))""", """{"hireDate":"2024-01-31"}""", "\"2/29/2024 12:00:00 AM\""),
        FunctionSchema.Of("DateDiff", "interval text, date1 date, date2 date", "How many intervals from the first date to the second: d, h, n, s whole ones; m and yyyy by the calendar; ww weeks from Sunday.",
            """DateDiff("d", CDate([from]), CDate([to]))""", """{"from":"2021-08-18","to":"2021-08-31"}""", "13"),
        FunctionSchema.Of("FormatDateTime", "source text, dateTimeStyles text?, inputFormat text, outputFormat text?",
            "A date in another format (.NET custom formats, UTC); also with three arguments: source, inputFormat, outputFormat.",
            """FormatDateTime([hireDate], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")""", """{"hireDate":"20150123105347.1Z"}""", "\"2015-01-23\""),
        FunctionSchema.Of("DateFromNum", "value number", "A Windows file time (100 ns since 1601) as a date.",
            "DateFromNum(129699324000000000)", "{}", "\"1/1/2012 11:00:00 PM\""),
        FunctionSchema.Of("NumFromDate", "value text", "A date in ISO 8601 as a Windows file time.",
            """NumFromDate("2020-12-31 23:59:59-08:00")""", "{}", "132539615990000000"),
    ];
}
