using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What must not be overlooked in a pull request: guards, vanished files, conflicts.</summary>
internal static class MarkdownCaution
{
    private const string Head = "\n> [!CAUTION]\n";
    private const int ConflictsShown = 20;
    private const int NamesShown = 100;

    public static MarkdownSection Of(PlanDocument plan, IReadOnlyList<EntryRow> entries, string whole)
    {
        var lines = new List<string>();
        var vanished = Vanished.Of(plan);
        foreach (var guard in plan.Guards.Where(g => g.Blocks))
            AddGuard(lines, guard, plan.Counts, vanished);
        foreach (var file in vanished)
        {
            lines.Add($"{Prose(file.Sentence.TrimEnd(':'))}, named below.");
            lines.Add("");
        }

        if (plan.Blocked)
            AddOverrides(lines, plan);
        foreach (var target in UnreachedText.Of(plan))
            lines.AddRange([UnreachedText.Markdown(target, UnreachedText.Consequence), ""]);
        foreach (var row in plan.Withheld)
            lines.AddRange([WithheldText.Markdown(row), ""]);
        AddConflicts(lines, [.. entries.Where(e => e.Conflict is not null)]);
        while (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        string Omitted(int left) => left == 0 ? "" : $"> … {Words.Count(left, "more line")}: {whole}\n";
        return new MarkdownSection(Keeps.Caution, Head, [.. lines.Select(l => (Quoted(l), l.Length == 0 ? 0 : 1))], Omitted, "", Head + Omitted(lines.Count(l => l.Length > 0)));
    }

    /// <summary>Names as code, the first of many.</summary>
    public static string Codes(IReadOnlyCollection<string> names, int shown, string between = ", ") =>
        PrivacyWords.AreHidden(names) ? Code(names.First()) : string.Join(between, names.Take(shown).Select(Code)) + (names.Count > shown ? $" and {Words.Number(names.Count - shown)} more" : "");

    private static string Quoted(string block) =>
        string.Concat(block.Split('\n').Select(l => l.Length == 0 ? ">\n" : $"> {l}\n"));

    private static void AddGuard(List<string> lines, GuardRow guard, PlanCounts counts, IReadOnlyList<Vanished> vanished)
    {
        var where = guard.Where is null ? "" : $" ({Code(guard.Where)})";
        lines.Add($"**Blocked by {Prose(guard.Guard)}**: {Prose(GuardText.Sentence(guard, counts))}{where}.");
        lines.AddRange(guard.Causes.Where(c => !vanished.Any(v => v.IsCause(c))).Take(NamesShown).Select(Item));
        if (guard.Names.Length > 0 && (vanished.Count == 0 || guard.Guard == GuardText.AccessLost))
            lines.AddRange(["", Codes(guard.Names, 8)]);
        lines.Add("");
    }

    private static void AddOverrides(List<string> lines, PlanDocument plan)
    {
        lines.Add("Nothing is written, to any target.");
        var overrides = plan.Guards.Where(g => g.Blocks).Select(g => g.OverrideLine).OfType<string>().Distinct(StringComparer.Ordinal).Select(TerminalEncoder.Encode).ToArray();
        if (overrides.Length > 0)
        {
            var fence = DiffText.Fence(overrides);
            lines.AddRange(["If this is meant, add under `guards.overrides`:", string.Join('\n', [fence + "yaml", .. overrides, fence])]);
        }

        lines.Add("");
    }

    private static void AddConflicts(List<string> lines, EntryRow[] conflicts)
    {
        foreach (var entry in conflicts.Take(ConflictsShown))
        {
            var conflict = entry.Conflict ?? throw new System.Diagnostics.UnreachableException();
            var where = entry.Where is null ? "" : $", {Code(entry.Where)}";
            lines.Add($"**Blocked**: {Code(entry.Name)}: {Prose(conflict.Message)} ({Code(conflict.Code)}{where}). "
                + Prose(conflict.Advice));
            lines.Add("");
        }

        if (conflicts.Length > ConflictsShown)
            lines.Add($"and {Words.Number(conflicts.Length - ConflictsShown)} more blocked");
    }

    // A dash alone under a sentence would make a heading of it.
    private static string Item(string text) => $"- {(Prose(text) is { Length: > 0 } said ? said : "(blank)")}";
}
