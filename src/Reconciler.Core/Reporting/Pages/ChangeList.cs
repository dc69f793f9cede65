using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// The list of all changes with its filters, which the page's script fills; and for those without script, and for search engines of a folder, the first lines.
/// </summary>
internal static class ChangeList
{
    public static void Write(Markup page, IReadOnlyList<ChangeRow> rows, bool isReport, int plain)
    {
        using var section = page.Line().In("section", ("id", "changes"), ("aria-labelledby", "changes-title"));
        page.Add("h2", isReport ? "Operations" : "Changes", ("id", "changes-title"));
        if (rows.Count == 0)
        {
            page.Add("p", isReport ? "No operation was carried out." : "Nothing changes.", ("class", "quiet"));
            return;
        }

        using (page.In("div", ("id", "browser"), ("hidden", "")))
        {
            WriteFilters(page, rows, isReport);
            using (page.In("div", ("id", "grid"), ("class", rows.All(r => r.Place == rows[0].Place) ? "grid single" : "grid"), ("role", "grid"), ("tabindex", "0"), ("aria-labelledby", "changes-title"), ("aria-describedby", "keys")))
            {
                using (page.In("div", ("class", "row head"), ("role", "row"), ("aria-rowindex", "1")))
                {
                    foreach (var (name, title) in Titles(isReport))
                        page.Add("span", title, ("role", "columnheader"), ("class", name));
                }

                page.Add("div", null, ("id", "rows"), ("role", "rowgroup"));
            }

            page.Add("p", "Nothing matches these filters.", ("id", "none"), ("class", "quiet"), ("hidden", ""));
        }

        page.Add("div", null, ("id", "paper"), ("hidden", ""));
        WritePlain(page, rows, isReport, plain);
        WriteDetail(page);
    }

    private static (string Name, string Title)[] Titles(bool isReport) =>
        [("action", "Action"), ("name", "Who or what"), ("said", "What changes"), ("place", "Where"), isReport ? ("result", "Result") : ("line", "Asked for by")];

    private static void WriteFilters(Markup page, IReadOnlyList<ChangeRow> rows, bool isReport)
    {
        using var form = page.In("form", ("id", "filters"), ("role", "search"), ("aria-labelledby", "changes-title"));
        using (page.In("label", ("class", "search")))
        {
            page.Add("span", "User, object or value");
            page.Add("input", null, ("type", "search"), ("name", "q"), ("id", "q"), ("autocomplete", "off"), ("spellcheck", "false"), ("placeholder", "a name, an address, an id, a file"), ("aria-keyshortcuts", "/"));
        }

        WriteChoice(page, "application", "Application", rows.Select(r => r.Place));
        WriteChoice(page, "action", "Action", rows.Select(r => r.Action));
        WriteChoice(page, "kind", "Kind", rows.Select(r => r.Kind));
        WriteChoice(page, "label", "Since when", rows.Select(r => r.Label));
        if (isReport)
        {
            WriteChoice(page, "result", "Result", rows.Select(r => r.Result));
            WriteTime(page, "from", "From (UTC)");
            WriteTime(page, "to", "To (UTC)");
        }

        page.Add("button", "Clear", ("type", "button"), ("id", "clear"));
        using var status = page.In("p", ("class", "found"));
        page.Add("span", null, ("id", "found"), ("role", "status")).Text(" ");
        using var keys = page.In("span", ("id", "keys"), ("class", "keys"));
        foreach (var (key, does) in new[] { ("/", "search"), ("↑ ↓", "move"), ("Enter", "open"), ("Esc", "close") })
            page.Add("kbd", key).Text($" {does} ");
    }

    // What all lines share is no choice.
    private static void WriteChoice(Markup page, string name, string title, IEnumerable<string?> values)
    {
        var counts = values.OfType<string>().CountBy(v => v, StringComparer.Ordinal).ToArray();
        if (counts.Length == 0 || (counts.Length == 1 && name is "application" or "label" or "kind"))
            return;
        using var label = page.In("label");
        page.Add("span", title);
        using var select = page.In("select", ("name", name));
        page.Add("option", "all", ("value", ""));
        foreach (var (value, count) in counts)
            page.Add("option", $"{value} ({Words.Number(count)})", ("value", TerminalEncoder.Encode(value)));
    }

    private static void WriteTime(Markup page, string name, string title)
    {
        using var label = page.In("label");
        page.Add("span", title).Add("input", null, ("type", "datetime-local"), ("step", "1"), ("name", name));
    }

    private static void WritePlain(Markup page, IReadOnlyList<ChangeRow> rows, bool isReport, int most)
    {
        using var noscript = page.In("noscript");
        page.Add("p", rows.Count <= most ? "The list can be filtered and opened where the browser runs the script of this page." :
            $"These are the first {Words.Number(most)} of {Words.Number(rows.Count)} lines, by danger. All of them, filters and details need a browser that runs the script of this page.", ("class", "quiet"));
        using var wide = page.In("div", ("class", "wide"));
        using var table = page.In("table", ("class", "lines"));
        using (page.In("thead"))
        {
            using var head = page.In("tr");
            foreach (var (_, title) in Titles(isReport))
                page.Add("th", title, ("scope", "col"));
        }

        using var body = page.In("tbody");
        foreach (var row in rows.Take(most))
        {
            using var line = page.Line().In("tr");
            page.Add("td", $"{row.Sign} {row.Action}", ("class", ChangeRow.ClassOf(row.Tone)));
            page.Add("th", row.Name, ("scope", "row")).Add("td", Changes(row)).Add("td", row.Place).Add("td", isReport ? row.Result : row.Where);
        }
    }

    private static string Changes(ChangeRow row)
    {
        string?[] parts =
        [
            row.Said,
            .. row.Cells.Select(c => $"{c.Attribute}: {(c.Before is null ? "" : $"{Shown.Value(c.Before)} → ")}{Shown.After(c)}"),
            .. row.Links.Select(l => $"{l.Link}: {string.Join(", ", new[] { Ends("+", l.Adds), Ends("−", l.Removes), l.Withheld > 0 ? Words.Count(l.Withheld, "removal withheld") : l.WithheldWhy is null ? "" : "removals would be withheld" }.Where(e => e.Length > 0))}"),
        ];
        return string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    private static string Ends(string sign, ImmutableArray<LinkEndRow> ends) => ends.IsEmpty ? "" : $"{sign} {Words.Names([.. ends.Select(e => e.Name)], 8)}";

    private static void WriteDetail(Markup page)
    {
        using var detail = page.Line().In("aside", ("id", "detail"), ("role", "dialog"), ("aria-labelledby", "detail-title"), ("hidden", ""), ("tabindex", "-1"));
        using (page.In("div", ("class", "tools")))
        {
            foreach (var (id, text, title) in new[] { ("before", "↑ Previous", "The line before (K)"), ("after", "↓ Next", "The next line (J)"), ("close", "Close", "Close (Esc)") })
                page.Add("button", text, ("type", "button"), ("id", id), ("title", title));
            page.Add("a", "Link", ("id", "link"), ("title", "A link to this line"));
        }

        page.Add("h2", null, ("id", "detail-title")).Add("div", null, ("id", "detail-body"));
    }
}
