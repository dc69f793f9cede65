using System.Runtime.InteropServices;

namespace Reconciler.Manifests.Yaml;

/// <summary>A collection that is being read: what it holds so far, aliases counted as what they stand for.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct OpenNode
{
    public int Index;
    public bool IsMapping;
    public long Size;
    public int Height;
    public int End;
    public string? Anchor;
    private bool atValue;

    public readonly bool AtKey => IsMapping && !atValue;

    /// <summary>Whether it begins with a bracket.</summary>
    public readonly bool Opens(string text, List<NodeRecord> records) => records.Count > Index && text.AsSpan(records[Index].Start).IndexOfAny('[', '{') == 0;

    public void Took(long size, int height, int end)
    {
        End = end;
        Size += size;
        Height = Math.Max(Height, height);
        atValue = !atValue;
    }
}
