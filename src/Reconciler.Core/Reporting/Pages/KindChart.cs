using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>Figures as bars: what happens to each kind of object; in a report also how it ended, and when. Every bar has its figures in words beside it.</summary>
internal static class KindChart
{
    /// <summary>Units of a bar's width.</summary>
    private const double Width = 1000;

    /// <summary>So narrow that it is still seen.</summary>
    private const double Least = 6;

    private static readonly Role[] Tones = [Role.Danger, Role.Loss, Role.Gain, Role.Change, Role.Kept];

    public static void Write(Markup page, IReadOnlyList<ChangeRow> rows, string caption, string description, ReportDocument? report = null)
    {
        if (rows.Count == 0)
            return;
        using var section = page.Line().In("section", ("id", "charts"), ("aria-labelledby", "charts-title"));
        page.Add("h2", "Figures", ("id", "charts-title"));
        using (page.In("div", ("class", "charts")))
        {
            WriteBars(page, caption, description, rows.GroupBy(KindOf, StringComparer.Ordinal));
            if (report is not null)
                WriteBars(page, "Results", "How the operations ended", rows.GroupBy(r => r.Result ?? "", StringComparer.Ordinal));
        }

        if (report is not null)
            TimeChart.Write(page, rows, report);
    }

    // An operation's action is what was asked for: as done where it was, else as what was to be.
    private static string Said(ChangeRow row) => row.Result switch
    {
        null or ReportRows.Waits => row.Action,
        "applied" or "already done" or "accepted, not yet done" => Sections.Done(row.Action, row.Kind),
        _ => $"to {row.Action}",
    };

    // People's access is no kind of object, and stands with them.
    private static string KindOf(ChangeRow row) => row.Kind == "person" ? "access of people" : row.Place == PlanRows.Directory || row.Kind == "application" ? Words.Agree(2, row.Kind) : $"{Words.Agree(2, row.Kind)} in {row.Place}";

    private static void WriteBars(Markup page, string caption, string description, IEnumerable<IGrouping<string, ChangeRow>> groups)
    {
        const int Most = 12;
        var bars = groups.OrderByDescending(g => g.Count()).ToArray();
        var longest = bars[0].Count();
        using var figure = page.In("figure");
        using var table = page.In("table", ("class", "bars"));
        page.Add("caption", caption);
        using (page.In("thead", ("class", "unseen")))
        {
            using var head = page.In("tr");
            page.Add("th", "of what", ("scope", "col")).Add("th", description, ("scope", "col")).Add("th", "how many", ("scope", "col"));
        }

        using var body = page.In("tbody");
        foreach (var bar in bars.Take(Most))
        {
            var parts = bar.Select(r => (r.Tone, Action: Said(r))).CountBy(p => p).OrderBy(p => Array.IndexOf(Tones, p.Key.Tone)).ToArray();
            using var line = page.Line().In("tr");
            page.Add("th", bar.Key, ("scope", "row"));
            using (page.In("td"))
                WriteBar(page, [.. parts.GroupBy(p => p.Key.Tone).Select(g => (g.Key, g.Sum(p => p.Value)))], longest, $"{bar.Key}: {InWords(parts)}");
            using var figures = page.In("td", ("class", "figures"));
            foreach (var ((tone, action), count) in parts)
                page.Add("span", $"{ChangeRow.SignOf(tone)} {Words.Number(count)} {Agree(count, action)}", ("class", ChangeRow.ClassOf(tone))).Text(" ");
        }

        if (bars.Length > Most)
        {
            using var line = page.Line().In("tr");
            page.Add("th", $"{Words.Number(bars.Length - Most)} more", ("scope", "row")).Add("td", "").Add("td", Words.Number(bars.Skip(Most).Sum(b => b.Count())), ("class", "figures"));
        }
    }

    private static string InWords(IEnumerable<KeyValuePair<(Role Tone, string Action), int>> parts) => string.Join(", ", parts.Select(p => $"{Words.Number(p.Value)} {Agree(p.Value, p.Key.Action)}"));

    private static string Agree(int count, string action) => count == 1 ? action : action.Replace("loses ", "lose ", StringComparison.Ordinal).Replace("gains ", "gain ", StringComparison.Ordinal);

    private static void WriteBar(Markup page, ImmutableArray<(Role Tone, int Count)> parts, int longest, string title)
    {
        using var svg = page.In("svg", ("role", "img"), ("class", "bar"), ("viewBox", "0 0 1000 20"), ("preserveAspectRatio", "none"));
        page.Add("title", title);
        var x = 0.0;
        foreach (var (tone, count) in parts)
        {
            var width = Math.Max(Least, count * (Width - (Least * parts.Length)) / longest);
            page.Add("rect", null, ("class", ChangeRow.ClassOf(tone)), ("x", Markup.Number(x)), ("y", "0"), ("width", Markup.Number(width)), ("height", "20"));
            x += width + 2;
        }
    }
}
