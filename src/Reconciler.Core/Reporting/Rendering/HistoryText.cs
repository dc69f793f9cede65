namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Whether a history is what was written, report by report.</summary>
public static class HistoryText
{
    public static StyledText Render(HistoryDocument history, int width)
    {
        ArgumentNullException.ThrowIfNull(history);
        var page = new Page(width);
        foreach (var row in history.Reports)
        {
            var (word, role) = row.State switch
            {
                HistoryState.Ok => ("ok", Role.Gain),
                HistoryState.ValuesRemoved => ("values removed", Role.Kept),
                HistoryState.Altered => ("ALTERED", Role.Danger),
                HistoryState.Missing => ("MISSING", Role.Danger),
                HistoryState.Fork => ("FORK", Role.Danger),
                _ => ("UNLINKED", Role.Danger),
            };
            page.Row([new($"  {word,-16}", role), new(row.Run, Role.Strong)], 40, row.Why is { } why && row.State is not HistoryState.ValuesRemoved ? Flow.Words(why) : []);
        }

        page.Blank();
        page.Line(Summary(history), history.Intact ? Role.Strong : Role.Danger);
        if (history.Head is { } head)
            page.Row([new("newest ", Role.Dim)], 7, Flow.Words($"{head.Run} sha256 {head.Hash}", Role.Dim));
        return page.ToText();
    }

    private static string Summary(HistoryDocument history)
    {
        var wrong = history.Reports.Count(r => !HistoryCheck.IsIntact(r.State));
        return history.Reports.IsEmpty ? $"no report in {history.History}"
            : wrong == 0 ? $"intact: {Words.Count(history.Reports.Length, "report")} in {history.History}"
            : $"NOT INTACT: {Words.Number(wrong)} of {Words.Count(history.Reports.Length, "report")} in {history.History}";
    }
}
