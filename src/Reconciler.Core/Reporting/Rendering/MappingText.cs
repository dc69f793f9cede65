using Reconciler.Core.Mapping;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>A whole mapping on one object for the terminal: each target with its value, where it comes from, and the parts of what is computed.</summary>
public static class MappingText
{
    private const int Indent = 2;
    private const int WidestTarget = 40;

    public static StyledText Render(ObjectMapping mapping, string whom, bool isInScope, IReadOnlyList<MappedAttribute> rows, int width)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(rows);
        var page = new Page(width);
        page.Row([], 0, [.. Flow.Words($"{mapping.Key} · {whom}", Role.Strong), .. Flow.Words(isInScope ? "· in scope" : "· out of scope: nothing of this would flow", isInScope ? Role.Dim : Role.Warning)]);
        page.Blank();
        var column = Indent + Math.Min(WidestTarget, rows.Max(r => r.Row.Target.ToString().Length)) + 2;
        foreach (var row in rows)
            Write(page, row, column);
        return page.ToText();
    }

    private static void Write(Page page, MappedAttribute row, int column)
    {
        var target = row.Row.Target.ToString();
        var where = row.Row.Span.IsNone ? "built in" : row.Row.Span.ToLine();
        StyledSpan[] left = [Page.Space(Indent), new StyledSpan(target, row.Row.Match is null ? Role.Plain : Role.Strong)];
        Atom[] value = [.. Flow.Words(EvaluationText.Shown(row.Result), row.Result.Flow is Mapping.Flow.Error ? Role.Danger : Role.Plain), .. Flow.Words(Notes(row), Role.Dim)];
        if (Indent + target.Length + 2 > column)
        {
            page.Row([], 0, [new Atom("", left)]);
            left = [];
        }

        page.Row(left, column, value, where);
        if (row.Trace is { } trace && row.Row.Source is MappingSource.Computed computed)
            EvaluationText.Parts(page, computed.Text, trace, column);
        else if (row.Row.Source is MappingSource.Direct)
            page.Row([], column, Flow.Words(row.Row.Source.ToString() ?? "", Role.Code));
    }

    private static string Notes(MappedAttribute row)
    {
        List<string> notes = [];
        if (row.Row.Match is { } match)
            notes.Add($"match {match}");
        if (row.Row.Flow is MappingFlow.Create)
            notes.Add("on creation only");
        if (row.IsDefaulted)
            notes.Add($"on creation \"{row.Row.Default}\"");
        if (row.Row.IsReference)
            notes.Add("a reference, written in a second pass");
        return notes.Count == 0 ? "" : $"({string.Join(", ", notes)})";
    }
}
