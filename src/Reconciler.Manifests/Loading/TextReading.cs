using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Grammar;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Has the grammar judge a parsed text and gives its top node to be read.</summary>
internal sealed class TextReading(Draft draft)
{
    /// <summary>The top node of a text, or null when nothing of it can be read on: no UTF-8, no YAML, or no file of this language.</summary>
    public Node? Read(ParsedText parsed, Schema grammar)
    {
        draft.FaultedLines.Clear();
        var faults = new List<Diagnostic>(parsed.Faults);
        var document = parsed.Document;
        if (document is not null)
            grammar.Validate(document, faults);
        foreach (var fault in faults)
            draft.FaultedLines.Add(fault.Span.Line);
        draft.Faults.AddRange(faults);
        if (document is { IsWhole: true } && document.Root.Word("version") == "1")
            return document.Root;
        draft.IsWhole = false;
        return document?.Root;
    }
}
