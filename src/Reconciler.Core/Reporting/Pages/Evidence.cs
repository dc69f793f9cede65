using System.Collections.Immutable;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Core.Reporting.Pages;

/// <summary>What a plan or a run rests on: guards and how near they are, how each read was proven, what it costs, what stays, what is still to come.</summary>
internal static class Evidence
{
    private const int NamesShown = 8;

    /// <summary>More guards that count nothing are only counted.</summary>
    private const int FewQuiet = 4;

    public static void Write(Markup page, PlanDocument plan)
    {
        using var section = Begin(page);
        using (page.In("div", ("class", "cards")))
        {
            WriteGuards(page, plan.Guards);
            WriteReads(page, [.. plan.Targets.Where(t => t.Unreached is null).SelectMany(t => t.Reads.Select(r => r with { Target = t.Name }))]);
            WriteList(page, "Cost", plan.Targets.Select(t => (t.Name, string.Join(" · ", PlanFooter.Cost(t.Cost)))).Where(c => c.Item2.Length > 0));
            WriteList(page, "Kept as it is", plan.Targets.SelectMany(t => t.Kept.Select(k => (t.Name, Words.Count(k.Count, k.What) + (k.Names.IsEmpty ? "" : $": {Words.Names(k.Names, NamesShown)}")))));
            WriteList(page, "Approvers", plan.Approvers.Select(a => (a.Who.IsEmpty ? "nobody named" : string.Join(" ", a.Who), $"{Words.Count(a.Changes, "change")} in {Words.Names(a.Files, 3)}")));
            WriteList(page, "Upcoming", plan.Upcoming.Select(u => (Words.Day(u.Date), $"{u.Kind} {u.Name} {u.What}{(u.Where is null ? "" : $" · {u.Where}")}")));
            WriteList(page, "Findings", plan.Findings.Select(f => ($"{f.Severity} {f.Code}", string.Join(" · ", f.Help.Prepend(f.Message).Append(f.Where ?? "").Where(t => t.Length > 0)))));
            WriteList(page, "Declared, not carried out yet", plan.Deferred.Select(d => (d.What, Words.Number(d.Count))));
        }

        page.Line();
    }

    public static void Write(Markup page, ReportDocument report)
    {
        using var section = Begin(page);
        using (page.In("div", ("class", "cards")))
        {
            WriteList(page, "Done", ReportWords.Done(report).Select(d => (d.Target, string.Join(" · ", d.Done))));
            WriteList(page, "Left after the writes", (report.Convergence?.Remaining ?? []).Select(r => ("", r)));
            WriteGuards(page, report.Guards);
            WriteReads(page, report.Reads);
            WriteList(page, "Traffic", ReportWords.Traffic(report.Traffic).Select(t => ("", t)));
            WriteList(page, "Declared, not carried out yet", report.Deferred.Select(d => (d.What, Words.Number(d.Count))));
            WriteList(page, "Chain", report.Previous is { } previous ? [("report before", previous.Run), ("its SHA-256", previous.Hash)] : []);
        }

        if (report.Files.IsEmpty)
            return;
        using var details = page.In("details");
        page.Add("summary", $"{Words.Count(report.Files.Length, "file")} as the run found them");
        using var list = page.In("dl", ("class", "files"));
        foreach (var file in report.Files)
            page.Add("dt", file.Path).Add("dd", file.Hash);
    }

    private static Markup.Scope Begin(Markup page)
    {
        var section = page.Line().In("section", ("id", "evidence"), ("aria-labelledby", "evidence-title"));
        page.Add("h2", "What it rests on", ("id", "evidence-title"));
        return section;
    }

    private static void WriteGuards(Markup page, ImmutableArray<GuardRow> guards)
    {
        if (guards.IsEmpty)
            return;
        var several = Spoken.AreSeveral(guards.Select(g => g.Target));
        using var card = page.Line().In("div", ("class", "fact"));
        using var table = page.In("table", ("class", "meters"));
        page.Add("caption", "Guards");
        using (page.In("thead", ("class", "unseen")))
        {
            using var head = page.In("tr");
            page.Add("th", "guard", ("scope", "col")).Add("th", "how near", ("scope", "col")).Add("th", "figure and limit", ("scope", "col"));
        }

        using var body = page.In("tbody");
        var ordered = guards.OrderByDescending(g => g.Blocks).ThenByDescending(g => g.Figure > 0).ToArray();
        var counting = ordered.Count(g => g.Blocks || g.Figure > 0);
        var shown = ordered.Length - counting <= FewQuiet ? ordered.Length : counting;
        foreach (var guard in ordered.Take(shown))
            WriteGuard(page, guard, several);
        if (shown < ordered.Length)
        {
            using var row = page.In("tr");
            page.Add("td", $"{Words.Number(ordered.Length - shown)} {(shown == 0 ? "guards" : "more")} count nothing", ("colspan", "3"), ("class", "quiet"));
        }
    }

