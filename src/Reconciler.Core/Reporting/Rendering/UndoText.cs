using Reconciler.Core.Reporting.Undoing;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What becomes of each operation of a report when it is taken back, what cannot be first; then the files.</summary>
public static class UndoText
{
    private const int Column = 12;

    private enum Fate
    {
        Never,
        Stays,
        Unknown,
        Until,
        Back,
        AlreadyBack,
        Nothing,
    }

    public static StyledText Render(ReportDocument report, TakenBack back, IReadOnlyCollection<FileReversion> files, int width)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(back);
        ArgumentNullException.ThrowIfNull(files);
        var page = new Page(width);
        page.Row([], 0, [Atom.Of(report.Workspace, Role.Heading), .. Flow.Words($"· undo of run {report.Run} · {(report.Sandbox ? "sandbox, " : "")}{ReportWords.Short(report.Result)}")]);
        page.Blank();
        var fates = back.Rows.ToLookup(FateOf);
        page.Row([], 2, Flow.Words(Summary(back, fates), fates[Fate.Never].Any() || fates[Fate.Stays].Any() ? Role.Danger : Role.Strong));
        foreach (var (fate, heading) in new[]
        {
            (Fate.Never, "NEVER"), (Fate.Stays, "STAYS"), (Fate.Unknown, "UNKNOWN"), (Fate.Until, "REVERSIBLE FOR A TIME"), (Fate.Back, "REVERSIBLE"), (Fate.AlreadyBack, "BACK ALREADY"),
        })
            Write(page, heading, fates[fate]);
        WriteFiles(page, files);
        page.Blank();
        return page.ToText();
    }

    private static Fate FateOf(TakenBackRow row) => row.Reversal.Reversibility switch
    {
        Reversibility.Nothing => Fate.Nothing,
        Reversibility.Never => Fate.Never,
        _ when row.State is TakenBackState.Stays => Fate.Stays,
        _ when row.State is TakenBackState.AlreadyBack => Fate.AlreadyBack,
        Reversibility.Unknown => Fate.Unknown,
        Reversibility.Until => Fate.Until,
        _ => Fate.Back,
    };

    private static string Summary(TakenBack back, ILookup<Fate, TakenBackRow> fates)
    {
        var done = back.Rows.Count(r => r.Reversal.Reversibility is not Reversibility.Nothing);
        if (done == 0)
            return "It changed nothing: there is nothing to take back.";
        var parts = new[]
        {
            (fates[Fate.Back].Count(), "would be taken back"), (fates[Fate.Until].Count(), "would be for a time"), (fates[Fate.AlreadyBack].Count(), "back already"),
            (fates[Fate.Stays].Count(), "stays, in whole or in part"), (fates[Fate.Unknown].Count(), "may have been done"), (fates[Fate.Never].Count(), "never"),
        };
        return $"{Words.Count(done, "operation")}: {string.Join(" · ", parts.Where(p => p.Item1 > 0).Select(p => $"{Words.Number(p.Item1)} {p.Item2}"))}";
    }

    private static void Write(Page page, string heading, IEnumerable<TakenBackRow> rows)
    {
        var groups = rows.GroupBy(r => (r.Reversal.Operation.Target, r.Reversal.Operation.Action, r.Reversal.Operation.Kind, Said(r))).ToArray();
        if (groups.Length == 0)
            return;
        page.Blank();
        page.Line(heading, Role.Heading);
        foreach (var group in groups)
        {
            var (target, action, kind, said) = group.Key;
            var names = group.Select(r => r.Reversal.Operation.Key ?? r.Reversal.Operation.Name).Distinct(StringComparer.Ordinal).ToArray();
            page.Row([new($"  {action,-8}  ")], Column, [.. Flow.Words($"{kind} {Words.Names(names, 5)}", Role.Strong), .. target == "directory" ? [] : Flow.Words($"in {target}", Role.Dim)]);
            // Of many objects their names say enough.
            if (names.Length == 1 && string.Join("; ", group.Select(r => What(r.Reversal.Operation)).Where(w => w.Length > 0)) is { Length: > 0 } what)
                page.Row([], Column, Flow.Words(what));
            if (said is not null)
                page.Row([], Column, Flow.Words(said, Role.Dim));
        }
    }

    // What the operation changed, where the name of its object does not say it.
    private static string What(OperationRow operation) => operation.Action is "create" or "delete" or "disable" or "restore" ? "" : string.Join("; ",
    [
        .. operation.Cells.Where(c => c.Attribute != "owner mark").Select(c => c.Attribute) is var cells && cells.Any() ? [Words.Names([.. cells], 5)] : Array.Empty<string>(),
        .. operation.Links.Select(l => string.Join(", ", Names("+", l.Adds).Concat(Names("−", l.Removes)) is var ends && ends.Any() ? [$"{l.Link} {string.Join(" ", ends)}"] : Array.Empty<string>())).Where(l => l.Length > 0),
    ]);

    private static IEnumerable<string> Names(string sign, IReadOnlyCollection<LinkEndRow> ends) => ends.Count == 0 ? [] : [$"{sign} {Words.Names([.. ends.Select(e => e.Name)], 5)}"];

    private static string? Said(TakenBackRow row)
    {
        string?[] parts =
        [
            row.Why, row.Reversal.Until is { } until ? $"until {Words.Day(until)}, while the directory keeps it" : null,
            row.Reversal.Note,
        ];
        return parts.OfType<string>().ToArray() is { Length: > 0 } said ? string.Join("; ", said) : null;
    }

    private static void WriteFiles(Page page, IReadOnlyCollection<FileReversion> files)
    {
        if (files.Count == 0)
            return;
        page.Blank();
        page.Line("FILES", Role.Heading);
        foreach (var file in files)
        {
            var words = file.Kind switch
            {
                FileReversionKind.Remove => "goes: it came with that change",
                FileReversionKind.Merge => "changed again since: only that change is taken back",
                FileReversionKind.AlreadyBack => "is as it was before already",
                _ when file.Then is null => "comes back",
                _ => "as it was before",
            };
            page.Row([new($"  {file.Path}  ", Role.Strong)], 30, Flow.Words(words));
        }
    }
}
