using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

/// <summary>One parsed text: its nodes in document order and where they stand.</summary>
internal sealed class YamlDocument
{
    private readonly NodeRecord[] records;
    private readonly LineMap lines;

    internal YamlDocument(YamlSource source, NodeRecord[] records, bool isWhole)
    {
        File = source.File;
        Text = source.Text;
        lines = source.Lines;
        this.records = records;
        IsWhole = isWhole;
    }

    public string File { get; }

    /// <summary>The text that offsets count in: without a byte-order mark.</summary>
    public string Text { get; }

    /// <summary>
    /// False when a fault kept the tree from being built (the root is then an empty node): nothing may be concluded from what is missing.
    /// </summary>
    public bool IsWhole { get; }

    /// <summary>The top node; an empty node when the text holds only comments or could not be read.</summary>
    public Node Root => new(this, 0);

    /// <summary>
    /// Reads one text. Faults are added to <paramref name="faults"/>, all that one pass can see; a fault of syntax or of size ends the pass.
    /// </summary>
    public static YamlDocument Parse(string file, string text, NodeBudget budget, ICollection<Diagnostic> faults) =>
        Parse(YamlSource.Of(file, text, faults), budget, faults);

    public static YamlDocument Parse(YamlSource source, NodeBudget budget, ICollection<Diagnostic> faults) => YamlReader.Read(source, budget, faults);

    /// <summary>The place of a stretch of the text, cut at the end of its first line.</summary>
    public SourceSpan SpanOf(int start, int end) => lines.SpanOf(File, start, end);

    internal ref readonly NodeRecord At(int index) => ref records[index];

    internal Node Resolve(int index) => new(this, records[index].Form is NodeForm.Alias ? records[index].Next : index);

    internal int Behind(int index) => records[index].Form is NodeForm.Alias ? index + 1 : records[index].Next;
}