    private static void WriteGuard(Markup page, GuardRow guard, bool several)
    {
        var spent = guard.Figure + (guard.Override is null ? guard.Earlier : 0);
        using var row = page.Line().In("tr", ("class", guard.Blocks ? "danger" : null));
        using (page.In("th", ("scope", "row")))
        {
            page.Text((guard.Blocks ? "! " : "") + guard.Guard);
            var of = guard.Of ?? string.Join(" in ", new[] { guard.Counted is "groups" ? guard.Counted : null, several ? guard.Target : null }.OfType<string>());
            if (of.Length > 0)
                page.Text(" ").Add("small", of);
        }

        using (page.In("td"))
        {
            using var svg = page.In("svg", ("role", "img"), ("class", "meter"), ("viewBox", "0 0 100 8"), ("preserveAspectRatio", "none"));
            page.Add("title", $"{Words.Number(spent)} of {Words.Number(guard.Limit)}");
            page.Add("rect", null, ("class", "track"), ("width", "100"), ("height", "8"), ("rx", "4"));
            if (spent > 0)
                page.Add("rect", null, ("class", guard.Blocks ? "danger" : "kept"), ("width", Markup.Number(Math.Clamp(100.0 * spent / Math.Max(guard.Limit, 1), 2, 100))), ("height", "8"), ("rx", "4"));
        }

        using var figure = page.In("td", ("class", "figures"));
        page.Text($"{Words.Number(guard.Figure)}{(guard.Earlier > 0 ? $" + {Words.Number(guard.Earlier)} in 24 h" : "")} of {Words.Number(guard.Limit)}");
        if (guard.Override is { } lifted)
            page.Text(" ").Add("small", $"raised: {lifted}");
        if (guard.Spent is { } used && used != guard.Figure)
            page.Text(" ").Add("small", $"{Words.Number(used)} of them done");
    }

    private static void WriteReads(Markup page, ImmutableArray<ReadRow> reads)
    {
        if (reads.IsEmpty)
            return;
        var several = Spoken.AreSeveral(reads.Select(r => r.Target));
        using var card = page.Line().In("div", ("class", "fact"));
        page.Add("h3", reads.All(r => r.Proven) ? "Reads, all proven complete" : "Reads");
        using var list = page.In("dl");
        foreach (var target in reads.GroupBy(r => r.Target, StringComparer.Ordinal))
        {
            page.Add("dt", several ? target.Key ?? PlanRows.Directory : "proven");
            if (target.Any(r => r.Proven))
                page.Add("dd", string.Join(" · ", target.Where(r => r.Proven && (r.What is "user" or "group" || (r.Count > 0 && r.What != "extension"))).GroupBy(r => r.How, StringComparer.Ordinal).Select(g => $"{string.Join(", ", g.Select(r => Words.Count(r.Count, PlanFooter.Named(r.What, r.Target))))} ({g.Key})")));
            foreach (var read in target.Where(r => !r.Proven))
                page.Add("dd", $"! {Words.Agree(2, PlanFooter.Named(read.What, read.Target))} not proven complete: {read.How}", ("class", "danger"));
        }
    }

    private static void WriteList(Markup page, string title, IEnumerable<(string Name, string Text)> items)
    {
        const int Most = 30;
        var all = items.ToArray();
        if (all.Length == 0)
            return;
        using var card = page.Line().In("div", ("class", "fact"));
        page.Add("h3", title);
        using var list = page.In("dl");
        string? last = null;
        foreach (var (name, text) in all.Take(Most))
        {
            if (name != last && name.Length > 0)
                page.Add("dt", name);
            page.Add("dd", text.Trim());
            last = name;
        }

        if (all.Length > Most)
            page.Add("dd", $"and {Words.Number(all.Length - Most)} more");
    }
}
