using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A plan as the comment on a pull request: verdict, what could hurt, who gains and loses what, and the rest folded away.</summary>
public static class PlanMarkdown
{
    private const int DiffWidth = 100;
    private const int EarlierRows = 20;
    private const string TableHead = "| | who | what | because |\n|---|---|---|---|\n";

    public static string Render(PlanDocument plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = Spoken.Of(LabelWords.Shown(plan));
        var (ours, before) = LabelWords.Split(plan);
        var entries = plan.Targets.SelectMany(t => t.Entries).ToArray();
        var text = new MarkdownText(MarkdownText.CommentBudget);
        var last = Last(plan);
        text.Reserve(last);
        text.TryAdd($"### {Status(plan)} {Prose(plan.Workspace)}: {Counts(plan, entries)}\n");
        if (plan.Sandbox)
            text.TryAdd("\nAgainst the sandbox.\n");
        if (PartWords.Of(plan.Narrowed) is { } part)
            text.TryAdd($"\nA part of the plan: {Prose(part)}. Guards measure the whole.\n");
        if (LabelWords.Counts(plan) is { } labels)
            text.TryAdd($"\n{Prose(labels)}, compared with {Code(plan.Base?.Name ?? "")}\n");
        MarkdownCaution.Write(text, plan, entries);
        text.AddAll($"\n{TableHead}", [.. MarkdownTable.Rows(ours)],
            left => $"| … | {Words.Count(left, "more row")} | see the full plan | |\n", "");
        var columns = PlanColumns.For(entries, DiffWidth);
        var several = Spoken.AreSeveral(plan.Targets.Where(t => t.Entries.Length > 0).Select(t => t.Name));
        foreach (var section in Sections.ByDanger.Where(s => s is not (Section.Blocked or Section.Deleted or Section.Released)))
        {
            foreach (var target in ours.Targets)
                WriteDetails(text, target, section, columns, several);
        }

        WriteEarlier(text, before, columns);
        WriteUpcoming(text, plan);
        WriteFindings(text, plan);
        return text.Close(last);
    }

    private static string Status(PlanDocument plan) => plan switch
    {
        { Blocked: true } => "🔴",
        { Counts: { Blocked: > 0 } or { Held: > 0 } or { Deleted: > 0 } or { Disabled: > 0 } or { Withheld: > 0 } or { AccessLost: > 0 } } => "🟠",
        _ when plan.Targets.Any(t => t.Unreached is not null) => "🟠",
        { Counts.HasChanges: true } => "🔵",
        _ => "🟢",
    };

    private static string Counts(PlanDocument plan, EntryRow[] entries)
    {
        var counts = Tallies.Of(plan).Select(t => t.AsDone).ToList();
        var links = entries.Where(e => e.Section != Section.Observed && Spoken.IsDirectory(e.Target)).SelectMany(e => e.Links).Where(l => !l.Single && l.Link != MarkdownTable.Assignments).ToArray();
        if (links.Sum(l => l.Removes.Length) is > 0 and var lost)
            counts.Add(Words.Count(lost, "membership lost"));
        if (links.Sum(l => l.Adds.Length) is > 0 and var gained)
            counts.Add(Words.Count(gained, "membership gained"));
        return counts.Count == 0 ? "nothing to do" : string.Join(" · ", counts);
    }

    private static void WriteDetails(MarkdownText text, TargetRow target, Section section, PlanColumns columns, bool several)
    {
        var rows = target.Entries.Where(e => e.Section == section && HasDetails(e)).ToArray();
        var blocks = Folding.Of(rows).Select(f => (Block(f, columns.Within(target.Entries)), f.Entries.Length)).ToArray();
        var fence = DiffText.Fence(blocks.Select(b => b.Item1));
        var summary = $"{Words.Number(rows.Length)} {Sections.Name(section, target.Name)}{(several ? $" in {Html(target.Name)}" : "")}, attribute by attribute";
        text.AddAll($"\n<details><summary>{summary}</summary>\n\n{fence}diff\n", blocks,
            left => $"  … {Words.Count(left, "more object")}: see the full plan\n", $"{fence}\n\n</details>\n");
    }

