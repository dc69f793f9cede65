namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Something that is not broken over lines if it can be helped, and what stands before it unless it begins a line.</summary>
internal readonly record struct Atom(string Gap, StyledSpan[] Spans)
{
    public int Width => Spans.Sum(s => s.Width);

    public static Atom Of(string text, Role role = Role.Plain, string gap = " ") => new(gap, [new StyledSpan(text, role)]);
}

/// <summary>Breaks text into lines of a width.</summary>
internal static class Flow
{
    /// <summary>The words of a text as atoms, each with the spaces before it.</summary>
    public static IEnumerable<Atom> Words(string text, Role role = Role.Plain, string gap = " ")
    {
        var clean = TerminalEncoder.Encode(text);
        var start = 0;
        while (start < clean.Length)
        {
            var word = start;
            while (word < clean.Length && clean[word] == ' ')
                word++;
            var end = word;
            while (end < clean.Length && clean[end] != ' ')
                end++;
            yield return Atom.Of(end > word ? clean[word..end] : "", role, start == 0 ? gap + clean[..word] : clean[start..word]);
            start = end;
        }
    }

    public static List<List<StyledSpan>> Wrap(IEnumerable<Atom> atoms, int width)
    {
        width = Math.Max(width, 8);
        var lines = new List<List<StyledSpan>> { new() };
        var used = 0;
        foreach (var atom in atoms)
        {
            var first = lines[^1].Count == 0;
            var gap = first ? 0 : DisplayWidth.Of(atom.Gap);
            if (!first && used + gap + atom.Width > width)
            {
                lines.Add([]);
                (used, gap, first) = (0, 0, true);
            }

            if (gap > 0 && !first)
                lines[^1].Add(new StyledSpan(atom.Gap));
            used += gap;
            foreach (var span in atom.Spans)
                used = Put(lines, span, used, width);
        }

        return lines;
    }

    // A span longer than a line is cut between characters; nothing is lost.
    private static int Put(List<List<StyledSpan>> lines, StyledSpan span, int used, int width)
    {
        var text = span.Text;
        while (DisplayWidth.Of(text) is var rest && rest > width - used && text.Length > 1)
        {
            if (used > 0 && rest <= width)
            {
                lines.Add([]);
                used = 0;
                continue;
            }

            var head = DisplayWidth.Fitting(text, width - used);
            lines[^1].Add(new StyledSpan(text[..head], span.Role));
            text = text[head..];
            if (text.Length == 0)
                return width;
            lines.Add([]);
            used = 0;
        }

        lines[^1].Add(new StyledSpan(text, span.Role));
        return used + DisplayWidth.Of(text);
    }
}
