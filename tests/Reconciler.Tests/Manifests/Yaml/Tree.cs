using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Tests.Manifests.Yaml;

/// <summary>A tree as it is meant, for comparison with what is read back.</summary>
internal abstract record Tree
{
    private const string Alphabet = "aZ0 '\"\\:#,[]{}&*!|>%@`-?~.é😀\u0301\u200f\tß";

    public static Gen<Tree> Any { get; } = Gen.Sized(size => OfSize(Math.Min(size, 12)));

    private static Gen<string> Word { get; } = Gen.Elements(Alphabet.EnumerateRunes().Select(r => r.ToString()).ToArray()).ListOf().Select(string.Concat);

    private static Gen<string> Key { get; } = Gen.Elements("a", "b-c", "d.e", "f g", "null", "é", "😀", "1", "true", "x'y", "\"", "#", "emails[type eq \"work\"].value");

    public static Tree Of(Node node) => node.Kind switch
    {
        NodeKind.Mapping => new Mapping([.. node.Entries.ToList().Select(e => (e.Key.Text, Of(e.Value)))]),
        NodeKind.Sequence => new Sequence([.. node.Items.ToList().Select(Of)]),
        _ => new Scalar(node.Text),
    };

    /// <summary>The tree as YAML: flow or block, quoted either way, spaced by the digits of <paramref name="style"/>.</summary>
    public abstract void Write(StringBuilder to, int indent, Random style);

    private static Gen<Tree> OfSize(int size)
    {
        var scalar = Word.Select(Tree (w) => new Scalar(w));
        if (size <= 0)
            return scalar;
        var child = OfSize(size / 3);
        var mapping = Gen.Zip(Key, child).ListOf().Select(Tree (list) => new Mapping([.. list.DistinctBy(e => e.Item1).Select(e => (e.Item1, e.Item2))]));
        return Gen.OneOf(scalar, mapping, child.ListOf().Select(Tree (list) => new Sequence([.. list])));
    }

    private static string Quote(string text, Random style) => style.Next(2) == 0
        ? $"'{text.Replace("'", "''")}'"
        : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t")}\"";

    private static void Break(StringBuilder to, int indent, Random style)
    {
        to.Append(style.Next(4) == 0 ? " # c" : "").Append(style.Next(3) == 0 ? "\r\n" : "\n").Append(' ', indent);
    }

    internal sealed record Scalar(string Text) : Tree
    {
        public override void Write(StringBuilder to, int indent, Random style) => to.Append(Quote(Text, style));
    }

    internal sealed record Sequence(Tree[] Items) : Tree
    {
        public bool Equals(Sequence? other) => other is not null && Items.SequenceEqual(other.Items);

        public override int GetHashCode() => Items.Length;

        public override void Write(StringBuilder to, int indent, Random style)
        {
            if (Items.Length == 0 || style.Next(2) == 0)
            {
                to.Append('[');
                foreach (var item in Items)
                {
                    item.Write(to, indent, new FlowOnly(style));
                    to.Append(", ");
                }

                to.Append(']');
                return;
            }

            foreach (var item in Items)
            {
                Break(to, indent, style);
                to.Append("- ");
                item.Write(to, indent + 2, style);
            }
        }
    }

    internal sealed record Mapping((string Key, Tree Value)[] Entries) : Tree
    {
        public bool Equals(Mapping? other) => other is not null && Entries.SequenceEqual(other.Entries);

        public override int GetHashCode() => Entries.Length;

        public override void Write(StringBuilder to, int indent, Random style)
        {
            var flow = Entries.Length == 0 || style.Next(2) == 0;
            to.Append(flow ? "{" : "");
            foreach (var (key, value) in Entries)
            {
                if (!flow)
                    Break(to, indent, style);
                to.Append(Quote(key, style)).Append(style.Next(3) == 0 ? ":  " : ": ");
                value.Write(to, indent + 1, flow ? new FlowOnly(style) : style);
                to.Append(flow ? " , " : "");
            }

            to.Append(flow ? "}" : "");
        }
    }

    // Inside a flow collection everything is flow: the first of two choices.
    private sealed class FlowOnly(Random inner) : Random
    {
        public override int Next(int maxValue) => maxValue == 2 ? 0 : inner.Next(maxValue);
    }
}
