using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A report as Markdown, for a step summary or a comment: the result, what a person must look at, what was done.</summary>
public static class ReportMarkdown
{
    /// <param name="path">Where the record lies.</param>
    public static string Render(ReportDocument report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        report = Spoken.Of(report);
        var text = new MarkdownText(MarkdownText.CommentBudget);
        var last = Last(report, path);
        text.Reserve(last);
        text.TryAdd($"### {Status(report.Result)} {Prose(report.Workspace)}: {ReportWords.Short(report.Result)}\n");
        if (PartWords.Of(report.Narrowed) is { } part)
            text.TryAdd($"\nA part of the plan: {Prose(part)}.\n");
        foreach (var guard in report.Guards.Where(g => g.Blocks))
        {
            text.TryAdd($"\n> [!CAUTION]\n> **Blocked by {Prose(guard.Guard)}**: {Prose(GuardText.Sentence(guard, report.Planned))}."
                + " Nothing was written, to any target.\n");
        }

        if ((report.Stopped ?? report.Fault?.Message) is { } ended)
            text.TryAdd($"\n> [!WARNING]\n> {Prose(ended)}{(report.Stopped is null && report.Fault is { } fault ? $" · {Prose(fault.Advice)}" : "")}\n");
        foreach (var target in report.Unreached)
            text.TryAdd($"\n> [!WARNING]\n> {UnreachedText.Markdown(target, UnreachedText.Left)}\n");
        foreach (var row in report.Withheld)
            text.TryAdd($"\n> [!WARNING]\n> {WithheldText.Markdown(row)}\n");
        text.AddAll("\n| | who | what | said | to do |\n|---|---|---|---|---|\n",
            [
                .. OperationText.GroupsOf(report).SelectMany(g => g.Alike.Select(a => (Row(g.Heading, a), a.Length))),
                .. report.Waiting.Select(e => (Row(e), 1)),
            ],
            left => $"| … | {Words.Count(left, "more object")} | see the report | | |\n", "");
        return text.Close(last);
    }

    private static string Status(RunResult result) => result switch
    {
        RunResult.Applied or RunResult.NothingToDo => "🟢",
        RunResult.Blocked or RunResult.Failed => "🔴",
        _ => "🟠",
    };

    private static string Row(string heading, IReadOnlyList<OperationRow> operations)
    {
        var first = operations[0];
        var who = operations.Count == 1 ? Code(first.Name)
            : $"{Prose(Words.Count(operations.Count, first.Kind))}: {MarkdownCaution.Codes([.. operations.Select(o => o.Name)], 8)}";
        var said = string.Join(" · ",
            OperationText.Evidence(operations).Select(Code).Prepend(Prose(first.Fault?.Message)).Where(s => s.Length > 0));
        if (!first.LeftOut.IsEmpty)
            said += $"{(said.Length > 0 ? " · " : "")}left out: {MarkdownCaution.Codes(first.LeftOut, 8)}";
        var advice = ToDo(Prose(first.Fault?.Advice), operations.Count == 1 ? first.Where : null);
        return $"| {heading.ToLowerInvariant()} | {who} | {Prose(first.Action)}{In(first.Target)} | {said} | {advice} |\n";
    }

    private static string Row(EntryRow entry)
    {
        var (said, advice) = entry.Conflict is { } conflict
            ? ($"{Prose(conflict.Message)} · {Code(conflict.Code)}", Prose(conflict.Advice))
            : (string.Join("; ", entry.Held.Select(h => $"{Code(h.What)}: {Prose(h.Why)}")),
                string.Join(" ", entry.Held.Select(h => Prose(h.Advice))));
        return $"| waits | {Code(entry.Name)} | {(entry.Conflict is null ? "held" : "blocked")}{In(entry.Target)} | {said} | {ToDo(advice, entry.Where)} |\n";
    }

    private static string In(string? target) => Spoken.IsDirectory(target) ? "" : $" in {Code(target)}";

    private static string ToDo(string advice, string? where) => where is null ? advice : $"{advice} ({Code(where)})".TrimStart();

    private static string Last(ReportDocument report, string path)
    {
        var several = Spoken.AreSeveral(report.Operations.Select(o => o.Target));
        string[] lines =
        [
            .. ReportWords.Done(report).Select(t => (several ? $"{Code(t.Target)}: " : "") + string.Join(" · ", t.Done.Select(d => Prose(d)))),
            string.Join(" · ", ReportWords.Traffic(report.Traffic)),
            string.Join(" · ", ReportWords.Origin(report).Select(o => Prose(o))),
            report.Convergence is { Converged: false } after ? $"left: {Prose(string.Join(", ", after.Remaining))}" : "",
            report.Since is { } since ? Prose(ReportWords.Since(since)) : "",
            .. GuardText.Figures(report.Guards).Select(t => (t.Target is { } target ? $"{Code(target)}: " : "") + string.Join(" · ", t.Figures.Select(f => Prose(f.Text)))),
        ];
        return string.Concat(lines.Where(l => l.Length > 0).Select(l => $"\n{l}  ")) + $"\n\n{Code(ReportWords.Line(report, path))}\n";
    }
}
