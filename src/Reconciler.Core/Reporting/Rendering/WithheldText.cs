namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Removals that are kept back: what, how many and why, before anything that is done.</summary>
internal static class WithheldText
{
    private const int NamesShown = 8;

    public static void Write(Page page, IReadOnlyCollection<WithheldRow> rows)
    {
        if (rows.Count == 0)
            return;
        var several = Spoken.AreSeveral(rows.Select(r => r.Target));
        page.Blank();
        page.Line("REMOVALS WITHHELD", Role.Heading);
        foreach (var row in rows)
        {
            page.Row([new("  ! ", Role.Danger)], 4,
                [.. Flow.Words($"{What(row)}{(several || !Spoken.IsDirectory(row.Target) ? $" in {row.Target}" : "")}:", Role.Strong), .. Flow.Words(row.Why)]);
            page.Row([], 4, Flow.Words(Names(row), Role.Dim));
        }
    }

    /// <summary>What and why, without names.</summary>
    public static string Sentence(WithheldRow row) => $"{What(row)}{(Spoken.IsDirectory(row.Target) ? "" : $" in {row.Target}")}, because {row.Why}";

    /// <summary>One sentence of a comment.</summary>
    public static string Markdown(WithheldRow row) =>
        $"**Removals withheld**: {MarkdownEncoder.Prose(What(row))}{(Spoken.IsDirectory(row.Target) ? "" : $" in {MarkdownEncoder.Code(row.Target)}")}, "
        + $"because {MarkdownEncoder.Prose(row.Why)}: {MarkdownCaution.Codes(row.Names, NamesShown)}";

    private static string What(WithheldRow row) => row.What switch
    {
        "users" => row.Count == 1 ? "1 person" : $"{Words.Number(row.Count)} people",
        _ => Words.Count(row.Count, row.What),
    };

    private static string Names(WithheldRow row) => Words.Names(row.Names, NamesShown);
}
