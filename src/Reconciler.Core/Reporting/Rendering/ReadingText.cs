using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What of one target has been read so far.</summary>
public sealed record ReadingRow(string Target, ImmutableArray<CountRow> Parts);

/// <summary>What is being read: a line for each target while somebody watches, a sentence for a log.</summary>
public static class ReadingText
{
    private const int MostRows = 8;
    private const int WidestName = 32;

    /// <summary>Lines that are no longer than the width.</summary>
    public static StyledText Render(IReadOnlyList<ReadingRow> rows, int width)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var several = Spoken.AreSeveral(rows.Select(r => r.Target));
        var shown = rows.Count > MostRows ? [.. rows.Take(MostRows - 1)] : rows;
        var name = several ? Math.Min(shown.Max(r => DisplayWidth.Of(TerminalEncoder.Encode(r.Target))), WidestName) + 2 : 0;
        var lines = shown.Select((r, i) => ApplyText.Cut(
        [
            new StyledSpan(i == 0 ? "  reading  " : "           ", Role.Dim), .. several ? [new StyledSpan(Page.Pad(r.Target, name), Role.Strong)] : Array.Empty<StyledSpan>(),
            new StyledSpan(string.Join(" · ", r.Parts.Select(p => Words.Count(p.Count, p.What)))),
        ], width));
        return new StyledText([.. lines, .. rows.Count > shown.Count ? [ApplyText.Cut([new StyledSpan($"           and {Words.Count(rows.Count - shown.Count, "target")} more", Role.Dim)], width)] : Array.Empty<StyledLine>()]);
    }

    /// <summary>One sentence, without signs: <c>reading directory: 12,000 users, 400 groups</c>.</summary>
    public static string Sentence(ReadingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return TerminalEncoder.Encode($"reading {row.Target}: {Words.List(row.Parts)}");
    }
}
