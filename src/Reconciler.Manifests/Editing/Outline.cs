using System.Buffers;
using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>A document as it is written: aliases are seen as aliases, and children know where their text begins and ends.</summary>
internal sealed class Outline
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n,[]{}");

    private readonly int[] parents;

    public Outline(YamlDocument document)
    {
        Document = document;
        Lines = new TextLines(document.Text);
        var root = document.At(0);
        Count = root.Form is NodeForm.Mapping or NodeForm.Sequence ? root.Next : 1;
        parents = new int[Count];
        parents[0] = -1;
        for (var at = 0; at < Count; at++)
        {
            if (!IsCollection(at))
                continue;
            for (var child = at + 1; child < document.At(at).Next; child = document.Behind(child))
                parents[child] = at;
        }
    }

    public YamlDocument Document { get; }

    public TextLines Lines { get; }

    public string Text => Document.Text;

    public int Count { get; }

    public int ParentOf(int index) => parents[index];

    public NodeForm FormOf(int index) => Document.At(index).Form;

    public bool IsCollection(int index) => FormOf(index) is NodeForm.Mapping or NodeForm.Sequence;

    /// <summary>Where the record's node is written: itself, or what its alias stands for.</summary>
    public int Resolve(int index) => Document.Resolve(index).Index;

    public int StartOf(int index) => Document.At(index).Start;

    /// <summary>Behind the last character that shows: the parser counts the blank lines behind a block of text as its own.</summary>
    public int EndOf(int index)
    {
        ref readonly var record = ref Document.At(index);
        return record.Start + Text.AsSpan(record.Start, Math.Max(0, record.End - record.Start)).TrimEnd().Length;
    }

    public SourceSpan SpanOf(int index) => Document.SpanOf(StartOf(index), EndOf(index));

    /// <summary>Whether a collection has brackets of its own or stands within some.</summary>
    public bool IsFlow(int index)
    {
        for (; index >= 0; index = parents[index])
        {
            if (IsCollection(index) && Text[StartOf(index)] is '{' or '[')
                return true;
        }

        return false;
    }

    public bool IsWithin(int index, int ancestor)
    {
        while (index > ancestor)
            index = parents[index];
        return index == ancestor;
    }

    public List<Part> PartsOf(int collection)
    {
        var parts = new List<Part>();
        var isMapping = FormOf(collection) is NodeForm.Mapping;
        for (var at = collection + 1; at < Document.At(collection).Next;)
        {
            var value = isMapping ? at + 1 : at;
            parts.Add(new Part(at, value, BeginningOf(at, collection), Math.Max(EndOf(at), EndOf(value))));
            at = Document.Behind(value);
        }

        return parts;
    }

    /// <summary>The entry of a mapping by its key; null where there is none, and for other nodes.</summary>
    public Part? Find(int mapping, string key)
    {
        if (FormOf(mapping) is not NodeForm.Mapping)
            return null;
        foreach (var part in PartsOf(mapping))
        {
            if (Document.At(part.Index).Text == key)
                return part;
        }

        return null;
    }

    private int BeginningOf(int child, int collection)
    {
        var start = BeforeProperties(StartOf(child));
        return FormOf(collection) is NodeForm.Sequence && !IsFlow(collection) ? DashOf(start, StartOf(collection)) : start;
    }

    // Between a dash and its item there are only blanks, comments and properties; all dashes of a list stand in one column.
    private int DashOf(int item, int first)
    {
        var column = Lines.ColumnOf(first);
        for (var line = Lines.Of(item); line >= Lines.Of(first); line--)
        {
            var dash = Lines.StartOf(line) + column;
            if (dash < Lines.EndOf(line) && Text[dash] == '-' && (dash == first || Lines.BeginsAt(dash)))
                return dash;
        }

        return item;
    }

    private int BeforeProperties(int start)
    {
        while (true)
        {
            var before = Text.AsSpan(0, start).TrimEnd(" \t");
            var word = before.LastIndexOfAny(Breaks) + 1;
            if (before.Length == start || word >= before.Length || before[word] is not ('&' or '!'))
                return start;
            start = word;
        }
    }
}
