using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>Access before and after: the picture, and the same as a table, application by application.</summary>
internal static class AccessPart
{
    /// <summary>More lines about one application are in the list.</summary>
    private const int MostLines = 40;

    public static void Write(Markup page, PlanDocument plan, AccessPicture picture)
    {
        var applications = AccessGroups.Of(plan).ToArray();
        var open = plan.Access.Where(a => a.OpenToEveryone && applications.All(g => g.Application.Application != a.Application)).ToArray();
        if (applications.Length == 0 && open.Length == 0)
            return;
        using var section = page.Line().In("section", ("id", "access"), ("aria-labelledby", "access-title"));
        page.Add("h2", "Access", ("id", "access-title"));
        WritePicture(page, picture);
        if (applications.Length > 0)
            WriteTable(page, applications);
        if (open.Length > 0)
            page.Add("p", $"Everyone can sign in to {Words.Names([.. open.Select(a => a.DisplayName)], 12)}: assignment is not required there.", ("class", "quiet"));
    }

    public static void Write(Markup page, AccessPicture picture)
    {
        if (picture.IsEmpty)
            return;
        using var section = page.Line().In("section", ("id", "access"), ("aria-labelledby", "access-title"));
        page.Add("h2", "Memberships and assignments", ("id", "access-title"));
        page.Add("p", "What this run changed of who is in which group, and of what is assigned to whom.", ("class", "quiet"));
        WritePicture(page, picture);
        using var details = page.In("details");
        page.Add("summary", "The same as a table");
        using var table = page.In("table", ("class", "lines"));
        WriteHead(page, ["Who", "Through", "To what", "People"]);
        using var body = page.In("tbody");
        foreach (var line in picture.Joins)
            WriteLine(page, line, picture.People[line.From].Full, picture.Groups[line.To].Full, "");
        foreach (var line in picture.Grants)
            WriteLine(page, line, "", picture.Groups[line.From].Full, picture.Applications[line.To].Full);
    }

    private static void WriteLine(Markup page, PictureLine line, string who, string through, string what)
    {
        using var row = page.Line().In("tr");
        page.Add("td", $"{(line.IsGained ? "+" : "−")} {who}", ("class", line.IsGained ? "gain" : "loss")).Add("td", through).Add("td", what).Add("td", line.Count > 0 ? Words.Number(line.Count) : "");
    }

    private static void WritePicture(Markup page, AccessPicture picture)
    {
        if (picture.IsEmpty)
            return;
        using var figure = page.Line().In("figure", ("class", "access"));
        AccessDrawing.Write(page, picture, DrawingSize.Wide);
        AccessDrawing.Write(page, picture, DrawingSize.Narrow);
        using var caption = page.In("figcaption");
        page.Add("span", "+ gains, whole line", ("class", "gain")).Text(" · ").Add("span", "− loses, broken line", ("class", "loss"));
        if (picture.Joins.Concat(picture.Grants).Any(l => l.IsApproximate))
            page.Text(" · ≈ faint: through a rule that this plan touches, as last computed");
        foreach (var sentence in picture.Folded)
            page.Text(" · ").Add("span", sentence);
    }

    private static void WriteTable(Markup page, IEnumerable<AccessGroups> applications)
    {
        using var table = page.Line().In("table", ("class", "lines access"));
        page.Add("caption", "Who gains and loses what, by application");
        WriteHead(page, ["Application", "Who", "Role", "How", "Asked for by"]);
        foreach (var application in applications)
        {
            using var body = page.In("tbody");
            var first = true;
            var left = application.Groups.Skip(MostLines).Sum(g => g.People.Length);
            var rows = Math.Min(application.Groups.Length, MostLines) + (left > 0 ? 1 : 0) + (application.Application.OpenToEveryone ? 1 : 0);
            foreach (var group in application.Groups.Take(MostLines))
            {
                using var row = page.Line().In("tr");
                WriteApplication(page, application.Application, first, rows);
                WriteGroup(page, group);
                first = false;
            }

            if (left > 0)
            {
                using var more = page.Line().In("tr");
                page.Add("td", $"and {Words.Count(left, "people")} more, in the list below", ("colspan", "4"), ("class", "quiet"));
            }

            if (!application.Application.OpenToEveryone)
                continue;
            using var everyone = page.Line().In("tr");
            WriteApplication(page, application.Application, first, 1);
            page.Add("td", $"{(application.OpensToEveryone ? "+" : "=")} everyone", ("class", application.OpensToEveryone ? "gain" : "kept")).Add("td", "")
                .Add("td", $"can sign in: assignment is {(application.OpensToEveryone ? "no longer" : "not")} required").Add("td", "");
        }
    }

    private static void WriteApplication(Markup page, AccessRow application, bool isFirst, int rows)
    {
        if (!isFirst)
            return;
        using var head = page.In("th", ("scope", "rowgroup"), ("rowspan", $"{rows}"));
        page.Text(application.DisplayName).Text(" ");
        page.Add("small", application.Before == application.After ? Words.Count(application.After, "people") : $"{Words.Number(application.Before)} → {Words.Count(application.After, "people")}");
    }

    private static void WriteGroup(Markup page, AccessGroup group)
    {
        const int Named = 12;
        var (sign, tone) = group.First.Gained ? ("+", "gain") : ("−", "loss");
        using (page.In("td"))
        {
            page.Add("span", $"{sign} {group.Who}", ("class", tone));
            if (!group.IsOne)
                page.Text(" ").Add("small", Words.Names([.. group.People.Select(p => p.Person)], Named));
            if (group.First.Privileged)
                page.Text(" ").Add("strong", "privileged", ("class", "danger"));
        }

        page.Add("td", group.First.Role).Add("td", group.Way + (group.First.Because is { } because ? $" · {because}" : ""));
        using var where = page.In("td");
        if (group.First.Where is { } line)
            page.Add("code", line);
    }

    private static void WriteHead(Markup page, ImmutableArray<string> titles)
    {
        using var head = page.In("thead");
        using var row = page.In("tr");
        foreach (var title in titles)
            page.Add("th", title, ("scope", "col"));
    }
}
