using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>Whether a set is all there is, or at least that much.</summary>
public enum Extent
{
    Exact,
    AtLeast,
}

/// <summary>One end of a link and, where the link is qualified by one, its role (a pooled text): the same object in two roles is two ends.</summary>
public readonly record struct LinkEnd(Handle To, ValueId Role = default) : IComparable<LinkEnd>
{
    public static implicit operator LinkEnd(Handle to) => new(to);

    public static LinkEnd FromHandle(Handle to) => new(to);

    public int CompareTo(LinkEnd other) => To.CompareTo(other.To) is not 0 and var byObject ? byObject : Role.Index.CompareTo(other.Role.Index);
}

/// <summary>The ends of one object's link: sorted without duplicates, and their extent.</summary>
public sealed class LinkSet : IEquatable<LinkSet>
{
    private LinkSet(ImmutableArray<LinkEnd> ends, Extent extent) => (Ends, Extent) = (ends, extent);

    public static LinkSet Empty { get; } = new([], Extent.Exact);

    public ImmutableArray<LinkEnd> Ends { get; }

    public Extent Extent { get; }

    public static LinkSet Of(IEnumerable<Handle> ends, Extent extent = Extent.Exact) => Of(ends.Select(LinkEnd.FromHandle), extent);

    public static LinkSet Of(IEnumerable<LinkEnd> ends, Extent extent = Extent.Exact)
    {
        var keys = ends.Select(Key).ToArray();
        if (!IsSorted(keys))
            Array.Sort(keys);
        var array = ImmutableArray.CreateBuilder<LinkEnd>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                array.Add(new LinkEnd(new Handle((int)(keys[i] >> 32)), new ValueId((int)keys[i])));
        }

        return new LinkSet(array.DrainToImmutable(), extent);
    }

    // Numbers in the order of ends: they sort several times faster.
    private static ulong Key(LinkEnd end) => ((ulong)(uint)end.To.Index << 32) | (uint)end.Role.Index;

    // Many are: what a service lists in the order in which it made them was met in that order.
    private static bool IsSorted(ulong[] keys)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] > keys[i])
                return false;
        }

        return true;
    }

    public LinkSet As(Extent extent) => extent == Extent ? this : new LinkSet(Ends, extent);

    /// <summary>What has to be added and may be removed so that <paramref name="live"/> becomes this set. A set that is only "at least" removes nothing.</summary>
    public (ImmutableArray<LinkEnd> Adds, ImmutableArray<LinkEnd> Removes) Against(LinkSet live)
    {
        var adds = ImmutableArray.CreateBuilder<LinkEnd>();
        var removes = ImmutableArray.CreateBuilder<LinkEnd>();
        int i = 0, j = 0;
        while (i < Ends.Length || j < live.Ends.Length)
        {
            var order = i == Ends.Length ? 1 : j == live.Ends.Length ? -1 : Ends[i].CompareTo(live.Ends[j]);
            if (order < 0)
                adds.Add(Ends[i++]);
            else if (order > 0)
                removes.Add(live.Ends[j++]);
            else
                (i, j) = (i + 1, j + 1);
        }

        return (adds.ToImmutable(), Extent == Extent.Exact ? removes.ToImmutable() : []);
    }

    public bool Equals(LinkSet? other) => other is not null && Extent == other.Extent && Ends.AsSpan().SequenceEqual(other.Ends.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as LinkSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Extent);
        foreach (var end in Ends)
            hash.Add(end);
        return hash.ToHashCode();
    }
}
