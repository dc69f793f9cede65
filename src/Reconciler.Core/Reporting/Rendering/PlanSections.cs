using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The sections of a plan's comment, in the order they are read.</summary>
internal sealed class PlanSections
{
    private const int DiffWidth = 100;

    /// <summary>As many folds of details as anybody opens; what is beyond is told in one line.</summary>
    private const int MostDetails = 40;

    private readonly PlanDocument _plan;
    private readonly PlanDocument _ours;
    private readonly PlanDocument _before;
    private readonly string _whole;
    private readonly ImmutableArray<MarkdownRow> _rows;
    private readonly ImmutableArray<MarkdownRow> _earlier;
    private readonly ImmutableArray<MarkdownSection> _details;
    private readonly MarkdownSection _diff;

    /// <param name="plan">A plan in the words of people.</param>
    /// <param name="whole">Where everything is that finds no room.</param>
    public PlanSections(PlanDocument plan, string whole)
    {
        if (PrivacyWords.IsOnlyCounted(plan.Privacy))
            plan = plan with { Access = [], Targets = [.. plan.Targets.Select(t => t with { Entries = [] })] };
        (_plan, _whole) = (plan, whole);
        (_ours, _before) = LabelWords.Split(plan);
        (_rows, _earlier) = ([.. MarkdownTable.Rows(_ours)], [.. MarkdownTable.Rows(_before)]);
        var entries = plan.Targets.SelectMany(t => t.Entries).ToArray();
        Caution = MarkdownCaution.Of(plan, entries, whole);
        var columns = PlanColumns.For(entries, DiffWidth);
        _details = [.. Details(columns)];
        _diff = Diff(columns);
    }

    public MarkdownSection Caution { get; }

    /// <param name="inRows">Whether who loses something stands in a row of its own, with what and why.</param>
    /// <param name="names">Otherwise: the names of all of them.</param>
    public ImmutableArray<MarkdownSection> Named(bool inRows, string names = "") =>
    [
        Caution,
        .. inRows ? Table(_rows, null) : Table([.. Losses.Of(_plan).Select(l => new MarkdownRow(MarkdownTable.Row(l), Keeps.Caution)), .. _rows.Where(r => r.Keeps is not null)], null),
        .. inRows ? Everybody(_rows) : [MarkdownSection.Fixed(Everybody(names))],
        .. _details,
        .. Earlier(inRows ? _earlier : [.. _earlier.Where(r => r.Keeps is not null)]),
        Upcoming(),
        Findings(),
    ];

    /// <summary>Rows of a table, those that give way together in one section.</summary>
    private IEnumerable<MarkdownSection> Table(ImmutableArray<MarkdownRow> rows, Keeps? all)
    {
        if (rows.IsEmpty)
            yield break;
        yield return MarkdownSection.Fixed("\n" + MarkdownTable.Head);
        for (var from = 0; from < rows.Length;)
        {
            var to = from + 1;
            while (to < rows.Length && rows[to].Keeps == rows[from].Keeps)
                to++;
            var run = rows[from..to];
            string Omitted(int left) => left == 0 ? "" : $"| … | {Words.Count(left, "more row")} | {_whole} | |\n";
            yield return run[0].Keeps is { } keeps
                ? new MarkdownSection(all ?? keeps, "", [.. run.Select(r => (r.Block, 1))], Omitted, "", Omitted(run.Length))
                : MarkdownSection.Fixed(string.Concat(run.Select(r => r.Block)));
            from = to;
        }
    }

    // Rows name the first of many; somebody who looks for one name finds it here.
    private static IEnumerable<MarkdownSection> Everybody(ImmutableArray<MarkdownRow> rows)
    {
        ImmutableArray<Loss> unnamed = [.. rows.Select(r => r.Unnamed).OfType<Loss>()];
        if (unnamed.IsEmpty)
            yield break;
        yield return MarkdownSection.Fixed(Everybody(Losses.Parts(unnamed, int.MaxValue / 2, 0, 1, "")[0]));
    }

    /// <summary>The names of those who lose something, folded away.</summary>
    public static string Everybody(string names, string verb = "loses") => $"\n<details><summary>Everybody who {verb} something, by name</summary>\n{names}\n</details>\n";

