using System.Collections.Immutable;
using System.Text.Json;

namespace Reconciler.Core.Reporting.Wire;

/// <summary>Items of a list that share what <paramref name="Key"/> holds, and the places that they take in the list.</summary>
internal readonly record struct Bundle<TKey>(TKey Key, ImmutableArray<int> At);

/// <summary>The lines of a bundle: one for all, or a file with the first line and distances.</summary>
internal readonly record struct BundleLines(string? Where, string? File, ImmutableArray<int> Lines);

/// <summary>Puts items together that differ only by name and line, and takes them apart again in their order.</summary>
internal static class Bundles
{
    /// <summary>Bundles in the order of their first items; the places are in order too.</summary>
    public static List<Bundle<TKey>> Of<T, TKey>(ImmutableArray<T> items, Func<T, TKey> keyOf)
        where TKey : notnull
    {
        var order = new List<TKey>();
        var places = new Dictionary<TKey, ImmutableArray<int>.Builder>();
        for (var i = 0; i < items.Length; i++)
        {
            var key = keyOf(items[i]);
            if (!places.TryGetValue(key, out var at))
            {
                places.Add(key, at = ImmutableArray.CreateBuilder<int>());
                order.Add(key);
            }

            at.Add(i);
        }

        return [.. order.Select(k => new Bundle<TKey>(k, places[k].DrainToImmutable()))];
    }

    /// <summary>Whether the bundles one after the other give the list as it was: then no places need to be said.</summary>
    public static bool AreInOrder<TKey>(IReadOnlyCollection<Bundle<TKey>> bundles)
    {
        var next = 0;
        return bundles.All(b => b.At.All(at => at == next++));
    }

    /// <summary>What items must share of their lines to stand in one bundle: the file, or a text that is no place.</summary>
    public static (bool IsFile, string? Text) Shared(string? where) => Place.TrySplit(where, out var file, out _) ? (true, file) : (false, where);

    public static BundleLines Lines<T>(ImmutableArray<T> items, ImmutableArray<int> at, Func<T, string?> whereOf)
    {
        var first = whereOf(items[at[0]]);
        if (at.All(i => whereOf(items[i]) == first))
            return new BundleLines(first, null, []);
        var distances = ImmutableArray.CreateBuilder<int>(at.Length);
        var (file, before) = ("", 0);
        foreach (var i in at)
        {
            Place.TrySplit(whereOf(items[i]), out file, out var line);
            distances.Add(line - before);
            before = line;
        }

        return new BundleLines(null, file, distances.MoveToImmutable());
    }

    /// <summary>The lines as they were; throws <see cref="JsonException"/> where they are not as many as the names.</summary>
    public static IEnumerable<string?> Wheres(string? where, string? file, ImmutableArray<int> lines, int count)
    {
        if (lines.IsEmpty)
            return file is null ? Enumerable.Repeat(where, count) : throw new JsonException("a file without lines");
        if (where is not null || lines.Length != count)
            throw new JsonException("the lines are not as many as the names");
        return Absolute(lines).Select(line => Place.Join(file ?? "", line));
    }

    /// <summary>A first line and distances as lines; throws <see cref="JsonException"/> for what is no line.</summary>
    public static IEnumerable<int> Absolute(ImmutableArray<int> distances)
    {
        var line = 0L;
        foreach (var distance in distances)
        {
            line += distance;
            yield return line is > 0 and <= int.MaxValue ? (int)line : throw new JsonException("a line is out of range");
        }
    }

    /// <summary>The whole list; throws <see cref="JsonException"/> where places are missing, taken twice or said of some only.</summary>
    public static ImmutableArray<T> Together<T>(IReadOnlyCollection<(ImmutableArray<int> At, T[] Items)> bundles)
        where T : class
    {
        var count = bundles.Sum(b => b.Items.Length);
        if (bundles.All(b => b.At.IsEmpty))
            return [.. bundles.SelectMany(b => b.Items)];
        var list = new T?[count];
        foreach (var (at, items) in bundles)
        {
            if (at.Length != items.Length)
                throw new JsonException("the places are not as many as the names");
            for (var i = 0; i < items.Length; i++)
            {
                if (at[i] < 0 || at[i] >= count || list[at[i]] is not null)
                    throw new JsonException("a place is out of range or taken twice");
                list[at[i]] = items[i];
            }
        }

        // As many items as places, and no place twice: none is empty.
        return [.. list.OfType<T>()];
    }
}
