using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A source line as shown: tabs expanded, unprintables visible, cut around the span; start and length in terminal cells.</summary>
internal readonly record struct Excerpt(string Text, int Start, int Length);

/// <summary>Finds and lays out lines of source texts; each text is split once. What stands in a hidden span shows as dots, whichever fault shows its line.</summary>
internal sealed class SourceLines(Func<string, string?> source, IReadOnlyCollection<SourceSpan> hidden)
{
    private const int TabWidth = 4;
    private const string Cut = "…";
    private const char Dot = '•';

    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);

    /// <summary>The line of a span; null where the text or the line does not exist.</summary>
    public Excerpt? Excerpt(SourceSpan span, int width)
    {
        if (!_files.TryGetValue(span.File, out var lines))
            _files[span.File] = lines = source(span.File)?.Split('\n') ?? [];
        if (span.Line < 1 || span.Line > lines.Length)
            return null;
        var line = Masked(span, lines[span.Line - 1].TrimEnd('\r'));
        var from = Math.Clamp(span.Column - 1, 0, line.Length);
        var to = Math.Clamp(from + Math.Max(span.Length, 1), from, line.Length);
        return Fit(Expand(line[..from], 0), line[from..to], line[to..], Math.Max(width, 16));
    }

    private string Masked(SourceSpan shown, string line)
    {
        foreach (var secret in hidden)
        {
            if (secret.File != shown.File || secret.Line != shown.Line)
                continue;
            var from = Math.Clamp(secret.Column - 1, 0, line.Length);
            var to = Math.Clamp(from + secret.Length, from, line.Length);
            line = string.Concat(line.AsSpan(0, from), new string(Dot, to - from), line.AsSpan(to));
        }

        return line;
    }

    private static Excerpt Fit(string head, string marked, string tail, int width)
    {
        var start = DisplayWidth.Of(head);
        var middle = Expand(marked, start);
        var length = DisplayWidth.Of(middle);
        var rest = Expand(tail, start + length).TrimEnd(' ');
        // A caret at the end of a line, or under something without width, is one cell.
        var carets = Math.Max(length, 1);
        if (start + length + DisplayWidth.Of(rest) <= width)
            return new Excerpt(head + middle + rest, start, carets);
        if (carets > width - (2 * Cut.Length))
        {
            middle = middle[..DisplayWidth.Fitting(middle, width - 3)] + Cut;
            (rest, carets) = ("", DisplayWidth.Of(middle));
        }

        var keep = start + carets <= (width * 2 / 3) ? start : Math.Max((width - carets) / 3, 0);
        if (keep < start)
        {
            head = Cut + Last(head, keep - 1);
            start = DisplayWidth.Of(head);
        }

        var room = width - start - carets;
        if (DisplayWidth.Of(rest) > room)
            rest = room > 1 ? rest[..DisplayWidth.Fitting(rest, room - 1)] + Cut : "";
        return new Excerpt(head + middle + rest, start, carets);
    }

    private static string Last(string text, int width)
    {
        var from = text.Length;
        while (from > 0 && width > 0)
        {
            var step = from > 1 && char.IsLowSurrogate(text[from - 1]) && char.IsHighSurrogate(text[from - 2]) ? 2 : 1;
            var cells = DisplayWidth.Of(text[(from - step)..from]);
            if (cells > width)
                break;
            width -= cells;
            from -= step;
        }

        return text[from..];
    }

    // Tabs end at columns of four, and encoding comes before measuring: the caret stands under what is shown.
    private static string Expand(string text, int column)
    {
        var result = new StringBuilder(text.Length);
        foreach (var part in text.Split('\t').Index())
        {
            if (part.Index > 0)
            {
                var spaces = TabWidth - (column % TabWidth);
                result.Append(' ', spaces);
                column += spaces;
            }

            var shown = TerminalEncoder.Encode(part.Item);
            result.Append(shown);
            column += DisplayWidth.Of(shown);
        }

        return result.ToString();
    }
}
