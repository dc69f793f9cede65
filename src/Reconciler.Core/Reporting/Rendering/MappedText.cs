namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Many accounts that the same rows of a mapping change, each to a value of its own: the rows, and three examples of each.</summary>
internal static class MappedText
{
    private const int Examples = 3;

    /// <summary>A longer path stands on a line of its own.</summary>
    private const int ShortPath = 20;

    /// <summary>Whether a fold is by its rows alone: some attribute does not end equal.</summary>
    public static bool Is(Folded fold) => !fold.IsOne && Folding.Rows(fold.First) is { } rows && fold.Entries.All(e => Folding.Rows(e) == rows)
        && Enumerable.Range(0, fold.First.Cells.Length).Any(i => fold.Entries.Any(e => e.Cells[i].After != fold.First.Cells[i].After));

    public static void Write(Page page, Folded fold, PlanColumns columns)
    {
        var role = Sections.RoleOf(fold.First.Section);
        List<StyledSpan> left = [new($"  {Sections.Sign(fold.First.Section)} ", role), new(Words.Count(fold.Entries.Length, fold.First.Kind), Role.Strong)];
        if (fold.First.Cells is [{ Attribute.Length: <= ShortPath } only])
        {
            page.Row(left, columns.Value, [Atom.Of(only.Attribute, Role.Strong), .. Source(only)], Shown.Provenance(only, null, page.Width));
            WriteExamples(page, fold, 0, columns);
            return;
        }

        page.Line(left);
        for (var i = 0; i < fold.First.Cells.Length; i++)
        {
            var cell = fold.First.Cells[i];
            page.Row(PlanColumns.Attributed(cell.Attribute), columns.Value, Source(cell), Shown.Provenance(cell, null, page.Width));
            WriteExamples(page, fold, i, columns);
        }
    }

    private static void WriteExamples(Page page, Folded fold, int cell, PlanColumns columns)
    {
        foreach (var entry in fold.Entries.DistinctBy(e => (e.Cells[cell].Before, e.Cells[cell].After)).Take(Examples))
        {
            page.Row([Page.Space(8), new StyledSpan(entry.Name, Role.Dim)], columns.Value,
                Shown.Value(entry.Cells[cell].Before), Shown.After(entry.Cells[cell]), null);
        }
    }

    private static IEnumerable<Atom> Source(CellRow cell) => cell.Rule is { } rule ? [Atom.Of("←", Role.Dim), .. Flow.Words(rule)] : [];
}
