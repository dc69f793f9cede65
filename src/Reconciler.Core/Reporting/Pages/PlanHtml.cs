using System.Globalization;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>
/// A plan as one page of HTML that needs nothing else: verdict and dangers, figures and charts, who gains and loses access as a picture, what it rests on,
/// and every change with filters and details. Opened from a folder or sent by mail it asks no server for anything.
/// </summary>
public static class PlanHtml
{
    public static string Render(PlanDocument plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = Spoken.Of(LabelWords.Shown(plan));

        // Where people are only counted nobody is listed.
        if (PrivacyWords.IsOnlyCounted(plan.Privacy))
            plan = plan with { Access = [], Targets = [.. plan.Targets.Select(t => t with { Entries = [] })] };
        var rows = PlanRows.Of(plan);
        var picture = AccessPicture.Of(plan);
        var head = new PageHead(plan.Version, plan.Workspace, $"plan {Words.Short(plan.OperationsHash)}")
        {
            About = [.. About(plan)],
            Parts = Parts(rows.Length > 0, picture.IsEmpty && !plan.Access.Any(a => a.OpenToEveryone || !a.Changes.IsEmpty), "Changes"),
            Last = [$"Operations {plan.OperationsHash} · configuration {plan.ConfigurationHash}", $"Reconciler {plan.Version}. This file is complete: it loads nothing and sends nothing."],
        };
        return HtmlPage.Render(head, rows, null, page =>
        {
            Verdict.Write(page, plan, rows);
            KindChart.Write(page, rows, "Changes by kind", "What happens to how many objects of each kind");
            AccessPart.Write(page, plan, picture);
            Evidence.Write(page, plan);
        });
    }

    internal static IReadOnlyList<(string Id, string Name)> Parts(bool hasRows, bool hasNoAccess, string list) =>
    [
        ("verdict", "Verdict"), .. hasRows ? new[] { ("charts", "Figures") } : [], .. hasNoAccess ? [] : new[] { ("access", "Access") }, ("evidence", "What it rests on"), ("changes", list),
    ];

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static IEnumerable<string> About(PlanDocument plan)
    {
        if ((plan.Sandbox ? "sandbox" : plan.Tenant) is { } from)
            yield return from;
        if (PrivacyWords.Notice(plan.Privacy) is { } notice)
            yield return notice;
        yield return $"read {Time(plan.Targets.Where(t => t.Unreached is null).Select(t => t.ReadAt).DefaultIfEmpty(plan.Created).Min())}";
        if (plan.Day != DateOnly.FromDateTime(plan.Created.UtcDateTime))
            yield return $"as of {Words.Day(plan.Day)}";
        if (PartWords.Of(plan.Narrowed) is { } part)
            yield return $"{part}; guards measure the whole";
        if (plan.Head is { } head)
            yield return $"commit {head.Commit[..Math.Min(8, head.Commit.Length)]}{(head.Dirty ? " with changes" : "")}";
        if (plan.Base is { } earlier)
            yield return $"compared with {earlier.Name}";
        if (plan.Control is { } control)
            yield return $"control file of {control.Name}";
        yield return $"to be applied until {Time(plan.Expires)}";
    }
}
