using System.Runtime.InteropServices;

namespace Reconciler.Manifests.Yaml;

/// <summary>How a node is kept; an alias is a record of its own that is never seen through <see cref="Node"/>.</summary>
internal enum NodeForm : byte
{
    Plain,
    Quoted,
    Mapping,
    Sequence,
    Alias,
}

/// <summary>One node in document order: a collection is followed by its children, a mapping's alternately key and value.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct NodeRecord
{
    public string Text;

    /// <summary>UTF-16 offset of the first character, after any anchor.</summary>
    public int Start;

    /// <summary>UTF-16 offset behind the last character; of a block collection, behind its last scalar.</summary>
    public int End;

    /// <summary>Index of the record behind this subtree; of an alias, the index of the node it stands for.</summary>
    public int Next;

    public NodeForm Form;
}
