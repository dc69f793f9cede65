using System.Text;
using Reconciler.Core.Model;

namespace Reconciler.Scenarios;

/// <summary>A loaded model as lines, for its golden file: every object, attribute and link with the place it was written at.</summary>
internal static class ModelText
{
    public static string Of(IdentityModel model)
    {
        var text = new StringBuilder();
        text.Append($"workspace {model.Settings.Workspace} · {string.Join(", ", model.Files)}\n");
        foreach (var resource in model.Resources)
        {
            text.Append($"{resource.Key} {resource.Span}{(resource.Existing ? " existing" : "")}{(resource.Left is { } left ? $" left {left.Date:yyyy-MM-dd}" : "")}");
            text.Append(resource.Employment is { } e ? $" starts {e.Starts?.Date:yyyy-MM-dd} ends {e.Ends?.Date:yyyy-MM-dd} prepare {e.PrepareDays}" : "");
            text.Append(resource.Previously.IsEmpty ? "\n" : $" previously {string.Join(", ", resource.Previously)}\n");
            foreach (var cell in resource.Cells)
                text.Append($"  {cell.Attribute} = {cell.Value} {(cell.Origin == Origin.Defaults ? "by defaults " : "")}{cell.Span}\n");
            foreach (var list in resource.Links)
            {
                text.Append($"  {list.Link} {list.Mode} {list.Span}{(list.Where is { } where ? $" where {where.Filter} {where.Span}" : "")}\n");
                foreach (var end in list.Ends)
                    text.Append($"    {end.To} {end.Span}{(end.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}\n");
            }
        }

        return text.ToString();
    }
}
