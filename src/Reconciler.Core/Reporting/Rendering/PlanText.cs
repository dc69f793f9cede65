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
        var page = new Page(width);
        var entries = plan.Targets.SelectMany(t => t.Entries).ToArray();
        page.Line(new StyledSpan(plan.Workspace, Role.Heading), new StyledSpan($" · plan {Words.Short(plan.OperationsHash)} · {Read(plan)}"));
        page.Blank();
        var vanished = Vanished.Of(plan);
        if (plan.Blocked)
            GuardText.WriteBlocks(page, [.. plan.Guards.Where(g => g.Blocks)], plan.Counts, vanished, full);
        else
            Vanished.Write(page, vanished, full);
        page.Blank();
        WriteCounts(page, plan, entries.Length == 0);
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
            page.Line("  Nothing to do: what is live is what is declared.", Role.Strong);
            return;
        }

        var counts = Sections.Counts(plan.Counts)
            .Select(c => Atom.Of($"{Words.Number(c.Count)} {c.Words}", Sections.RoleOf(c.Section), "   ")).ToList();
        if (plan.Counts.Withheld > 0)
            counts.Add(Atom.Of(Words.Count(plan.Counts.Withheld, "removal withheld"), Role.Danger, "   "));
        page.Row([], 2, counts, plan.Blocked ? null : "nothing has been written");
    }

    private static bool WriteSections(Page page, PlanDocument plan, PlanColumns columns, bool full, HashSet<object> named)
    {
        var anyFolded = false;
        var several = plan.Targets.Count(t => t.Entries.Length > 0) > 1;
        foreach (var section in Sections.ByDanger)
        {
            foreach (var target in plan.Targets)
            {
                var rows = target.Entries.Where(e => e.Section == section).ToArray();
                if (rows.Length == 0)
                    continue;
                page.Blank();
                page.Line(several ? $"{Sections.Heading(section)} in {target.Name}" : Sections.Heading(section), Role.Heading);
                var shown = full ? [.. rows.Select(r => new Folded([r]))] : Folding.Of(rows, named.Contains);
                for (var i = 0; i < shown.Length; i++)
                {
                    if (i > 0 && shown[i].IsOne && !shown[i - 1].IsOne && section == Section.Changed)
                        page.Line("    not alike:", Role.Dim);
                    if (shown[i].IsOne)
                        EntryText.Write(page, shown[i].First, columns, full);
                    else
                        FoldedText.Write(page, shown[i], columns, shown[i].Entries.All(named.Contains));
                    anyFolded |= !shown[i].IsOne;
                }
            }
        }

        return anyFolded;
    }

    private static string Read(PlanDocument plan)
    {
        var from = plan.Sandbox ? "sandbox" : plan.Tenant;
        var at = plan.Targets.IsEmpty ? plan.Created : plan.Targets.Min(t => t.ReadAt);
        var time = at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        var today = DateOnly.FromDateTime(plan.Created.UtcDateTime);
        return (from is null ? "" : from + ", ") + $"read {time}" + (plan.Day == today ? "" : $" · as of {Words.Day(plan.Day)}");
    }
}
