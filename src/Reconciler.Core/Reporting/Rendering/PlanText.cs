using System.Globalization;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A plan for the terminal: the verdict, what could hurt, the rest, and what it rests on.</summary>
public static class PlanText
{
    /// <param name="width">Columns of the page; used between 40 and 120.</param>
    /// <param name="full">Every object singly, every list whole.</param>
    public static StyledText Render(PlanDocument plan, int width, bool full = false)
    {
        ArgumentNullException.ThrowIfNull(plan);
        plan = Spoken.Of(LabelWords.Shown(plan));
        var page = new Page(width);
        var entries = plan.Targets.SelectMany(t => t.Entries).ToArray();
        page.Row([], 0, [Atom.Of(plan.Workspace, Role.Heading), .. Flow.Words($"· plan {Words.Short(plan.OperationsHash)} · {Read(plan)}")], hang: 2);
        page.Blank();
        var vanished = Vanished.Of(plan);
        if (plan.Blocked)
            GuardText.WriteBlocks(page, [.. plan.Guards.Where(g => g.Blocks)], plan.Counts, vanished, full);
        else
            Vanished.Write(page, vanished, full);
        page.Blank();
        WriteCounts(page, plan, entries.Length == 0);
        if (PrivacyWords.Notice(plan.Privacy) is { } notice)
            page.Row([], 2, Flow.Words(notice, Role.Dim));
        UnreachedText.Write(page, [.. UnreachedText.Of(plan)], UnreachedText.Consequence);
        WithheldText.Write(page, plan.Withheld);
        var named = new HashSet<object>(vanished.SelectMany(v => v.Entries), ReferenceEqualityComparer.Instance);
        var anyFolded = WriteSections(page, plan, PlanColumns.For(entries, width), full, named);
        page.Blank();
        PlanFooter.Write(page, plan, anyFolded);
        return page.ToText();
    }

    private static void WriteCounts(Page page, PlanDocument plan, bool isEmpty)
    {
        if (isEmpty && !plan.Blocked && !plan.Counts.HasChanges)
        {
            var unread = plan.Targets.Count(t => t.Unreached is not null);
            page.Line(unread == 0 ? "  " + PartWords.NothingToDo(plan.Narrowed)
                : $"  Nothing to do where it was looked; {Words.Count(unread, "target")} could not be read.", Role.Strong);
            return;
        }

        var counts = Tallies.Of(plan).Select(t => Atom.Of(t.AsPlanned, t.Role, "   ")).ToList();
        if (plan.Counts.Withheld > 0)
            counts.Add(Atom.Of(Words.Count(plan.Counts.Withheld, "removal withheld"), Role.Danger, "   "));
        page.Row([], 2, counts, plan.Blocked ? null : "nothing has been written");
        if (LabelWords.Counts(plan) is { } labels)
            page.Row([], 2, Flow.Words(labels, Role.Dim), plan.Base is { } earlier ? $"since {earlier.Name}" : null);
    }

    private static bool WriteSections(Page page, PlanDocument plan, PlanColumns columns, bool full, HashSet<object> named)
    {
        var anyFolded = false;
        if (PrivacyWords.IsOnlyCounted(plan.Privacy))
            return anyFolded;
        var several = Spoken.AreSeveral(plan.Targets.Where(t => t.Entries.Length > 0).Select(t => t.Name));
        foreach (var section in Sections.ByDanger)
        {
            foreach (var target in plan.Targets)
            {
                var rows = target.Entries.Where(e => e.Section == section).ToArray();
                if (rows.Length == 0)
                    continue;
                page.Blank();
                page.Line(Sections.Heading(section, several ? target.Name : null), Role.Heading);
                var shown = full ? [.. rows.Select(r => new Folded([r]))] : Folding.Of(rows, named.Contains);
                var own = columns.Within(target.Entries);
                for (var i = 0; i < shown.Length; i++)
                {
                    if (i > 0 && shown[i].IsOne && !shown[i - 1].IsOne && section == Section.Changed)
                        page.Line("    not alike:", Role.Dim);
                    if (shown[i].IsOne)
                        EntryText.Write(page, shown[i].First, own, full);
                    else
                        FoldedText.Write(page, shown[i], own, shown[i].Entries.All(named.Contains));
                    anyFolded |= !shown[i].IsOne;
                }
            }

            // Behind those who lose their account, before what else changes.
            if (section == Section.Disabled)
                anyFolded |= AccessText.Write(page, plan, full);
        }

        return anyFolded;
    }

    private static string Read(PlanDocument plan)
    {
        var from = plan.Sandbox ? "sandbox" : plan.Tenant;
        var at = plan.Targets.Where(t => t.Unreached is null).Select(t => t.ReadAt).DefaultIfEmpty(plan.Created).Min();
        var time = at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        var today = DateOnly.FromDateTime(plan.Created.UtcDateTime);
        return (from is null ? "" : from + ", ") + $"read {time}" + (plan.Day == today ? "" : $" · as of {Words.Day(plan.Day)}")
            + (PartWords.Of(plan.Narrowed) is { } part ? $" · {part}" : "");
    }
}
