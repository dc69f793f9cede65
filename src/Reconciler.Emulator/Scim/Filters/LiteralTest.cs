using System.Globalization;
using Reconciler.Emulator.Scim.Schemas;
using Reconciler.Emulator.Scim.Values;

namespace Reconciler.Emulator.Scim.Filters;

/// <summary>Compares one value with a literal as the attribute's type wants it; an operator the type does not know is invalidFilter.</summary>
internal static class LiteralTest
{
    public static Func<object, bool> For(FilterNode.Compare compare, AttributeDefinition definition)
    {
        var text = compare.Literal.Text ?? "";
        return definition.Type switch
        {
            AttributeType.Boolean => Flag(compare, text),
            AttributeType.Integer or AttributeType.Decimal => Number(compare, text),
            AttributeType.DateTime => Date(compare, text),
            AttributeType.Binary => compare.Operator is FilterOperator.Gt or FilterOperator.Ge or FilterOperator.Lt or FilterOperator.Le
                ? throw Unfit(compare, "binary")
                : Words(compare.Operator, text, StringComparison.Ordinal),
            _ => Words(compare.Operator, text, definition.CaseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase),
        };
    }

    private static Func<object, bool> Words(FilterOperator comparison, string text, StringComparison how) => comparison switch
    {
        FilterOperator.Eq => v => v is string s && s.Equals(text, how),
        FilterOperator.Ne => v => v is string s && !s.Equals(text, how),
        FilterOperator.Co => v => v is string s && s.Contains(text, how),
        FilterOperator.Sw => v => v is string s && s.StartsWith(text, how),
        FilterOperator.Ew => v => v is string s && s.EndsWith(text, how),
        _ => v => v is string s && Ordered(comparison, string.Compare(s, text, how)),
    };

    private static Func<object, bool> Flag(FilterNode.Compare compare, string text)
    {
        if (compare.Operator is not (FilterOperator.Eq or FilterOperator.Ne))
            throw Unfit(compare, "boolean");
        if (!bool.TryParse(text, out var flag))
            throw ScimException.InvalidFilter($"'{text}' is not a boolean");
        return v => v is bool b && b == flag == (compare.Operator == FilterOperator.Eq);
    }

    private static Func<object, bool> Number(FilterNode.Compare compare, string text)
    {
        if (compare.Operator is FilterOperator.Co or FilterOperator.Sw or FilterOperator.Ew)
            throw Unfit(compare, "numeric");
        if (compare.Literal.IsQuoted || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw ScimException.InvalidFilter($"'{text}' is not a number");
        return v => v switch
        {
            long whole => Ordered(compare.Operator, ((decimal)whole).CompareTo(number)),
            decimal exact => Ordered(compare.Operator, exact.CompareTo(number)),
            _ => false,
        };
    }

    private static Func<object, bool> Date(FilterNode.Compare compare, string text)
    {
        if (compare.Operator is FilterOperator.Co or FilterOperator.Sw or FilterOperator.Ew)
            throw Unfit(compare, "a dateTime");
        var date = ScimTime.Parse(text) ?? throw ScimException.InvalidFilter($"'{text}' is not a dateTime");
        return v => v is string s && ScimTime.Parse(s) is { } at && Ordered(compare.Operator, at.CompareTo(date));
    }

    private static bool Ordered(FilterOperator comparison, int order) => comparison switch
    {
        FilterOperator.Eq => order == 0,
        FilterOperator.Ne => order != 0,
        FilterOperator.Gt => order > 0,
        FilterOperator.Ge => order >= 0,
        FilterOperator.Lt => order < 0,
        _ => order <= 0,
    };

    private static ScimException Unfit(FilterNode.Compare compare, string what) =>
        ScimException.InvalidFilter($"'{compare.Operator.ToString().ToLowerInvariant()}' does not fit '{compare.Attribute}', which is {what}");
}
