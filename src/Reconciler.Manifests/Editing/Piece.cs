using System.Collections.Immutable;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>A piece of content that an edit writes: always on one line, collections in flow.</summary>
internal abstract record Piece
{
    private Piece()
    {
    }

    public abstract string Write(bool inFlow);

    /// <summary>Whether a node that was read back is this piece.</summary>
    public abstract bool Is(Node node);

    internal sealed record Word(string Text, Quotes Quotes = Quotes.None) : Piece
    {
        public override string Write(bool inFlow) => ScalarText.Of(Text, Quotes, inFlow);

        public override bool Is(Node node) => node.Kind is NodeKind.Scalar && node.Text == Text && !node.IsNull && !node.IsEmpty;
    }

    internal sealed record Fields(ImmutableArray<(string Key, Piece Value)> Entries) : Piece
    {
        public override string Write(bool inFlow) => $"{{ {string.Join(", ", Entries.Select(e => Entry(e.Key, e.Value)))} }}";

        public override bool Is(Node node)
        {
            if (node.Kind is not NodeKind.Mapping || node.Entries.Count != Entries.Length)
                return false;
            var at = 0;
            foreach (var (key, value) in node.Entries)
            {
                var (name, piece) = Entries[at++];
                if (key.Text != name || !piece.Is(value))
                    return false;
            }

            return true;
        }
    }

    internal sealed record List(Piece Only) : Piece
    {
        public override string Write(bool inFlow) => $"[{Only.Write(inFlow: true)}]";

        public override bool Is(Node node)
        {
            if (node.Kind is not NodeKind.Sequence || node.Items.Count != 1)
                return false;
            foreach (var item in node.Items)
                return Only.Is(item);
            return false;
        }
    }

    private static string Entry(string key, Piece value) => $"{ScalarText.Of(key, Quotes.None, inFlow: true)}: {value.Write(inFlow: true)}";
}