    // What was due before the change under review: told of, and out of the way.
    private static void WriteEarlier(MarkdownText text, PlanDocument before, PlanColumns columns)
    {
        var blocks = before.Targets.Where(t => t.Entries.Length > 0)
            .SelectMany(t => Folding.Of(t.Entries).Select(f => (Block(f, columns.Within(t.Entries)), f.Entries.Length))).ToArray();
        var fence = DiffText.Fence(blocks.Select(b => b.Item1));
        var rows = MarkdownTable.Rows(before).Select(r => r.Block).ToArray();
        var table = rows.Length == 0 ? "" : $"{TableHead}{string.Concat(rows.Take(EarlierRows))}{(rows.Length > EarlierRows ? $"| … | {Words.Count(rows.Length - EarlierRows, "more row")} | see the full plan | |\n" : "")}\n";
        text.AddAll($"\n<details><summary>Already pending before this pull request: {Words.Count(blocks.Sum(b => b.Length), "change")}</summary>\n\n{table}{fence}diff\n", blocks,
            left => $"  … {Words.Count(left, "more object")}: see the full plan\n", $"{fence}\n\n</details>\n");
    }

    private static bool HasDetails(EntryRow entry) =>
        !entry.Links.IsEmpty || !entry.Held.IsEmpty || !entry.Cells.All(c => EntryText.IsImplied(c, entry));

    private static string Block(Folded fold, PlanColumns columns)
    {
        var page = new Page(DiffWidth);
        if (fold.IsOne)
            EntryText.Write(page, fold.First, columns, full: false);
        else
            FoldedText.Write(page, fold, columns, named: false);
        return DiffText.Of(page.ToText());
    }

    private static void WriteUpcoming(MarkdownText text, PlanDocument plan) => text.AddAll(
        $"\n<details><summary>Upcoming: {Words.Count(plan.Upcoming.Length, "date")}</summary>\n\n",
        [.. plan.Upcoming.Select(u => ($"- {Words.Day(u.Date)} {Prose(u.Kind)} {Code(u.Name)} {Prose(u.What)}{At(u.Where)}\n", 1))],
        left => $"- … {Words.Number(left)} more\n", "\n</details>\n");

    private static void WriteFindings(MarkdownText text, PlanDocument plan) => text.AddAll(
        $"\n<details open><summary>Findings: {Words.Number(plan.Findings.Length)}</summary>\n\n",
        [.. plan.Findings.Select(f => ($"- {Prose(f.Severity)} {Code(f.Code)}: {Prose(f.Message)}{At(f.Where)}"
            + string.Concat(f.Help.Select(h => $"<br>{Prose(h)}")) + "\n", 1))],
        left => $"- … {Words.Number(left)} more\n", "\n</details>\n");

    private static string At(string? where) => where is null ? "" : $", {Code(where)}";

    private static string Last(PlanDocument plan)
    {
        var several = Spoken.AreSeveral(plan.Targets.Select(t => t.Name));
        var unproven = plan.Targets.SelectMany(t => t.Reads.Where(r => !r.Proven).Select(r => Words.Agree(2, Spoken.Kind(r.What, t.Name)) + (several ? $" of {t.Name}" : ""))).ToArray();
        var unread = UnreachedText.Of(plan).Select(u => Code(u.Target)).ToArray();
        List<string> parts =
        [
            .. unread.Length == 0 ? [] : new[] { $"**Not read: {string.Join(", ", unread)}**" },
            unproven.Length == 0 ? unread.Length == 0 ? "Reads complete" : "other reads complete" : $"**Reads not proven complete: {Prose(string.Join(", ", unproven))}**",
            plan.Blocked ? "a guard blocks" : "guards clear",
        ];
        if (plan.Targets.Sum(t => t.Cost.Writes) is > 0 and var writes)
            parts.Add($"{Words.Count(writes, "write")}, {Words.About(plan.Targets.Sum(t => t.Cost.ExpectedSeconds))}");
        parts.Add($"operations {Code(Words.Short(plan.OperationsHash))}");
        if (plan.Deferred.Length > 0)
            parts.Add(Prose("not carried out yet: " + Words.List(plan.Deferred)));
        return $"\n{string.Join(" · ", parts)}\n{Approvers(plan)}";
    }

    // As code, so that a comment asks nobody by itself: the forge does.
    private static string Approvers(PlanDocument plan) => plan.Approvers.IsEmpty ? "" : "\nApproved by "
        + string.Join(" · ", plan.Approvers.Select(r => $"{(r.Who.IsEmpty ? "nobody named" : string.Join(" ", r.Who.Select(w => Code(w))))} ({Words.Count(r.Changes, "change")})")) + "\n";
}
