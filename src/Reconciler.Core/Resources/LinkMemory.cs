using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Reconciler.Core.Resources;

/// <summary>
/// Which ends a list had after our last apply: 32 bits an end, so that a million of them are remembered in a few megabytes. Two ends that look alike
/// cost a question to a person, once in four thousand million.
/// </summary>
public sealed class LinkMemory
{
    private readonly ImmutableArray<uint> _ends;

    private LinkMemory(ImmutableArray<uint> ends) => _ends = ends;

    public int Count => _ends.Length;

    /// <param name="ends">The remote id of each end and, where the link has roles, its role.</param>
    public static LinkMemory Of(IEnumerable<(string Id, string Role)> ends)
    {
        var hashes = ends.Select(e => Hash(e.Id, e.Role)).Distinct().ToArray();
        Array.Sort(hashes);
        return new LinkMemory(ImmutableCollectionsMarshal.AsImmutableArray(hashes));
    }

    public bool Holds(string id, string role) => _ends.AsSpan().BinarySearch(Hash(id, role)) >= 0;

    /// <summary>As it is kept: base64 of the sorted numbers, little-endian.</summary>
    public string ToText()
    {
        var bytes = new byte[_ends.Length * sizeof(uint)];
        for (var i = 0; i < _ends.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), _ends[i]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>What was kept; a text that is none of ours remembers nothing.</summary>
    public static LinkMemory FromText(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return new LinkMemory([]);
        var ends = new uint[length / sizeof(uint)];
        for (var i = 0; i < ends.Length; i++)
            ends[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)));
        Array.Sort(ends);
        return new LinkMemory(ImmutableCollectionsMarshal.AsImmutableArray(ends));
    }

    // FNV-1a over UTF-16 units: the same in every process, which the runtime's own hashes are not.
    private static uint Hash(string id, string role)
    {
        var hash = 2166136261u;
        foreach (var c in id)
            hash = (hash ^ c) * 16777619u;
        hash = (hash ^ '\n') * 16777619u;
        foreach (var c in role)
            hash = (hash ^ c) * 16777619u;
        return hash;
    }
}
