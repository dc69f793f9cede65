using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>Diagnostics as GitHub workflow commands, which show them beside the lines of a pull request.</summary>
public static class DiagnosticGithub
{
    public static string Render(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var result = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            var command = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            var place = diagnostic.Span.IsNone ? "" :
                $"file={WorkflowEncoder.Property(diagnostic.Span.File)},line={diagnostic.Span.Line},col={diagnostic.Span.Column},"
                + $"endColumn={diagnostic.Span.Column + diagnostic.Span.Length},";
            var sentence = diagnostic.Label.Length == 0 ? diagnostic.Message : $"{diagnostic.Message}: {diagnostic.Label}";
            var text = string.Join('\n', [sentence, .. diagnostic.Help]);
            result.Append("::").Append(command).Append(' ').Append(place).Append("title=").Append(WorkflowEncoder.Property(diagnostic.Code))
                .Append("::").Append(WorkflowEncoder.Data(text)).Append('\n');
        }

        return result.ToString();
    }
}
