namespace Reconciler.Manifests.Yaml;

/// <summary>The items of a sequence, walked without allocation.</summary>
internal readonly struct NodeItems(Node sequence)
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

    public Enumerator GetEnumerator() => new(sequence);

    internal struct Enumerator(Node sequence)
    {
        private readonly YamlDocument document = sequence.Document;
        private readonly int end = sequence.Kind is NodeKind.Sequence ? sequence.Record.Next : 0;
        private int item;
        private int next = sequence.Index + 1;

        public readonly Node Current => document.Resolve(item);

        public bool MoveNext()
        {
            if (next >= end)
                return false;
            item = next;
            next = document.Behind(item);
            return true;
        }
    }
}
