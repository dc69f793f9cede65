using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Compares what an edited text reads back as with what it was meant to become: the old tree with the changes made on it.</summary>
internal sealed class IntendedTree
{
    private readonly Outline before;
    private readonly HashSet<int> removed;
    private readonly Dictionary<int, Change.Rewrite> rewritten;
    private readonly ILookup<int, Change.Append> appended;

    public IntendedTree(Outline before, IReadOnlyCollection<Change> changes)
    {
        this.before = before;
        removed = [.. changes.OfType<Change.Remove>().Select(c => c.Child)];
        rewritten = changes.OfType<Change.Rewrite>().ToDictionary(c => c.Index);
        appended = changes.OfType<Change.Append>().ToLookup(c => c.Collection);
    }

    /// <summary>Where each change stands now; what was removed is not among them.</summary>
    public Dictionary<Change, Node> Places { get; } = new(ReferenceEqualityComparer.Instance);

    public bool Is(YamlDocument after) => after.IsWhole && Is(0, after.Root);

    private bool Is(int index, Node node)
    {
        if (rewritten.TryGetValue(index, out var rewrite))
            return Found(rewrite, rewrite.Piece, node);
        var written = before.Resolve(index);
        if (written != index)
            return Is(written, node);
        ref readonly var record = ref before.Document.At(index);
        return record.Form switch
        {
            NodeForm.Mapping => node.Kind is NodeKind.Mapping && AreEntries(index, node),
            NodeForm.Sequence => node.Kind is NodeKind.Sequence && AreItems(index, node),
            _ => node.Kind is NodeKind.Scalar && node.Text == record.Text && node.IsPlain == (record.Form is NodeForm.Plain),
        };
    }

    private bool AreEntries(int mapping, Node node)
    {
        var entries = node.Entries.GetEnumerator();
        foreach (var part in Staying(mapping))
        {
            if (!entries.MoveNext() || !Is(part.Index, entries.Current.Key) || !Is(part.Value, entries.Current.Value))
                return false;
        }

        foreach (var append in appended[mapping])
        {
            if (!entries.MoveNext() || entries.Current.Key.Text != append.Key || !Found(append, append.Piece, entries.Current.Value))
                return false;
        }

        return !entries.MoveNext();
    }

    private bool AreItems(int sequence, Node node)
    {
        var items = node.Items.GetEnumerator();
        foreach (var part in Staying(sequence))
        {
            if (!items.MoveNext() || !Is(part.Value, items.Current))
                return false;
        }

        foreach (var append in appended[sequence])
        {
            if (!items.MoveNext() || !Found(append, append.Piece, items.Current))
                return false;
        }

        return !items.MoveNext();
    }

    private IEnumerable<Part> Staying(int collection) => before.PartsOf(collection).Where(p => !removed.Contains(p.Index));

    private bool Found(Change change, Piece piece, Node node)
    {
        Places[change] = node;
        return piece.Is(node);
    }
}
