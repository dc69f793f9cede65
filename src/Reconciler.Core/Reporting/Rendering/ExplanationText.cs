using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>What a code means, for the terminal: why it is an error, an example, what that gives, and its repair.</summary>
public static class ExplanationText
{
    /// <summary>Prose is read in lines of a book, however wide the terminal is.</summary>
    private const int WidestProse = 96;
    private const int Indent = 2;
    private const int Code = 4;

    /// <param name="gives">What the failing example gives, where its files alone show it.</param>
    public static StyledText Render(Explanation explanation, IReadOnlyCollection<Diagnostic> gives, int width)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        ArgumentNullException.ThrowIfNull(gives);
        var page = new Page(Math.Min(width, WidestProse));
        page.Row([new StyledSpan(explanation.Code, Role.Strong)], explanation.Code.Length + 2, Flow.Words(explanation.Title, Role.Heading));
        foreach (var paragraph in explanation.Prose)
        {
            page.Blank();
            page.Row([], Indent, Flow.Words(paragraph));
        }

        Write(page, "EXAMPLE", explanation.Failing);
        if (gives.Count > 0)
        {
            Head(page, "WHICH GIVES");
            Write(page, gives, [.. explanation.FailingFiles]);
        }
        else if (explanation.Failing.Says is { } says)
        {
            Head(page, "WHICH GIVES");
            Lines(page, Indent, says);
        }

        Write(page, "REPAIRED", explanation.Repaired);
        return page.ToText();
    }

    /// <summary>Every code with its title, by area.</summary>
    public static StyledText Table(int width)
    {
        var page = new Page(width);
        var all = Explanations.All.ToArray();
        foreach (var area in Explanations.Areas)
        {
            page.Blank();
            page.Line(area.Name.ToUpperInvariant(), Role.Heading);
            foreach (var explanation in all.Where(e => area.Holds(e.Code)))
                page.Row([Page.Space(Indent), new StyledSpan(explanation.Code, Role.Code)], Indent + 7, Flow.Words(explanation.Title));
        }

        page.Blank();
        page.Row([], 0, [.. Flow.Words(Words.Explain("CODE"), Role.Code), .. Flow.Words("says why, with an example and its repair")]);
        return page.ToText();
    }

    private static void Head(Page page, string heading)
    {
        page.Blank();
        page.Line(heading, Role.Heading);
    }

    private static void Write(Page page, string heading, Example example)
    {
        if (example.IsEmpty)
            return;
        Head(page, heading);
        foreach (var (i, file) in example.Files.Index())
        {
            if (i > 0)
                page.Blank();
            page.Line(Page.Space(Indent), new StyledSpan(file.Name, Role.Strong), new StyledSpan(Stage(file), Role.Dim));
            Lines(page, Code, file.Text.TrimEnd('\n'));
        }

        if (example.Command is not { } command)
            return;
        if (!example.Files.IsEmpty)
            page.Blank();
        page.Row([], Indent, Flow.Words(command, Role.Code));
    }

    private static string Stage(ExampleFile file) => file switch
    {
        { Before: true } => "  at the last apply",
        { Name: ExampleFile.Live } => "  what is live",
        _ => "",
    };

    private static void Write(Page page, IReadOnlyCollection<Diagnostic> gives, ExampleFile[] files)
    {
        var inner = new Page(page.Width - Indent);
        DiagnosticText.Write(inner, gives, name => Array.Find(files, f => f.Name == name) is { } file ? Encoding.UTF8.GetString(file.ToBytes()) : null);
        foreach (var line in inner.ToText().Lines)
        {
            if (line.Spans.IsEmpty)
                page.Blank();
            else
                page.Line([Page.Space(Indent), .. line.Spans]);
        }
    }

    // A line as it is written; what is too long for the page goes on below, further in.
    private static void Lines(Page page, int indent, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var start = indent + line.Length - line.TrimStart(' ').Length;
            var rows = indent + DisplayWidth.Of(line) <= page.Width
                ? [[new StyledSpan(line.TrimStart(' '))]]
                : Flow.Wrap(Flow.Words(line.TrimStart(' ')), page.Width - start - Indent);
            foreach (var (i, row) in rows.Index())
                page.Line([Page.Space(i == 0 ? start : start + Indent), .. row]);
        }
    }
}
