using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads lists of links. One buffer serves all of them, since there are many and most are short.</summary>
internal sealed class ListReader(Draft draft)
{
    private readonly List<DraftEnd> buffer = [];

    public DraftList? Read(Node key, Node value)
    {
        if (value.Kind is not NodeKind.Sequence)
            return null;
        buffer.Clear();
        foreach (var item in value.Items)
        {
            if (ReferenceReader.Read(item, draft) is { } end)
                buffer.Add(end);
        }

        return new DraftList(key.Text, key.Span) { Ends = [.. buffer] };
    }

    /// <summary>A link with one end; <c>null</c> is managed and empty.</summary>
    public DraftList? ReadOne(Node key, Node value)
    {
        if (value.IsNull)
            return new DraftList(key.Text, key.Span);
        return ReferenceReader.Read(value, draft) is { } end ? new DraftList(key.Text, key.Span) { Ends = [end] } : null;
    }
}
