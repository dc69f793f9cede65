using System.Globalization;
using Reconciler.Core.Mapping.Evaluation;

namespace Reconciler.Core.Mapping.Functions;

/// <summary><c>FormatDateTime</c>, with three arguments or four.</summary>
internal static class DateFormats
{
    private const DateTimeStyles White = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
    private const DateTimeStyles Assumes = DateTimeStyles.AssumeLocal | DateTimeStyles.AssumeUniversal;
    private const int WithStyles = 4;

    public static MappingValue FormatDateTime(CallNode call, ref Run run)
    {
        var hasStyles = call.Count == WithStyles;
        var source = call.TextOrEmpty(0, ref run);
        var input = call.TextOrEmpty(hasStyles ? 2 : 1, ref run);
        var output = call.TextOrEmpty(hasStyles ? 3 : 2, ref run);
        if (Styles(hasStyles ? call.Text(1, ref run) : null) is not { } styles)
            return run.Fail(call[1], MappingErrorKind.Argument, "dateTimeStyles are names of .NET's DateTimeStyles, separated by commas");
        if (run.IsStopped)
            return MappingValue.Null;
        if (!DateTexts.TryParse(source, input, styles, run.Context.Now, out var date))
            return run.Fail(call[0], MappingErrorKind.Format, $"`{Reading.Shown(MappingValue.Of(source), in run)}` is no date of the form {Reading.Shown(MappingValue.Of(input), in run)}");
        if (DateTexts.Write(date, output) is not { } text)
            return run.Fail(call[hasStyles ? 3 : 2], MappingErrorKind.Format, $"`{Reading.Shown(MappingValue.Of(output), in run)}` is no form of a date");
        return run.MayProduce(call, text.Length) ? MappingValue.Of(text) : MappingValue.Null;
    }

    // Local time is the host's: here the only zone is UTC. Round trip is what an offset that is applied, and none that is kept, amount to.
    private static DateTimeStyles? Styles(string? names)
    {
        if (string.IsNullOrWhiteSpace(names))
            return White | DateTimeStyles.AdjustToUniversal;
        var styles = DateTimeStyles.None;
        foreach (var part in names.Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.StartsWith("DateTimeStyles.", StringComparison.Ordinal) ? part["DateTimeStyles.".Length..] : part;
            if (!char.IsAsciiLetter(name[^1]) || !Enum.TryParse<DateTimeStyles>(name, out var style))
                return null;
            styles |= style;
        }

        var isRoundTrip = styles.HasFlag(DateTimeStyles.RoundtripKind);
        if ((isRoundTrip && (styles & (Assumes | DateTimeStyles.AdjustToUniversal)) != DateTimeStyles.None) || (styles & Assumes) == Assumes)
            return null;
        var isAssumed = (styles & Assumes) != DateTimeStyles.None;
        styles &= ~(Assumes | DateTimeStyles.RoundtripKind);
        return styles | DateTimeStyles.AdjustToUniversal | (isAssumed ? DateTimeStyles.AssumeUniversal : DateTimeStyles.None);
    }
}
