using System.Text;
using Reconciler.Core.Mapping;

namespace Reconciler.Tests.Mapping;

internal static class MappingText
{
    /// <summary>A mapping as lines: a row each, with what is said beside it.</summary>
    public static string Of(ObjectMapping mapping)
    {
        var text = new StringBuilder($"{mapping.Key} ({mapping.Kind}){(mapping.IsBuiltIn ? " built in" : $" {mapping.Span}")}\n");
        foreach (var row in mapping.Attributes)
        {
            text.Append($"  {row.Target} <- {row.Source}");
            text.Append(row.Match is { } match ? $" match {match}" : "").Append(row.Flow is MappingFlow.Create ? " on creation" : "");
            text.Append(row.Default is { } otherwise ? $" else \"{otherwise}\"" : "").Append(row.IsReference ? " reference" : "");
            text.Append(row.Span.IsNone ? "\n" : $" at {row.Span.Line}:{row.Span.Column}\n");
        }

        if (mapping.Scope.Items.Length > 0)
            text.Append($"  scope {mapping.Scope}\n");
        return text.ToString();
    }
}
