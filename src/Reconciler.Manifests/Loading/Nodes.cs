using Reconciler.Core.Diagnostics;
using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Loading;

/// <summary>Reads nodes whose shape the grammar has judged: what is out of shape is passed over here, it is reported there.</summary>
internal static class Nodes
{
    /// <summary>The text of a scalar that says something; null for collections, empty nodes and <c>null</c>.</summary>
    public static string? Word(this Node node) => node.Kind is NodeKind.Scalar && !node.IsEmpty && !node.IsNull ? node.Text : null;

    public static string? Word(this Node mapping, string key) => mapping.Find(key)?.Word();

    public static Written? Written(this Node node) => node.Word() is { } text ? new Written(text, node.Span) : null;

    /// <summary>Where a key of the mapping stands; the mapping's own place when it is not written.</summary>
    public static SourceSpan KeySpan(this Node mapping, string name)
    {
        foreach (var (key, _) in mapping.Entries)
        {
            if (key.Text == name)
                return key.Span;
        }

        return mapping.Span;
    }

    /// <summary>An id in lower case, as the directory answers it; null for what is none.</summary>
    public static string? Id(this Node? node) => Guid.TryParseExact(node?.Word(), "D", out var id) ? id.ToString("D") : null;

    public static bool IsTrue(this Node node) => node.Word() == "true";

    /// <summary>The texts of a list, or the one text that stands for a list of one.</summary>
    public static IEnumerable<Written> Words(this Node? node)
    {
        if (node is not { } list)
            yield break;
        if (list.Written() is { } single)
            yield return single;
        foreach (var item in list.Items)
        {
            if (item.Written() is { } written)
                yield return written;
        }
    }

    /// <summary>The entries of a mapping that may not be written at all.</summary>
    public static IEnumerable<NodeEntry> Parts(this Node? node)
    {
        if (node is not { } mapping)
            yield break;
        foreach (var entry in mapping.Entries)
            yield return entry;
    }

    /// <summary>The items of a list that may not be written at all.</summary>
    public static IEnumerable<Node> Lines(this Node? node)
    {
        if (node is not { } list)
            yield break;
        foreach (var item in list.Items)
            yield return item;
    }

    /// <summary>A part of a scalar's text as a place in the file: behind its end, the closing quote. Where escapes and folded lines meet, the scalar's own place.</summary>
    public static SourceSpan SpanWithin(this Node node, int offset, int length)
    {
        if (ScalarOffsets.Of(node) is not { } offsets)
            return node.Span;
        var start = Math.Min(offset, offsets.Length - 1);
        return node.Document.SpanOf(offsets[start], offsets[Math.Min(start + length, offsets.Length - 1)]);
    }
}
