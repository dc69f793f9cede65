using System.Globalization;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>When a run's operations ended: one bar for each of equal spans of time, what went wrong below in another colour and in the table.</summary>
internal static class TimeChart
{
    private const int Most = 60;
    private const double Height = 100;

    public static void Write(Markup page, IReadOnlyList<ChangeRow> rows, ReportDocument report)
    {
        var timed = rows.Where(r => r.At is not null).ToArray();
        var seconds = (report.Ended - report.Started).TotalSeconds;
        if (timed.Length < 2 || seconds < 2)
            return;
        var step = StepOf(seconds);
        var spans = (int)Math.Ceiling(seconds / step);
        var (good, bad) = (new int[spans], new int[spans]);
        foreach (var row in timed)
        {
            var at = Math.Clamp((int)(((row.At ?? report.Started) - report.Started).TotalSeconds / step), 0, spans - 1);
            (row.Tone == Role.Danger ? bad : good)[at]++;
        }

        var highest = Enumerable.Range(0, spans).Max(i => good[i] + bad[i]);
        using var figure = page.Line().In("figure", ("class", "time"));
        page.Add("figcaption", $"Over time: operations ended in each {Words.Duration(step)}");
        using (page.In("svg", ("role", "img"), ("aria-labelledby", "time-title time-desc"), ("viewBox", $"0 0 {spans * 10} 100"), ("preserveAspectRatio", "none")))
        {
            page.Add("title", "Operations over time", ("id", "time-title"));
            page.Add("desc", $"From {PlanHtml.Time(report.Started)} on, {Words.Duration(seconds)}: {Words.Count(timed.Length, "operation")}, at most {Words.Number(highest)} in {Words.Duration(step)}.", ("id", "time-desc"));
            for (var i = 0; i < spans; i++)
            {
                Bar(page, i, 0, bad[i], highest, "danger");
                Bar(page, i, bad[i], good[i], highest, "kept");
            }
        }

        using (page.In("div", ("class", "axis"), ("aria-hidden", "true")))
            page.Add("span", Clock(report.Started)).Add("span", $"at most {Words.Number(highest)}").Add("span", Clock(report.Ended));
        WriteTable(page, report.Started, step, good, bad);
    }

    private static void Bar(Markup page, int index, int below, int count, int highest, string tone)
    {
        if (count == 0)
            return;
        var (bottom, height) = (below * Height / highest, Math.Max(count * Height / highest, 2));
        page.Add("rect", null, ("class", tone), ("x", $"{(index * 10) + 1}"), ("y", Markup.Number(Math.Max(Height - bottom - height, 0))), ("width", "8"), ("height", Markup.Number(height)));
    }

    private static void WriteTable(Markup page, DateTimeOffset start, double step, int[] good, int[] bad)
    {
        using var details = page.In("details");
        page.Add("summary", "The same as a table");
        using var table = page.In("table", ("class", "lines"));
        using (page.In("thead"))
        {
            using var head = page.In("tr");
            page.Add("th", "from (UTC)", ("scope", "col")).Add("th", "ended", ("scope", "col")).Add("th", "of them not done", ("scope", "col"));
        }

        using var body = page.In("tbody");
        for (var i = 0; i < good.Length; i++)
        {
            if (good[i] + bad[i] == 0)
                continue;
            using var line = page.In("tr");
            page.Add("th", Clock(start.AddSeconds(i * step)), ("scope", "row")).Add("td", Words.Number(good[i] + bad[i])).Add("td", Words.Number(bad[i]));
        }
    }

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    // Spans that people count in.
    private static double StepOf(double seconds)
    {
        double[] steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
        return Array.Find(steps, s => seconds / s <= Most) is > 0 and var step ? step : Math.Ceiling(seconds / Most / 3600) * 3600;
    }
}
