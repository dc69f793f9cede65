using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>Compares declared attributes with live ones.</summary>
internal static class Cells
{
    /// <summary>Every value of an object to be created: declared, then derived, in the schema's order.</summary>
    public static ImmutableArray<CellChange> ForCreate(PlanContext context, DeclaredResource declared, Stage stage)
    {
        var cells = new List<CellChange>();
        foreach (var cell in declared.Cells)
        {
            if (!cell.Value.IsAbsent && context.Schema.Find(cell.Attribute) is { Mutability: not Mutability.ReadOnly, Role: not AttributeRole.Enablement } attribute)
                cells.Add(new CellChange(attribute, AttributeValue.None, cell.Value, CauseOf(cell)));
        }

        var enabled = true;
        if (context.Enablement is { } enablement)
        {
            var (value, cause) = Enabled(declared, stage, enablement) ?? (true, new Cause.Derived("default", declared.Span));
            enabled = value;
            cells.Add(new CellChange(enablement, AttributeValue.None, AttributeValue.Of(value), cause));
        }

        foreach (var (attribute, value, rule) in DerivedValues.For(declared, context.Schema))
            cells.Add(new CellChange(attribute, AttributeValue.None, value, new Cause.Derived(rule, declared.Span)));
        if (context.Mark is { } mark)
        {
            var owner = new OwnerMark(context.Workspace, declared.Key.Name) { CreatedByUs = true, DisabledByUs = !enabled };
            cells.Add(new CellChange(mark, AttributeValue.None, AttributeValue.Of(owner.ToString()), new Cause.Derived("owner mark", declared.Span)));
        }

        return Sorted(context.Schema, cells);
    }

    /// <summary>Attributes that differ on a live object; the enablement and the mark are judged apart.</summary>
    public static IEnumerable<CellChange> Differing(PlanContext context, DeclaredResource declared, Handle live)
    {
        var row = context.Live.Table.RowOf(live);
        foreach (var cell in declared.Cells)
        {
            var column = context.Schema.IndexOf(cell.Attribute);
            if (column < 0 || context.Schema.Attributes[column] is not { Mutability: Mutability.ReadWrite, Role: not AttributeRole.Enablement } attribute)
                continue;
            var before = row < 0 ? AttributeValue.None : context.Snapshot.Pool[context.Live.Table.Cell(row, column)];
            var after = attribute.ShrinksLast ? WithoutForeign(context, live, cell.Value) : cell.Value;
            if (!context.Same(attribute, before, after))
                yield return new CellChange(attribute, before, after, CauseOf(cell));
        }
    }

    /// <summary>The enablement that is wanted and why; null = not managed. Without a declared value it is only managed by employment.</summary>
    public static (bool Enabled, Cause Cause)? Enabled(DeclaredResource declared, Stage stage, AttributeSchema enablement)
    {
        if (stage is Stage.Prepared or Stage.NotYet && stage.Absence is { } early)
            return (false, early);
        foreach (var cell in declared.Cells)
        {
            if (cell.Attribute == enablement.Name && cell.Value is AttributeValue.Flag flag)
                return (flag.Value, CauseOf(cell));
        }

        return declared.Employment is { } employment
            ? (true, employment.Starts is { } starts ? new Cause.Dated("starts", starts.Date, starts.Span) : new Cause.Declared(employment.Span))
            : null;
    }

    public static ImmutableArray<CellChange> Sorted(KindSchema schema, IEnumerable<CellChange> cells) =>
        [.. cells.OrderBy(c => schema.IndexOf(c.Attribute.Name))];

    // A role that the application has by other hands satisfies its line; a second of that value would be refused.
    private static AttributeValue WithoutForeign(PlanContext context, Handle live, AttributeValue declared) =>
        context.Schema.Find("otherRoles") is { } others && context.LiveValue(live, others) is AttributeValue.Texts foreign
            ? AttributeValue.OfTable(Tables.Rows(declared).Where(r => !foreign.Items.Contains(r.Key, StringComparer.Ordinal)))
            : declared;

    private static Cause CauseOf(DeclaredCell cell) =>
        cell.Origin == Origin.Defaults ? new Cause.Defaults(cell.Span) : new Cause.Declared(cell.Span);
}
