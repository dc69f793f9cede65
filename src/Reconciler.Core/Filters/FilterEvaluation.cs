using System.Globalization;
using Reconciler.Core.Values;

namespace Reconciler.Core.Filters;

/// <summary>Evaluates a filter on one object. Texts compare without case and by code point; an absent attribute equals only <c>null</c>.</summary>
public static class FilterEvaluation
{
    public static bool Holds(this Filter filter, Func<string, AttributeValue> attribute) => filter switch
    {
        Filter.And a => a.Left.Holds(attribute) && a.Right.Holds(attribute),
        Filter.Or o => o.Left.Holds(attribute) || o.Right.Holds(attribute),
        Filter.Not n => !n.Inner.Holds(attribute),
        Filter.Present p => !attribute(p.Path.Name).IsAbsent,
        Filter.Compare c => Compare(attribute(c.Path.Name), c.Operator, c.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool Compare(AttributeValue value, FilterOperator op, FilterLiteral literal) => op switch
    {
        // "ne" is the negation of "eq" (RFC 7644, table 3), so that of a list it says that no item is equal.
        FilterOperator.Ne => !Compare(value, FilterOperator.Eq, literal),
        FilterOperator.Eq when literal.IsNull => value.IsAbsent,
        _ => value switch
        {
            AttributeValue.Text t => Text(t.Value, op, literal),
            AttributeValue.Texts s => s.Items.Any(i => Text(i, op, literal)),
            AttributeValue.Flag f => op == FilterOperator.Eq && literal.Flag == f.Value,
            AttributeValue.Number n => literal.Number is { } number && Order(((decimal)n.Value).CompareTo(number), op),
            _ => false,
        },
    };

    private static bool Text(string value, FilterOperator op, FilterLiteral literal)
    {
        if ((literal.Text ?? literal.Number?.ToString(CultureInfo.InvariantCulture)) is not { } text)
            return false;
        return op switch
        {
            FilterOperator.Co => value.Contains(text, StringComparison.OrdinalIgnoreCase),
            FilterOperator.Sw => value.StartsWith(text, StringComparison.OrdinalIgnoreCase),
            FilterOperator.Ew => value.EndsWith(text, StringComparison.OrdinalIgnoreCase),
            _ => Order(string.Compare(value, text, StringComparison.OrdinalIgnoreCase), op),
        };
    }

    private static bool Order(int comparison, FilterOperator op) => op switch
    {
        FilterOperator.Eq => comparison == 0,
        FilterOperator.Gt => comparison > 0,
        FilterOperator.Ge => comparison >= 0,
        FilterOperator.Lt => comparison < 0,
        FilterOperator.Le => comparison <= 0,
        _ => false,
    };
}
