using Reconciler.Core.Planning;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;
using Reconciler.Tests.Estates;
using static Reconciler.Tests.Estates.World;

namespace Reconciler.Tests.Planning;

/// <summary>Which rows of a table are written at once, and which go only after the links that use them.</summary>
public sealed class TableTests
{
    private static AttributeValue Table(params string[] rows) => AttributeValue.OfTable(rows.Select(r => KeyValuePair.Create(r[..1], r)));

    private static CellChange Cell(string attribute, AttributeValue before, AttributeValue after) =>
        new(EstateSchema.Schema[Kind.Application].Find(attribute) ?? throw new InvalidOperationException(attribute), before, after, new Cause.Declared(At));

    private static string Text(IEnumerable<CellChange> cells) => string.Join("; ", cells.Select(c => $"{c.Attribute.Name}: {c.Before} -> {c.After}"));

    private static (string Now, string Last) Split(params CellChange[] cells) => Tables.Split([.. cells]) is var (now, last) ? (Text(now), Text(last)) : default;

    [Fact]
    public void What_only_grows_or_changes_is_written_at_once() =>
        Assert.Equal(("roles: A=A -> A=A2, B=B", ""), Split(Cell("roles", Table("A"), Table("A2", "B"))));

    [Fact]
    public void What_only_shrinks_is_written_last() => Assert.Equal(("", "roles: A=A, B=B -> A=A"), Split(Cell("roles", Table("A", "B"), Table("A"))));

    [Fact]
    public void What_is_replaced_comes_first_and_goes_last() =>
        Assert.Equal(("roles: A=A, B=B -> A=A, B=B, C=C", "roles: A=A, B=B, C=C -> A=A, C=C"), Split(Cell("roles", Table("A", "B"), Table("A", "C"))));

    [Fact]
    public void Beside_a_table_that_shrinks_all_else_is_written_as_it_is() =>
        Assert.Equal(("displayName: a -> b; roleDescriptions: A=A -> A=A2", "roles: A=A, B=B -> A=A"),
            Split(Cell("displayName", AttributeValue.Of("a"), AttributeValue.Of("b")), Cell("roles", Table("A", "B"), Table("A")), Cell("roleDescriptions", Table("A"), Table("A2"))));
}