    private IEnumerable<MarkdownSection> Details(PlanColumns columns)
    {
        var several = Spoken.AreSeveral(_plan.Targets.Where(t => t.Entries.Length > 0).Select(t => t.Name));
        var found = Sections.ByDanger.Where(s => s is not (Section.Blocked or Section.Deleted or Section.Released))
            .SelectMany(s => _ours.Targets.Select(t => (Section: s, Target: t, Rows: t.Entries.Where(e => e.Section == s && HasDetails(e)).ToArray())))
            .Where(d => d.Rows.Length > 0).ToArray();
        foreach (var (section, target, rows) in found.Take(MostDetails))
        {
            var title = $"{Words.Number(rows.Length)} {Sections.Name(section, target.Name)}{(several ? $" in {Html(target.Name)}" : "")}, attribute by attribute";
            yield return Folds(Keeps.Details, $"\n<details><summary>{title}</summary>\n\n", rows, columns.Within(target.Entries), "\n</details>\n", $"\n{title}: {_whole}\n");
        }

        if (found.Length > MostDetails)
            yield return MarkdownSection.Fixed($"\n… {Words.Count(found.Skip(MostDetails).Sum(d => d.Rows.Length), "more object")}, attribute by attribute: {_whole}\n");
    }

    private static MarkdownSection Folds(Keeps keeps, string head, IEnumerable<EntryRow> rows, PlanColumns columns, string tail, string brief)
    {
        var blocks = Folding.Of(rows).Select(f => (Block(f, columns), f.Entries.Length)).ToImmutableArray();
        var fence = DiffText.Fence(blocks.Select(b => b.Item1));
        return new MarkdownSection(keeps, $"{head}{fence}diff\n", blocks, left => left == 0 ? "" : $"  … {Words.Count(left, "more object")}: see the full plan\n", $"{fence}\n{tail}", brief);
    }

    // What was due before the change under review: told of, and out of the way.
    private MarkdownSection Diff(PlanColumns columns)
    {
        var blocks = _before.Targets.Where(t => t.Entries.Length > 0)
            .SelectMany(t => Folding.Of(t.Entries).Select(f => (Block(f, columns.Within(t.Entries)), f.Entries.Length))).ToImmutableArray();
        var fence = DiffText.Fence(blocks.Select(b => b.Item1));
        return new MarkdownSection(Keeps.Earlier, $"\n{fence}diff\n", blocks, left => left == 0 ? "" : $"  … {Words.Count(left, "more object")}: see the full plan\n", $"{fence}\n",
            $"\nAttribute by attribute: {_whole}\n");
    }

    private IEnumerable<MarkdownSection> Earlier(ImmutableArray<MarkdownRow> rows)
    {
        if (_diff.Blocks.IsEmpty && rows.IsEmpty)
            return [];
        var count = _diff.Blocks.Sum(b => b.Objects);
        return
        [
            MarkdownSection.Fixed($"\n<details><summary>Already pending before this pull request: {Words.Count(count, "change")}</summary>\n"),
            .. Table(rows, Keeps.Earlier), .. Everybody(rows), _diff,
            MarkdownSection.Fixed("\n</details>\n"),
        ];
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

    private MarkdownSection Upcoming()
    {
        var title = $"Upcoming: {Words.Count(_plan.Upcoming.Length, "date")}";
        return new MarkdownSection(Keeps.Upcoming, $"\n<details><summary>{title}</summary>\n\n",
            [.. _plan.Upcoming.Select(u => ($"- {Words.Day(u.Date)} {Prose(u.Kind)} {Code(u.Name)} {Prose(u.What)}{At(u.Where)}\n", 1))],
            Left, "\n</details>\n", $"\n{title}: {_whole}\n");
    }

    private MarkdownSection Findings()
    {
        var title = $"Findings: {Words.Number(_plan.Findings.Length)}";
        return new MarkdownSection(Keeps.Findings, $"\n<details open><summary>{title}</summary>\n\n",
            [.. _plan.Findings.Select(f => ($"- {Prose(f.Severity)} {Code(f.Code)}: {Prose(f.Message)}{At(f.Where)}" + string.Concat(f.Help.Select(h => $"<br>{Prose(h)}")) + "\n", 1))],
            Left, "\n</details>\n", $"\n{title}: {_whole}\n");
    }

    private string Left(int left) => left == 0 ? "" : $"- … {Words.Number(left)} more: {_whole}\n";

    private static string At(string? where) => where is null ? "" : $", {Code(where)}";
}
