using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// A page as one file: head, header, the parts that everyone can read, and the list, which needs the script. Asks nobody for anything.
/// </summary>
internal static class HtmlPage
{
    /// <summary>How many lines stand on the page for those whose browser runs no script.</summary>
    private const int Plain = 200;

    public static string Render(PageHead head, IReadOnlyList<ChangeRow> rows, DateTimeOffset? start, Action<Markup> parts)
    {
        var page = new Markup();
        page.Own("<!doctype html>\n");
        using (page.In("html", ("lang", "en"), ("class", start is null ? "plan" : "report")))
        {
            WriteHead(page, head);
            using (page.In("body"))
            {
                page.Line().Add("a", "Skip to the list of changes", ("class", "skip"), ("href", "#changes"));
                WriteHeader(page, head);
                using (page.In("main"))
                {
                    parts(page);
                    ChangeList.Write(page, rows, start is not null, Plain);
                }

                WriteFooter(page, head);
                page.Line().Own($"<script type=\"application/json\" id=\"data\">{ChangeRows.Write(rows, start)}</script>\n<script>{PageSources.Script}</script>");
            }
        }

        return page.Line().ToString();
    }

    private static void WriteHead(Markup page, PageHead head)
    {
        using var scope = page.Line().In("head");
        page.Line().Add("meta", null, ("charset", "utf-8"));
        page.Line().Add("meta", null, ("http-equiv", "Content-Security-Policy"), ("content", PageSources.Policy));
        page.Line().Add("meta", null, ("name", "referrer"), ("content", "no-referrer"));
        page.Line().Add("meta", null, ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        page.Line().Add("meta", null, ("name", "color-scheme"), ("content", "light dark"));
        page.Line().Add("meta", null, ("name", "generator"), ("content", $"Reconciler {head.Version}"));
        page.Line().Add("title", $"{head.Workspace} · {head.Document}");
        page.Line().Own($"<style>{PageSources.Style}</style>\n");
    }

    private static void WriteHeader(Markup page, PageHead head)
    {
        using var scope = page.Line().In("header", ("class", "top"));
        using (page.In("div", ("class", "title")))
        {
            page.Add("h1", head.Workspace).Text(" ").Add("p", head.Document, ("class", "document"));
            page.Add("button", "Dark", ("type", "button"), ("id", "theme"), ("hidden", ""), ("title", "Change between light and dark"));
        }

        using (page.In("p", ("class", "about")))
        {
            foreach (var fact in head.About)
                page.Add("span", fact).Text(" ");
        }

        using var sections = page.In("nav", ("aria-label", "Parts of this page"));
        foreach (var (id, name) in head.Parts)
            page.Add("a", name, ("href", $"#{id}")).Text(" ");
    }

    private static void WriteFooter(Markup page, PageHead head)
    {
        using var scope = page.Line().In("footer");
        foreach (var line in head.Last)
            page.Add("p", line);
    }
}

/// <summary>What stands at the head and the foot of a page.</summary>
/// <param name="Document">What it is: <c>plan 3f9c2a71</c>.</param>
internal sealed record PageHead(string Version, string Workspace, string Document)
{
    public required IReadOnlyList<string> About { get; init; }

    /// <summary>The parts of the page, by the ids of their headings' sections.</summary>
    public required IReadOnlyList<(string Id, string Name)> Parts { get; init; }

    public required IReadOnlyList<string> Last { get; init; }
}
