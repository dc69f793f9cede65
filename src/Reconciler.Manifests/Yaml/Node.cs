using Reconciler.Core.Diagnostics;

namespace Reconciler.Manifests.Yaml;

/// <summary>A node of a parsed text: a place in its document's arrays. Aliases are resolved, so the place is where the node is written.</summary>
internal readonly record struct Node(YamlDocument Document, int Index)
{
    public NodeKind Kind => Record.Form switch
    {
        NodeForm.Mapping => NodeKind.Mapping,
        NodeForm.Sequence => NodeKind.Sequence,
        _ => NodeKind.Scalar,
    };

    /// <summary>The scalar's text as typed, escapes resolved; empty for a collection.</summary>
    public string Text => Record.Text;

    public bool IsPlain => Record.Form is NodeForm.Plain;

    /// <summary>Nothing is written here, as after <c>members:</c> with no value.</summary>
    public bool IsEmpty => IsPlain && Text.Length == 0;

    /// <summary>The word <c>null</c> without quotes; <c>~</c>, <c>Null</c> and <c>NULL</c> are text.</summary>
    public bool IsNull => IsPlain && Text == "null";

    /// <summary>The scalar with its quotes (its first line, when it has several), or the collection's first character.</summary>
    public SourceSpan Span
    {
        get
        {
            ref readonly var record = ref Record;
            var end = record.Form is NodeForm.Mapping or NodeForm.Sequence ? record.Start + 1 : record.End;
            return Document.SpanOf(record.Start, end);
        }
    }

    /// <summary>UTF-16 offset of the first character in <see cref="YamlDocument.Text"/>.</summary>
    public int Start => Record.Start;

    /// <summary>
    /// UTF-16 offset behind the last character: exact for scalars and <c>{}</c>/<c>[]</c>, behind the last scalar for block collections.
    /// </summary>
    public int End => Record.End;

    /// <summary>The entries of a mapping in the order of the text; none for other kinds.</summary>
    public NodeEntries Entries => new(this);

    /// <summary>The items of a sequence in the order of the text; none for other kinds.</summary>
    public NodeItems Items => new(this);

    /// <summary>The value beside a key, or null; linear in the number of entries.</summary>
    public Node? Find(string key)
    {
        foreach (var (name, value) in Entries)
        {
            if (name.Text == key)
                return value;
        }

        return null;
    }

    internal ref readonly NodeRecord Record => ref Document.At(Index);
}
