using Reconciler.Core.Reporting.Searching;
using static Reconciler.Core.Reporting.Rendering.MarkdownEncoder;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a search found: by run, newest first.</summary>
public static class SearchText
{
    public static StyledText Render(SearchDocument search, int width)
    {
        ArgumentNullException.ThrowIfNull(search);
        var page = new Page(width);
        foreach (var run in search.Found.GroupBy(r => r.Run, StringComparer.Ordinal))
        {
            page.Blank();
            page.Line(new StyledSpan(run.Key, Role.Heading));
            foreach (var row in run)
                Write(page, row);
        }

        page.Blank();
        page.Line(Summary(search), Role.Strong);
        return page.ToText();
    }

    public static string Markdown(SearchDocument search)
    {
        ArgumentNullException.ThrowIfNull(search);
        const string Head = "| when (UTC) | who | action | result | what | because |\n|---|---|---|---|---|---|\n";
        var last = $"\n{Prose(Summary(search))}\n";
        string Omitted(int left) => left == 0 ? "" : $"| … {Words.Count(left, "more row")} | | | | | |\n";
        var rows = new MarkdownSection(Keeps.Gains, Head,
            [.. search.Found.Select(r => ($"| {r.At.UtcDateTime:yyyy-MM-dd HH:mm} | {Prose(Spoken.Kind(r.Kind, r.Target))} {Code(r.Name)}{(Spoken.IsDirectory(r.Target) ? "" : $" in {Code(r.Target)}")} "
                + $"| {Prose(r.Action)} | {Prose(r.Result)} | {Prose(r.What)}{Message(r)} | {Prose(r.Because)}{(r.Where is { } where ? $" {Code(where)}" : "")} |\n", 1))],
            Omitted, "", Head + Omitted(search.Found.Length));
        return MarkdownSection.Fit([rows], MarkdownFrame.CommentBudget - MarkdownSection.Bytes(last)) + last;
    }

    public static string Csv(SearchDocument search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var csv = new CsvText("run", "at", "target", "kind", "key", "name", "remoteId", "action", "result", "what", "because", "where", "requestId", "message", "operation");
        foreach (var r in search.Found)
            csv.Add(r.Run, $"{r.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z", r.Target, r.Kind, r.Key, r.Name, r.RemoteId, r.Action, r.Result, r.What, r.Because, r.Where, r.RequestId, r.Message, r.Operation);
        return csv.ToString();
    }

    public static string Summary(SearchDocument search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var found = search.Found.IsEmpty ? "nothing found" : $"{Words.Count(search.Found.Length, "row")} in {Words.Count(search.Found.Select(r => r.Run).Distinct(StringComparer.Ordinal).Count(), "run")}";
        return $"{found} · looked in {Words.Count(search.Reports, "report")} of {search.History}"
            + (search.Unreadable.IsEmpty ? "" : $" · not readable: {string.Join(", ", search.Unreadable)}");
    }

    private static void Write(Page page, SearchRow row)
    {
        const int Column = 44;
        var role = row.Result is "applied" or "alreadyDone" ? Role.Gain : row.Result is "notAttempted" or "skipped" or "acceptedNotApplied" or "notApplied" ? Role.Kept : Role.Danger;
        page.Row([new($"  {row.At.UtcDateTime:HH:mm:ss} ", Role.Dim), new($"{row.Result,-12} ", role), new($"{Spoken.Kind(row.Kind, row.Target)} ", Role.Dim), new(row.Name, Role.Strong)],
            Column, Flow.Words($"{row.Action}{(Spoken.IsDirectory(row.Target) ? "" : $" in {row.Target}")}{(row.What.Length > 0 ? $" · {row.What}" : "")}"), row.Where);
        var more = string.Join(" · ", new[] { row.Because, row.Message, row.RequestId is { } id ? $"request {id}" : null }.OfType<string>().Where(t => t.Length > 0));
        if (more.Length > 0)
            page.Row([], Column, Flow.Words(more, Role.Dim));
    }

    private static string Message(SearchRow row) => row.Message is { Length: > 0 } message ? $" · {Prose(message)}" : "";
}
