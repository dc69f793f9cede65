using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A source line as shown: tabs expanded, unprintables visible, cut around the span; start and length in terminal cells.</summary>
internal readonly record struct Excerpt(string Text, int Start, int Length);

/// <summary>Finds and lays out lines of source texts; each text is split once. What stands in a hidden span shows as dots, whichever fault shows its line.</summary>
internal sealed class SourceLines(Func<string, string?> source, IEnumerable<SourceSpan> hidden)
{
    private const int TabWidth = 4;
    private const string Cut = "…";
    private const char Dot = '•';

    /// <summary>How far from a place its line is looked at: more than a page is wide, and little of a line that holds a whole file.</summary>
    private const int Reach = 1000;

    // What ends a line for the reader of YAML, and so for the numbers of the spans: a lone CR too.
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];

    private readonly Dictionary<string, string[]> _files = new(StringComparer.Ordinal);
    private readonly ILookup<(string File, int Line), SourceSpan> _hidden = hidden.Where(h => !h.IsNone).Distinct().ToLookup(h => (h.File, h.Line));

    /// <summary>The line of a span; null where the text or the line does not exist.</summary>
    public Excerpt? Excerpt(SourceSpan span, int width)
    {
        if (!_files.TryGetValue(span.File, out var lines))
            _files[span.File] = lines = source(span.File)?.Split(LineEnds, StringSplitOptions.None) ?? [];
        if (span.Line < 1 || span.Line > lines.Length)
            return null;
        var line = lines[span.Line - 1];
        var from = Math.Clamp(span.Column - 1, 0, line.Length);
        var to = Math.Clamp(from + Math.Clamp(span.Length, 1, Reach), from, line.Length);
        var first = Whole(line, Math.Max(0, from - Reach));
        var last = Whole(line, Math.Min(line.Length, to + Reach));
        var near = Masked(span, line[first..last], first);
        var head = (first > 0 ? Cut : "") + near[..(from - first)];
        var tail = near[(to - first)..] + (last < line.Length ? Cut : "");
        return Fit(Expand(head, 0), near[(from - first)..(to - first)], tail, Math.Max(width, 16));
    }

    // Not between the halves of a character.
    private static int Whole(string line, int at) => at > 0 && at < line.Length && char.IsLowSurrogate(line[at]) ? at - 1 : at;

    private string Masked(SourceSpan shown, string part, int offset)
    {
        var secrets = _hidden[(shown.File, shown.Line)];
        if (!secrets.Any())
            return part;
        var masked = part.ToCharArray();
        foreach (var secret in secrets)
        {
            var from = Math.Clamp(secret.Column - 1 - offset, 0, masked.Length);
            var to = Math.Clamp(secret.Column - 1 - offset + secret.Length, from, masked.Length);
            masked.AsSpan(from..to).Fill(Dot);
        }

        return new string(masked);
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
        // What stands before a long span is what it belongs to, and of the span itself the start is enough.
        var least = carets > width / 2 ? Math.Min(start, width / 4) : 0;
        var keep = start + carets <= (width * 2 / 3) ? start : Math.Max((width - carets) / 3, least);
        if (keep < start)
        {
            head = Cut + Last(head, keep - 1);
            start = DisplayWidth.Of(head);
        }

        if (start + carets > width - Cut.Length)
        {
            middle = middle[..DisplayWidth.Fitting(middle, width - start - Cut.Length)] + Cut;
            return new Excerpt(head + middle, start, DisplayWidth.Of(middle));
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
