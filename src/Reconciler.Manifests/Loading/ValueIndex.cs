using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>Declared objects by a value that only one of them may have, compared without case; a value given twice is a fault.</summary>
internal sealed class ValueIndex
{
    private readonly Dictionary<string, (DraftResource Owner, SourceSpan Span)> byValue = new(StringComparer.OrdinalIgnoreCase);
    private readonly Repeats<string> again = new(StringComparer.OrdinalIgnoreCase);

    public static ValueIndex OfAttribute(KeyIndex keys, string attribute, ICollection<Diagnostic> faults)
    {
        var index = new ValueIndex();
        foreach (var user in keys.OfKind(Kind.User))
        {
            if (user.Find(attribute) is { Value: AttributeValue.Text value } cell)
                index.Add(value.Value, user, cell.Span);
        }

        index.again.Report(faults, (value, places) => LoadingFaults.SameValue(places, attribute, value, index.byValue[value].Owner, index.byValue[value].Span));
        return index;
    }

    public static ValueIndex OfId(KeyIndex keys, Kind kind, ICollection<Diagnostic> faults)
    {
        var index = new ValueIndex();
        foreach (var resource in keys.OfKind(kind))
        {
            if (resource.Id is { } id)
                index.Add(id.Text, resource, id.Span);
        }

        index.again.Report(faults, (id, places) => LoadingFaults.SameId(places, id, index.byValue[id].Owner, index.byValue[id].Span));
        return index;
    }

    public DraftResource? Find(string value) => byValue.TryGetValue(value, out var found) ? found.Owner : null;

    private void Add(string value, DraftResource owner, SourceSpan span)
    {
        if (!byValue.TryAdd(value, (owner, span)))
            again.Add(value, span);
    }
}
