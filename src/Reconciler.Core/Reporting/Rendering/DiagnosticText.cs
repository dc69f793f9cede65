using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Faults of the author for the terminal: what is wrong, where it stands with the source line, what to do.</summary>
public static class DiagnosticText
{
    /// <param name="source">The text of a workspace-relative file, or null where there is none.</param>
    public static StyledText Render(IEnumerable<Diagnostic> diagnostics, Func<string, string?> source, int width)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        ArgumentNullException.ThrowIfNull(source);
        var page = new Page(width);
        var all = diagnostics as IReadOnlyCollection<Diagnostic> ?? [.. diagnostics];
        Write(page, all, source);
        var first = all.FirstOrDefault(d => d.Severity == Severity.Error);
        if (first is not null)
            page.Line(new StyledSpan(Summary(all), Role.Danger), new StyledSpan($" · {Words.Explain(first.Code)} for more", Role.Dim));
        else if (all.Count > 0)
            page.Line(Summary(all), Role.Strong);
        return page.ToText();
    }

    /// <summary>The faults alone, a blank line behind each.</summary>
    internal static void Write(Page page, IReadOnlyCollection<Diagnostic> diagnostics, Func<string, string?> source)
    {
        var lines = new SourceLines(source, diagnostics.Select(d => d.Hidden).Distinct().SelectMany(h => h));
        foreach (var diagnostic in diagnostics)
        {
            Write(page, diagnostic, lines);
            page.Blank();
        }
    }

    public static Role RoleOf(Severity severity) => severity switch
    {
        Severity.Error => Role.Danger,
        Severity.Warning => Role.Warning,
        _ => Role.Kept,
    };

    private static string Summary(IReadOnlyCollection<Diagnostic> all) => string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Note }
        .Select(s => (Name: s.ToString().ToLowerInvariant(), Count: all.Count(d => d.Severity == s)))
        .Where(s => s.Count > 0).Select(s => Words.Count(s.Count, s.Name)));

    private static void Write(Page page, Diagnostic diagnostic, SourceLines lines)
    {
        var role = RoleOf(diagnostic.Severity);
        var code = $"{diagnostic.Severity.ToString().ToLowerInvariant()}[{diagnostic.Code}]";
        page.Row([], 0,
        [
            new Atom("", [new StyledSpan(code, role), new StyledSpan(":", Role.Strong)]),
            .. Flow.Words(diagnostic.Message, Role.Strong),
        ]);
        var gutter = diagnostic.Related.Select(r => r.Span).Append(diagnostic.Span).Max(s => s.IsNone ? 1 : s.Line.ToString().Length);
        if (!diagnostic.Span.IsNone)
            WriteSpan(page, diagnostic.Span, diagnostic.Label, role, '^', gutter, lines, diagnostic.Span.File);
        foreach (var related in diagnostic.Related.Where(r => !r.Span.IsNone))
            WriteSpan(page, related.Span, related.Label, Role.Kept, '-', gutter, lines, diagnostic.Span.File);
        foreach (var help in diagnostic.Help)
            Note(page, gutter, "help", help);
        if (!diagnostic.Also.IsEmpty)
            Note(page, gutter, "also", Also(diagnostic));
    }

    private static void WriteSpan(Page page, SourceSpan span, string label, Role role, char caret, int gutter, SourceLines lines, string? primary)
    {
        var indent = new string(' ', gutter);
        page.Line(new StyledSpan(caret == '^' ? $"{indent}--> " : $"{indent}::: ", Role.Dim), new StyledSpan(span.ToString()));
        if (lines.Excerpt(span, page.Width - gutter - 3) is not { } excerpt)
        {
            if (label.Length > 0)
                Note(page, gutter, caret == '^' ? "here" : "there", label);
            return;
        }

        if (caret == '^' || span.File != primary)
            page.Line($"{indent} |", Role.Dim);
        page.Line(new StyledSpan($"{Page.Pad(span.Line.ToString(), gutter)} | ", Role.Dim), new StyledSpan(excerpt.Text));
        var carets = new StyledSpan(new string(caret, excerpt.Length), role);
        StyledSpan[] left = [new($"{indent} | ", Role.Dim), Page.Space(excerpt.Start), carets];
        if (gutter + 3 + excerpt.Start + excerpt.Length + 1 + DisplayWidth.Of(label) <= page.Width || label.Length == 0)
        {
            page.Line([.. left, new StyledSpan(label.Length == 0 ? "" : " " + label, role)]);
            return;
        }

        // No room at the right of the caret: below it, as far left as it must.
        page.Line(left);
        var below = Flow.Wrap(Flow.Words(label, role), page.Width - gutter - 3);
        var start = Math.Clamp(excerpt.Start, 0, Math.Max(page.Width - gutter - 3 - below.Max(l => l.Sum(s => s.Width)), 0));
        foreach (var line in below)
            page.Line([new StyledSpan($"{indent} | ", Role.Dim), Page.Space(start), .. line]);
    }

    private static void Note(Page page, int gutter, string word, string text) =>
        page.Row([new($"{new string(' ', gutter)} = ", Role.Dim), new(word + ": ", Role.Strong)], gutter + word.Length + 5, Flow.Words(text));

    // The first place of each file in full, the others by their line.
    private static string Also(Diagnostic diagnostic)
    {
        var file = diagnostic.Span.File;
        var places = new List<string>();
        foreach (var span in diagnostic.Also.Where(s => !s.IsNone))
        {
            places.Add(span.File == file && places.Count > 0 ? $":{span.Line}" : span.ToLine());
            file = span.File;
        }

        return string.Join(", ", places.Distinct(StringComparer.Ordinal));
    }
}
