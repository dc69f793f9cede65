using System.Collections.Immutable;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A report as Markdown, for a step summary or a comment: the result, what a person must look at, what was done.</summary>
public static class ReportMarkdown
{
    private const int Listed = 20;

    /// <param name="path">Where the record lies.</param>
    public static string Render(ReportDocument report, string path) => Parts(report, path, MarkdownFrame.Page with { Whole = "see the report" })[0];

    /// <summary>The texts of a report, each within the budget; more than one only where the names of those who lost something need it.</summary>
    /// <param name="path">Where the record lies.</param>
    public static ImmutableArray<string> Parts(ReportDocument report, string path, MarkdownFrame frame)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(frame);
        report = Spoken.Of(report);
        var sign = frame.Sign ?? Status(report.Result);
        var head = $"### {sign} {Losses.Title(report.Workspace)}: {ReportWords.Short(report.Result)}\n" + (frame.Status is { } status ? $"\n{status}\n" : "")
            + (PartWords.Of(report.Narrowed) is { } part ? $"\nA part of the plan: {Losses.Title(part)}.\n" : "")
            + (PrivacyWords.Notice(report.Privacy) is { } notice ? $"\n{Prose(notice)}\n" : "");
        var last = Last(report, path) + (frame.Links is { } links ? $"\n{links}\n" : "");
        var (cautions, rows, losses) = (Cautions(report, frame), Rows(report, frame), Losses.Of(report));
        var room = frame.Budget - MarkdownSection.Bytes(head) - MarkdownSection.Bytes(last);
        // What a person must look at comes before the names of those for whom all went well.
        var names = losses.IsEmpty ? [] : Losses.Parts(losses, room - Math.Min(cautions.Whole + rows.Whole, frame.Budget / 2) - MarkdownSection.Bytes(PlanSections.Everybody("", "lost")),
            frame.Budget - MarkdownSection.Bytes($"{head}who lost what, part {Words.Number(frame.MostParts)}"), frame.MostParts, frame.Whole);
        return
        [
            head + MarkdownSection.Fit([cautions, rows, .. names.Take(1).Select(n => MarkdownSection.Fixed(PlanSections.Everybody(n, "lost")))], room) + last,
            .. names.Skip(1).Select((n, i) => $"### {sign} {Losses.Title(report.Workspace)}: who lost what, part {i + 2} of {names.Length}\n{n}"),
        ];
    }

    private static MarkdownSection Cautions(ReportDocument report, MarkdownFrame frame)
    {
        string[] blocks =
        [
            .. report.Guards.Where(g => g.Blocks).Select(g => $"\n> [!CAUTION]\n> **Blocked by {Prose(g.Guard)}**: {Prose(GuardText.Sentence(g, report.Planned))}. Nothing was written, to any target.\n"),
            .. (report.Stopped ?? report.Fault?.Message) is { } ended
                ? new[] { $"\n> [!WARNING]\n> {Prose(ended)}{(report.Stopped is null && report.Fault is { } fault ? $" · {Prose(fault.Advice)}" : "")}\n" } : [],
            .. report.Unreached.Select(t => $"\n> [!WARNING]\n> {UnreachedText.Markdown(t, UnreachedText.Left)}\n"),
            .. report.Withheld.Select(r => $"\n> [!WARNING]\n> {WithheldText.Markdown(r)}\n"),
        ];
        string Omitted(int left) => left == 0 ? "" : $"\n> [!WARNING]\n> … {Words.Count(left, "more line")}: {frame.Whole}\n";
        return new MarkdownSection(Keeps.Caution, "", [.. blocks.Select(b => (b, 1))], Omitted, "", Omitted(blocks.Length));
    }

    private static MarkdownSection Rows(ReportDocument report, MarkdownFrame frame)
    {
        const string Head = "\n| | who | what | said | to do |\n|---|---|---|---|---|\n";
        ImmutableArray<(string, int)> rows =
        [
            .. OperationText.GroupsOf(report).SelectMany(g => g.Alike.Select(a => (Row(g.Heading, a), a.Length))),
            .. report.Waiting.Select(e => (Row(e), 1)),
        ];
        string Omitted(int left) => left == 0 ? "" : $"| … | {Words.Count(left, "more object")} | {frame.Whole} | | |\n";
        return new MarkdownSection(Keeps.Leaves, Head, rows, Omitted, "", Head + Omitted(rows.Sum(r => r.Item2)));
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
            report.Convergence is { Converged: false } after ? $"left: {Prose(Words.Names(after.Remaining, Listed))}" : "",
            report.Since is { } since ? Prose(ReportWords.Since(since)) : "",
            .. GuardText.Figures(report.Guards).Select(t => (t.Target is { } target ? $"{Code(target)}: " : "") + string.Join(" · ", t.Figures.Select(f => Prose(f.Text)))),
        ];
        return string.Concat(lines.Where(l => l.Length > 0).Select(l => $"\n{l}  ")) + $"\n\n{Code(ReportWords.Line(report, path))}\n";
    }
}
