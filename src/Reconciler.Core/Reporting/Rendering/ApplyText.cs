using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>One target of an apply under way.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Done">Operations that have ended, however they did.</param>
/// <param name="Total">All its operations.</param>
public sealed record ApplyRow(string Target, int Done, int Total)
{
    /// <summary>The target that must be done before; null when its turn has come.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>How often something was sent again.</summary>
    public int Retried { get; init; }

    /// <summary>Operations a second; null = cannot be said.</summary>
    public double? Rate { get; init; }

    public TimeSpan? Left { get; init; }

    /// <summary>How long nothing is sent, because the target asks for it.</summary>
    public TimeSpan? Pause { get; init; }

    /// <summary>How long it took; null as long as it is under way.</summary>
    public TimeSpan? Took { get; init; }
}

/// <summary>What is being written: a bar for each target while somebody watches, a sentence for a log.</summary>
public static class ApplyText
{
    private const int WidestBar = 24;
    private const int NarrowestBar = 8;
    private const int WidestName = 32;
    private const int MostRows = 8;
    private const int Between = 3;

    /// <summary>A line for each target, none longer than the width. Of many targets those that are done, and those that wait, share a line.</summary>
    public static StyledText Render(IReadOnlyList<ApplyRow> rows, int width)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (done, waiting) = (rows.Where(r => r.Took is not null).ToArray(), rows.Where(r => r.WaitsFor is not null).ToArray());
        var folds = rows.Count > MostRows;
        var shown = folds ? [.. rows.Where(r => r.Took is null && r.WaitsFor is null), .. waiting.Take(1)] : rows;
        var layout = Layout.For(shown, width);
        var lines = ImmutableArray.CreateBuilder<StyledLine>();
        if (folds && done.Length > 0)
            lines.Add(Cut([new StyledSpan($"  {Words.Count(done.Length, "target")} done · {Words.Count(done.Sum(r => r.Done), "operation")}", Role.Dim)], width));
        foreach (var row in shown)
            lines.Add(Cut(layout.Line(row), width));
        if (folds && waiting.Length > 1)
            lines.Add(Cut([new StyledSpan($"  and {Words.Count(waiting.Length - 1, "target")} more", Role.Dim)], width));
        return new StyledText(lines.ToImmutable());
    }

    /// <summary>One sentence about a target, without signs: <c>applying directory: 1,204 of 1,804 done, 18 a second, 33 s left, 2 retried</c>.</summary>
    public static string Sentence(ApplyRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        string?[] parts =
        [
            row.WaitsFor is { } other ? $"waits for {other}" : null, row.WaitsFor is null ? $"{Words.Number(row.Done)} of {Words.Number(row.Total)}{(row.Took is null ? " done" : "")}" : null,
            row.Rate is { } rate ? $"{Figure(rate)} {Per(rate)}" : null, Ahead(row),
            row.Retried > 0 ? $"{Words.Number(row.Retried)} retried" : null,
        ];
        return TerminalEncoder.Encode($"applying {row.Target}: {string.Join(", ", parts.Where(p => !string.IsNullOrEmpty(p)))}");
    }

    private static string Counted(ApplyRow row, int done) => $"{new string(' ', Math.Max(done - Words.Number(row.Done).Length, 0))}{Words.Number(row.Done)} / {Words.Number(row.Total)}";

    // What goes slower than one in two seconds is counted by the minute.
    private static string Figure(double rate) => (rate < 0.5 ? rate * 60 : rate).ToString(rate is >= 0.5 and < 9.95 ? "0.#" : "#,0", CultureInfo.InvariantCulture);

    private static string Per(double rate) => rate < 0.5 ? "a minute" : "a second";

    private static string Rate(ApplyRow row) => row is { Took: null, Rate: { } rate } ? $"{Figure(rate)}/{(rate < 0.5 ? "min" : "s")}" : "";

    private static string Ahead(ApplyRow row) => row switch
    {
        { Took: { } took } => $"{(row.Done < row.Total ? "ended" : "done")} in {Words.Duration(took.TotalSeconds).Replace("under a", "a", StringComparison.Ordinal)}",
        { Pause: { } pause } => $"waits {Words.Duration(Math.Max(Math.Ceiling(pause.TotalSeconds), 1))}",
        { Left: { } left } when row.Done < row.Total => $"{Words.Duration(Math.Max(left.TotalSeconds, 1))} left",
        _ => "",
    };

    private static string Retried(ApplyRow row) => row.Retried > 0 ? $"{Words.Number(row.Retried)} retried" : "";

    internal static StyledLine Cut(IEnumerable<StyledSpan> spans, int width)
    {
        var line = new List<StyledSpan>();
        foreach (var span in spans)
        {
            if (span.Width > width)
            {
                line.Add(new StyledSpan(width <= 1 ? "" : span.Text[..DisplayWidth.Fitting(span.Text, width - 1)] + "…", span.Role));
                break;
            }

            line.Add(span);
            width -= span.Width;
        }

        return new StyledLine([.. line]);
    }

    /// <summary>Where things stand; what there is no room for is left out, the bar first, then what was retried, then the rate.</summary>
    private sealed record Layout(int Name, int Bar, int Done, int Count, int Rate, int Ahead, int Retried)
    {
        // The figures of a rate and of a time come and go: their places stay.
        public static Layout For(IReadOnlyList<ApplyRow> rows, int width)
        {
            var name = Math.Min(rows.Select(r => DisplayWidth.Of(TerminalEncoder.Encode(r.Target))).Append(9).Max(), WidestName);
            var done = rows.Select(r => Words.Number(r.Total).Length).Append(0).Max();
            var widest = rows.Where(r => r.WaitsFor is null).ToArray();
            var all = new Layout(name, WidestBar, done, widest.Select(r => Counted(r, done).Length).Append(0).Max(), Math.Max(5, Longest(widest, ApplyText.Rate)),
                Math.Max(9, Longest(widest, ApplyText.Ahead)), Longest(widest, ApplyText.Retried));
            Layout[] choices =
            [
                all with { Bar = Math.Clamp(WidestBar - Math.Max(all.Width - width, 0), 0, WidestBar) },
                all with { Bar = 0 }, all with { Bar = 0, Retried = 0 }, all with { Bar = 0, Retried = 0, Rate = 0 },
            ];
            return choices.FirstOrDefault(c => c.Width <= width && c.Bar is 0 or >= NarrowestBar) ?? choices[^1].Narrowed(width);
        }

        // Figures are worth more than the end of a name.
        private Layout Narrowed(int width)
        {
            var shorter = this with { Name = Math.Clamp(Name - (Width - width), 9, Name) };
            return shorter.Width <= width ? shorter : shorter with { Ahead = 0 };
        }

        private int Width => 2 + Name + new[] { Bar, Count, Rate, Ahead, Retried }.Where(w => w > 0).Sum(w => w + Between);

        public IEnumerable<StyledSpan> Line(ApplyRow row)
        {
            yield return new StyledSpan("  " + Page.Pad(Cut([new StyledSpan(row.Target)], Name).ToString(), Name), Role.Strong);
            if (row.WaitsFor is { } other)
            {
                yield return new StyledSpan($"{Page.Space(Between).Text}waits for {other}", Role.Dim);
                yield break;
            }

            if (Bar > 0)
            {
                var filled = row.Total == 0 ? Bar : (int)((long)row.Done * Bar / row.Total);
                yield return Page.Space(Between);
                yield return new StyledSpan(new string('█', filled), Role.Gain);
                yield return new StyledSpan(new string('░', Bar - filled), Role.Dim);
            }

            yield return Cell(Counted(row, Done), Count, Role.Plain);
            if (Rate > 0)
                yield return Cell(ApplyText.Rate(row).PadLeft(Rate), Rate, Role.Dim);
            if (Ahead > 0)
                yield return Cell(ApplyText.Ahead(row), Ahead, row.Pause is null ? Role.Plain : Role.Warning);
            if (Retried > 0)
                yield return Cell(ApplyText.Retried(row), Retried, Role.Warning);
        }

        private static StyledSpan Cell(string text, int width, Role role) => new(Page.Space(Between).Text + text.PadRight(width), role);

        private static int Longest(IEnumerable<ApplyRow> rows, Func<ApplyRow, string> text) => rows.Select(r => text(r).Length).Append(0).Max();
    }
}
