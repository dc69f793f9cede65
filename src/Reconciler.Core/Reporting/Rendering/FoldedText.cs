namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Many entries in a few lines: how many, three of them, and what they have in common.</summary>
internal static class FoldedText
{
    private const int Examples = 3;

    /// <param name="named">Whether the names stand elsewhere already.</param>
    public static void Write(Page page, Folded fold, PlanColumns columns, bool named)
    {
        if (MappedText.Is(fold))
        {
            MappedText.Write(page, fold, columns);
            return;
        }

        var first = fold.First;
        var role = Sections.RoleOf(first.Section);
        var count = Words.Count(fold.Entries.Length, first.Kind);
        IEnumerable<StyledSpan> left = [new($"  {Sections.Sign(first.Section)} ", role), new(count, Role.Strong)];
        var names = string.Join(", ", fold.Entries.Take(Examples).Select(e => e.Name)) + ", …";
        page.Row(left, columns.Value, named ? NamedAbove(fold) : Flow.Words(names), LabelWords.Beside(first.Label, From(fold)));
        if (!named && Why(fold) is { Count: > 0 } why)
            page.Row([], columns.Value, why);
        if (first.Conflict is { } conflict)
            EntryText.Write(page, conflict, null, columns);

        if (first.Section != Section.Created)
            WriteCommon(page, fold, columns);
        foreach (var standing in first.Standing)
            page.Row(PlanColumns.Attributed(standing.What), columns.Value, Flow.Words(standing.Stands), standing.Where);
        foreach (var held in first.Held)
            page.Row(PlanColumns.Attributed(held.What), columns.Value, [Atom.Of("held:", Role.Danger), .. Flow.Words($"{held.Why}. {held.Advice}")]);
    }

    // Names and reason stand in the plan's first lines; what follows from them does not.
    private static IEnumerable<Atom> NamedAbove(Folded fold) =>
    [
        Atom.Of("named above"),
        .. EntryText.Clauses(fold.First with { Because = null }).Select((a, i) => i == 0 ? a with { Gap = " · " } : a),
    ];

    private static List<Atom> Why(Folded fold) => fold.First.Conflict is { } conflict
        ? [Atom.Of("such as:", Role.Dim), .. Flow.Words(conflict.Message)]
        : fold.First.Section == Section.Created && fold.Entries.Any(e => e.Because != fold.First.Because) ? [] : [.. EntryText.Clauses(fold.First)];

    private static void WriteCommon(Page page, Folded fold, PlanColumns columns)
    {
        for (var i = 0; i < fold.First.Cells.Length; i++)
        {
            var cell = fold.First.Cells[i];
            if (EntryText.IsImplied(cell, fold.First))
                continue;
            var before = Alike(fold, e => Shown.Value(e.Cells[i].Before));
            var after = Alike(fold, e => Shown.After(e.Cells[i]));
            var where = fold.Entries.Select(e => e.Cells[i].Where).Distinct(StringComparer.Ordinal).Take(2).Count() == 1 ? cell.Where : null;
            page.Row(PlanColumns.Attributed(cell.Attribute), columns.Value, before, after, Shown.Provenance(cell with { Where = where }, null, page.Width));
        }

        for (var i = 0; i < fold.First.Links.Length; i++)
        {
            var (adds, removes) = (fold.Entries.Sum(e => e.Links[i].Adds.Length), fold.Entries.Sum(e => e.Links[i].Removes.Length));
            List<Atom> atoms = [];
            if (adds > 0)
                atoms.Add(Atom.Of($"+ {Words.Number(adds)}", Role.Gain, "   "));
            if (removes > 0)
                atoms.Add(Atom.Of($"- {Words.Number(removes)}", Role.Loss, "   "));
            if (fold.Entries.Sum(e => e.Links[i].Withheld) is > 0 and var withheld)
                atoms.Add(Atom.Of(Words.Count(withheld, "removal withheld"), Role.Danger, "   "));
            atoms.Add(Atom.Of("in all", Role.Dim, "   "));
            page.Row(PlanColumns.Attributed(fold.First.Links[i].Link), columns.Value, atoms);
        }
    }

    private static string Alike(Folded fold, Func<EntryRow, string> text)
    {
        var values = fold.Entries.Select(text).Distinct(StringComparer.Ordinal).Count();
        return values == 1 ? text(fold.First) : Words.Count(values, "value");
    }

    // The one line that all have in common, else their files.
    private static string? From(Folded fold)
    {
        if (fold.Entries.All(e => e.Where == fold.First.Where))
            return fold.First.Where;
        var files = fold.Entries.Select(e => Shown.File(e.Where)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return files.Length switch { 0 => null, 1 => files[0], _ => Words.Count(files.Length, "file") };
    }
}
