using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Lines being laid out on a page of a width: something at the left, a body in its column, provenance at the right edge.</summary>
internal sealed class Page(int width)
{
    /// <summary>A body narrower than this leaves no room beside it for provenance.</summary>
    private const int NarrowestBody = 30;

    private readonly List<StyledLine> _lines = [];

    public int Width { get; } = Math.Clamp(width, 40, 140);

    /// <summary>An empty line, never two in a row and never the first.</summary>
    public void Blank()
    {
        if (_lines.Count > 0 && _lines[^1].Spans.Length > 0)
            _lines.Add(StyledLine.Empty);
    }

    public void Line(params IEnumerable<StyledSpan> spans) => _lines.Add(new StyledLine([.. spans]));

    public void Line(string text, Role role = Role.Plain) => Line(new StyledSpan(text, role));

    public void Append(StyledText text) => _lines.AddRange(text.Lines);

    /// <summary>Lays out one row; the body wraps inside its column, the provenance takes a line of its own when there is no room.</summary>
    /// <param name="hang">How much further to the right a sentence goes on that began at its column.</param>
    public void Row(IEnumerable<StyledSpan> left, int column, IEnumerable<Atom> body, string? right = null, int hang = 0)
    {
        var head = left.ToList();
        var headWidth = head.Sum(s => s.Width);
        var atoms = body.ToList();
        var edge = right is null ? default : new StyledSpan(right, Role.Dim);
        var edgeWidth = right is null ? 0 : edge.Width + 2;
        if (head.Count == 0)
            head.Add(Space(0));
        if (headWidth > Width)
            (head, headWidth) = Broken(head);
        if (atoms.Count == 0)
        {
            Finish(head, headWidth, right is null ? null : edge, column);
            return;
        }

        var fits = headWidth == 0 || headWidth + 2 <= column || (headWidth <= column && head[^1].Text.EndsWith(' '));
        var start = fits ? column : headWidth + 2;
        var bodyWidth = atoms.Sum(a => a.Width) + atoms.Skip(1).Sum(a => DisplayWidth.Of(a.Gap));
        var beside = start + bodyWidth + edgeWidth <= Width || (start == column && Width - column - edgeWidth >= NarrowestBody);
        if (start > column && start + bodyWidth > Width)
        {
            Line(head);
            (head, headWidth, start) = ([], 0, column);
            beside = Width - column - edgeWidth >= NarrowestBody;
        }

        hang = start + bodyWidth + (beside ? edgeWidth : 0) <= Width ? 0 : hang;
        var lines = Flow.Wrap(atoms, Width - start - (beside ? edgeWidth : 0) - hang);
        for (var i = 0; i < lines.Count; i++)
        {
            var from = i == 0 ? headWidth : 0;
            List<StyledSpan> line = [.. i == 0 ? head : [], Space((i == 0 ? start : Math.Min(start, column) + hang) - from), .. lines[i]];
            if (i == 0 && right is not null && beside)
                Finish(line, line.Sum(s => s.Width), edge, column);
            else
                Line(line);
        }

        if (right is not null && !beside)
            Finish([], 0, edge, column);
    }

    /// <summary>A row of a change; what does not fit on one line stands below each other, the arrow hanging before the new value.</summary>
    public void Row(IEnumerable<StyledSpan> left, int column, string before, string after, string? right)
    {
        var room = Width - column - (right is null ? 0 : DisplayWidth.Of(TerminalEncoder.Encode(right)) + 2);
        if (DisplayWidth.Of(TerminalEncoder.Encode(before)) + 3 + DisplayWidth.Of(TerminalEncoder.Encode(after)) <= room)
        {
            Row(left, column, EntryText.Change(before, after), right);
            return;
        }

        Row(left, column, Flow.Words(before, Role.Dim), right);
        Row([Space(column - 2), new StyledSpan("→ ")], column, Flow.Words(after));
    }

    public StyledText ToText() => new([.. _lines]);

    public static StyledSpan Space(int width) => new(new string(' ', Math.Max(width, 0)));

    /// <summary>A text and the spaces that fill it up to a width.</summary>
    public static string Pad(string text, int width) =>
        TerminalEncoder.Encode(text) is var clean ? clean + new string(' ', Math.Max(width - DisplayWidth.Of(clean), 0)) : clean;

    // A name that is longer than the page goes on below itself; the row goes on behind its end.
    private (List<StyledSpan> Last, int Width) Broken(List<StyledSpan> head)
    {
        var lines = Flow.Wrap([new Atom("", [.. head])], Width - 4);
        for (var i = 1; i < lines.Count; i++)
            lines[i].Insert(0, Space(4));
        foreach (var line in lines.SkipLast(1))
            Line(line);
        return (lines[^1], lines[^1].Sum(s => s.Width));
    }

    private void Finish(List<StyledSpan> line, int used, StyledSpan? edge, int column)
    {
        if (edge is { } right && used > 0 && used + 2 + right.Width > Width)
        {
            Line(line);
            (line, used) = ([], 0);
        }

        if (edge is { } last)
        {
            // Alone on its line it begins where values begin.
            line.Add(Space(used > 0 ? Width - used - last.Width : Math.Min(column, Math.Max(Width - last.Width, 0))));
            line.Add(last);
        }

        Line(line);
    }
}
