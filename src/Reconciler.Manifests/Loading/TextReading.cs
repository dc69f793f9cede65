using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads the texts of one workspace into nodes, one after the other, and has the grammar judge them.</summary>
internal sealed class TextReading(Draft draft)
{
    private readonly NodeBudget budget = new();

    /// <summary>The top node of a text, or null when nothing of it can be read on: no UTF-8, no YAML, or no file of this language.</summary>
    public Node? Read(SourceText source, Schema grammar)
    {
        draft.FaultedLines.Clear();
        var before = draft.Faults.Count;
        var text = YamlText.Decode(source.Path, source.Bytes.Span, draft.Faults);
        var document = text is null ? null : YamlDocument.Parse(source.Path, text, budget, draft.Faults);
        if (document is not null)
            grammar.Validate(document, draft.Faults);
        foreach (var fault in draft.Faults.Skip(before))
            draft.FaultedLines.Add(fault.Span.Line);
        if (document is { IsWhole: true } && document.Root.Word("version") == "1")
            return document.Root;
        draft.IsWhole = false;
        return document?.Root;
    }
}
