using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A mapping expression for the terminal: its faults, or its outcome with what each part gave.</summary>
public static class EvaluationText
{
    private const string File = "expression";
    private const int Indent = 2;
    private const int LongestPart = 48;

    /// <summary>Faults with a caret under the column.</summary>
    public static StyledText Faults(string expression, IEnumerable<ExpressionFault> faults, int width)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var page = new Page(width);
        DiagnosticText.Write(page, [.. faults.Select(f => Diagnostic(expression, f.Offset, f.Length, f.Message, f.Help))], _ => expression);
        return page.ToText();
    }

    /// <summary>The outcome and the tree of its parts; what is redacted is not shown.</summary>
    public static StyledText Outcome(string expression, FlowResult result, TraceNode trace, int width)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var page = new Page(width);
        if (result.Error is { } error)
            DiagnosticText.Write(page, [Diagnostic(expression, error.Offset, error.Length, error.Message, null)], _ => expression);
        else
            page.Row([], 0, Flow.Words(Shown(result), Role.Strong));
        page.Blank();
        Write(page, expression, trace, 0);
        return page.ToText();
    }

    /// <summary>Every function with its parameters, what it gives, and an example.</summary>
    public static StyledText Functions(int width)
    {
        var page = new Page(width);
        foreach (var function in FunctionCatalog.All)
        {
            page.Blank();
            page.Row([], 0, Flow.Words(function.ToString(), Role.Heading));
            page.Row([Page.Space(Indent)], Indent, Flow.Words(function.Summary));
            page.Row([Page.Space(Indent)], Indent + Indent, [.. Flow.Words(function.Example.Expression, Role.Code), .. Flow.Words($"→ {function.Example.Result}")]);
            if (function.Example.Source != "{}")
                page.Row([Page.Space(Indent)], Indent + Indent, Flow.Words($"on {function.Example.Source}", Role.Dim));
        }

        return page.ToText();
    }

    private static void Write(Page page, string expression, TraceNode node, int depth)
    {
        // A constant says what it is where it stands.
        var part = expression.AsSpan(Math.Min(node.Offset, expression.Length));
        part = part[..Math.Min(node.Length, part.Length)];
        if (depth > 0 && node.Parts.IsEmpty && part is not ['[', ..] && !part.EndsWith(")"))
            return;
        var text = string.Join(' ', part.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length > LongestPart)
            text = text[..(LongestPart - 1)] + "…";
        page.Row([Page.Space(depth * Indent)], depth * Indent, [.. Flow.Words(text, Role.Code), .. Flow.Words("= " + Shown(node.Result))]);
        foreach (var child in node.Parts)
            Write(page, expression, child, depth + 1);
    }

    /// <summary>The tree of what each part gave.</summary>
    internal static void Parts(Page page, string expression, TraceNode trace, int column) => Write(page, expression, trace, column / Indent);

    internal static string Shown(FlowResult result) => result.Flow switch
    {
        Mapping.Flow.Ignore => "the attribute is left alone",
        Mapping.Flow.IgnoreObject => "the object is left alone",
        Mapping.Flow.Error => $"error: {result.Error?.Message}",
        _ when result.IsRedacted => FlowResult.RedactedText,
        _ when result.Value.IsNull => "absent",
        _ when result.Value.Kind == MappingValueKind.Text => $"\"{result.Value}\"",
        _ => result.Value.ToString(),
    };

    private static Diagnostic Diagnostic(string expression, int offset, int length, string message, string? help)
    {
        var before = expression.AsSpan(0, Math.Min(offset, expression.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        var rest = expression.AsSpan(before.Length);
        var end = rest.IndexOfAny('\r', '\n');
        var span = new SourceSpan(File, line, column, Math.Max(1, Math.Min(length, end < 0 ? rest.Length : end)));
        return new Diagnostic("expression", Severity.Error, message, span) { Help = help is null ? [] : [help] };
    }
}
