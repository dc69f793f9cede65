namespace Reconciler.Manifests.Yaml;

internal readonly record struct NodeEntry(Node Key, Node Value);

/// <summary>The entries of a mapping, walked without allocation.</summary>
internal readonly struct NodeEntries(Node mapping)
{
    public int Count
    {
        get
        {
            var count = 0;
            foreach (var _ in this)
                count++;
            return count;
        }
    }

    public Enumerator GetEnumerator() => new(mapping);

    internal struct Enumerator(Node mapping)
    {
        private readonly YamlDocument document = mapping.Document;
        private readonly int end = mapping.Kind is NodeKind.Mapping ? mapping.Record.Next : 0;
        private int key;
        private int next = mapping.Index + 1;

        public readonly NodeEntry Current => new(new(document, key), document.Resolve(key + 1));

        public bool MoveNext()
        {
            if (next >= end)
                return false;
            key = next;
            // A key is always one scalar record, so its value stands right behind it.
            next = document.Behind(key + 1);
            return true;
        }
    }
}
