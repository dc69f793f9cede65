using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Tables whose rows others use: they grow before anything is linked and shrink after everything is unlinked.</summary>
internal static class Tables
{
    /// <summary>What is written at once, and what is written last. Together they are the change.</summary>
    public static (ImmutableArray<CellChange> Now, ImmutableArray<CellChange> Last) Split(ImmutableArray<CellChange> cells)
    {
        if (!cells.Any(Shrinks))
            return (cells, []);
        var now = cells.Select(c => Shrinks(c) ? c with { After = Union(c) } : c).Where(c => c.Before != c.After);
        return ([.. now], [.. cells.Where(Shrinks).Select(c => c with { Before = Union(c) })]);
    }

    public static ImmutableArray<KeyValuePair<string, string>> Rows(AttributeValue value) => value is AttributeValue.Table table ? table.Rows : [];

    private static bool Shrinks(CellChange cell) =>
        cell.Attribute.ShrinksLast && Rows(cell.Before).Any(b => !Rows(cell.After).Any(a => a.Key == b.Key));

    private static AttributeValue Union(CellChange cell) =>
        AttributeValue.OfTable(Rows(cell.After).Concat(Rows(cell.Before).Where(b => !Rows(cell.After).Any(a => a.Key == b.Key))));
}
