using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>One text as nodes, and what was wrong with it as YAML; no document when it is no UTF-8.</summary>
internal sealed record ParsedText(string Path, YamlDocument? Document, IReadOnlyList<Diagnostic> Faults)
{
    public static ParsedText Of(SourceText source, NodeBudget budget) => Of(FetchedText.Of(source), budget);

    public static ParsedText Of(FetchedText text, NodeBudget budget)
    {
        if (text.Source is not { } source)
            return new(text.Path, null, text.Faults);
        var document = YamlDocument.Parse(source, budget, text.Faults);
        SecretLines.Hide(source.Text, text.Faults);
        return new(text.Path, document, text.Faults);
    }
}
