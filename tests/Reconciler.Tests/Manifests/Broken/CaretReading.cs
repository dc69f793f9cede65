using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Tests.Manifests.Broken;

/// <summary>Reads a printed page back: for each place its source line and the line of carets below, which are held against the span.</summary>
internal static partial class CaretReading
{
    private const char Cut = '…';

    public static void Check(string page, IReadOnlyCollection<Diagnostic> diagnostics, Func<string, string?> source)
    {
        var hidden = diagnostics.SelectMany(d => d.Hidden).Distinct().ToArray();
        var lines = page.Split('\n');
        var at = 0;
        foreach (var span in diagnostics.SelectMany(d => d.Related.Select(r => r.Span).Prepend(d.Span)).Where(s => !s.IsNone && source(s.File) is not null))
        {
            at = Array.FindIndex(lines, at, l => Place().Match(l) is { Success: true } place && place.Groups["place"].Value == span.ToString());
            Assert.True(at >= 0, $"{span} is not on the page");
            var written = lines[++at];
            if (!Source().IsMatch(written))
                written = lines[++at];
            var excerpt = Source().Match(written);
            Assert.True(excerpt.Success && excerpt.Groups["line"].Value == span.Line.ToString(), $"{span} shows no source line but {written}");
            var carets = Carets().Match(lines[++at]);
            Assert.True(carets.Success, $"{span} has no carets but {lines[at]}");
            Check(span, LineOf(source(span.File) ?? "", span, hidden), excerpt.Groups["text"].Value, carets.Groups["left"].Length, carets.Groups["carets"].Length);
        }
    }

    private static void Check(SourceSpan span, string line, string shown, int column, int carets)
    {
        var prefix = line[..(span.Column - 1)];
        var before = Cells.Shown(prefix, 0);
        var padded = shown.PadRight(shown.Length + column + carets);
        string rest;
        if (shown.StartsWith(Cut) && !before.StartsWith(Cut))
        {
            // A line that is cut at the left moves its place with it: what stands before the caret is then the end of what should.
            var head = Head(padded, column);
            Assert.EndsWith(head[1..], before, StringComparison.Ordinal);
            rest = padded[head.Length..];
        }
        else
        {
            Assert.Equal(Cells.Of(before), column);
            Assert.StartsWith(before, padded, StringComparison.Ordinal);
            rest = padded[before.Length..];
        }

        var marked = Cells.Shown(line[(span.Column - 1)..Math.Min(line.Length, span.Column - 1 + span.Length)], Cells.Of(before));
        rest = rest.TrimEnd().TrimEnd(Cut);
        Assert.True(marked.StartsWith(rest, StringComparison.Ordinal) || rest.StartsWith(marked.TrimEnd(), StringComparison.Ordinal), $"{span}: `{marked}` is not at `{rest}`");
        if (!shown.EndsWith(Cut))
            Assert.Equal(Math.Max(1, Cells.Of(marked)), carets);
    }

    // The part of a printed line that takes so many cells, with the marks on its last character.
    private static string Head(string shown, int cells)
    {
        var at = 0;
        foreach (var rune in shown.EnumerateRunes())
        {
            var width = Cells.Of(rune);
            if (width > cells)
                break;
            cells -= width;
            at += rune.Utf16SequenceLength;
        }

        Assert.Equal(0, cells);
        return shown[..at];
    }

    private static string LineOf(string text, SourceSpan span, SourceSpan[] hidden)
    {
        var line = LineEnd().Split(text)[span.Line - 1];
        foreach (var secret in hidden.Where(h => h.File == span.File && h.Line == span.Line))
            line = string.Concat(line.AsSpan(0, secret.Column - 1), new string('•', secret.Length), line.AsSpan(secret.Column - 1 + secret.Length));
        return line;
    }

    [GeneratedRegex(@"^ *(-->|:::) (?<place>.+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^ *(?<line>[0-9]+) *\|( (?<text>.*))?$")]
    private static partial Regex Source();

    [GeneratedRegex(@"^ +\| (?<left> *)(?<carets>\^+|-+)( |$)")]
    private static partial Regex Carets();

    [GeneratedRegex(@"\r\n|\n|\r")]
    private static partial Regex LineEnd();
}
