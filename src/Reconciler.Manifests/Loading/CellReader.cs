using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads attributes: <c>null</c> and <c>[]</c> clear, an empty node is no statement (the grammar reports it).</summary>
internal sealed class CellReader(Draft draft)
{
    /// <summary>A group of attributes becomes one cell a part, since each part is managed by itself, unless the directory keeps the group as one value.</summary>
    public void Read(Kind kind, Node key, Node value, Origin origin, List<DeclaredCell> cells)
    {
        var attribute = key.Text;
        if (!GrammarAttributes.Of(kind).TryGetValue(attribute, out var known) || value.IsEmpty)
            return;
        if (value.Kind is NodeKind.Mapping && known.Kind is not ValueKind.Table)
            return;
        if (value.Kind is NodeKind.Mapping && draft.Catalog.Find(kind, attribute) is null)
        {
            foreach (var (part, inner) in value.Entries)
                Add(kind, $"{attribute}.{part.Text}", part, inner, origin, cells);
        }
        else
        {
            Add(kind, attribute, key, value, origin, cells);
        }
    }

    private void Add(Kind kind, string attribute, Node key, Node value, Origin origin, List<DeclaredCell> cells)
    {
        if (value.IsEmpty)
            return;
        Judge(kind, attribute, key);
        if (value.IsNull && !draft.Catalog.IsClearable(kind, attribute))
            draft.Faults.Add(LoadingFaults.NotClearable(value.Span, attribute));
        else
            cells.Add(new DeclaredCell(attribute, ValueOf(kind, attribute, value), value.Kind is NodeKind.Scalar ? value.Span : key.Span, origin));
    }

    private void Judge(Kind kind, string attribute, Node key)
    {
        if (draft.Directory?.ReadOnly.TryGetValue(kind, out var names) is true && names.Any(n => Names.Covers(n, attribute)))
            draft.MasteredElsewhere.Add((kind, attribute), key.Span);
        else if (draft.Directory?.MarkAttribute is { } mark && attribute == $"onPremisesExtensionAttributes.{mark}")
            draft.MarkDeclared.Add(mark, key.Span);
        else if (!draft.Catalog.CanWrite(kind, attribute))
            draft.NotWritable.Add((kind, attribute), key.Span);
    }

    private AttributeValue ValueOf(Kind kind, string attribute, Node value) => value.Kind switch
    {
        // The directory keeps one value where the wire has a list.
        NodeKind.Sequence when draft.Catalog.Find(kind, attribute)?.Kind is ValueKind.Text => OnlyOne(attribute, value),
        NodeKind.Sequence => AttributeValue.OfTexts(((Node?)value).Words().Select(w => w.Text)),
        NodeKind.Mapping => AttributeValue.OfTable(Rows(value)),
        _ when value.IsNull => AttributeValue.None,
        _ => draft.Catalog.KindOf(kind, attribute) switch
        {
            ValueKind.Flag when value.Text is "true" or "false" => AttributeValue.Of(value.Text == "true"),
            ValueKind.Number when long.TryParse(value.Text, out var number) => AttributeValue.Of(number),
            ValueKind.Texts => AttributeValue.OfTexts([value.Text]),
            _ => TextOf(value),
        },
    };

    private AttributeValue TextOf(Node value)
    {
        var text = draft.Texts.Of(value.Text, out var isNew);
        if (isNew && SecretText.IsKnown(value.Text))
            draft.Faults.Add(RuleFaults.SecretInClear(value));
        return text;
    }

    private AttributeValue OnlyOne(string attribute, Node list)
    {
        var items = ((Node?)list).Words().ToArray();
        if (items.Length > 1)
            draft.Faults.Add(LoadingFaults.KeepsOne(items[1].Span, attribute));
        return AttributeValue.Of(items.FirstOrDefault().Text);
    }

    private static List<KeyValuePair<string, string>> Rows(Node mapping)
    {
        var rows = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in mapping.Entries)
        {
            if (value.Word() is { } text)
                rows.Add(KeyValuePair.Create(name.Text, text));
        }

        return rows;
    }
}
