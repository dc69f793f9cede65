using System.Text;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Reporting.Rendering;

/// <summary>The codes for a page of documentation. One explanation is Markdown as it is written.</summary>
public static class ExplanationMarkdown
{
    /// <summary>Every code with its title, by area.</summary>
    public static string Table()
    {
        var text = new StringBuilder("# What the codes mean\n");
        var all = Explanations.All.ToArray();
        foreach (var area in Explanations.Areas)
        {
            text.Append($"\n## {area.Codes}: {area.Name}\n\n| code | what it is |\n|---|---|\n");
            foreach (var explanation in all.Where(e => area.Holds(e.Code)))
                text.Append($"| {explanation.Code} | {explanation.Title} |\n");
        }

        return text.ToString();
    }
}
