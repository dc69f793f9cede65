using System.Globalization;

namespace Reconciler.Core.Mapping.Evaluation;

/// <summary>
/// Compares two values: as numbers where one is a number and both read as one, as dates likewise, else as texts by code unit.
/// What is absent equals nothing and has no order; it only differs from what is there.
/// </summary>
internal static class Comparison
{
    /// <param name="year">The year of a date without one.</param>
    public static bool Holds(CompareOperator op, MappingValue left, MappingValue right, int year)
    {
        if (left.IsNull || right.IsNull)
            return op == CompareOperator.NotEqual && left.IsNull != right.IsNull;
        var order = Order(left, right, year);
        return op switch
        {
            CompareOperator.Equal => order == 0,
            CompareOperator.NotEqual => order != 0,
            CompareOperator.Less => order < 0,
            CompareOperator.LessOrEqual => order <= 0,
            CompareOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }

    public static bool TryNumber(MappingValue value, out decimal number)
    {
        if (value.Kind == MappingValueKind.Number)
        {
            number = value.AsNumber;
            return true;
        }

        number = 0;
        return value.Kind == MappingValueKind.Text
            && decimal.TryParse(value.AsText, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out number);
    }

    private static int Order(MappingValue left, MappingValue right, int year)
    {
        if ((left.Kind == MappingValueKind.Number || right.Kind == MappingValueKind.Number) && TryNumber(left, out var a) && TryNumber(right, out var b))
            return a.CompareTo(b);
        if ((left.Kind == MappingValueKind.Date || right.Kind == MappingValueKind.Date) && TryDate(left, year, out var c) && TryDate(right, year, out var d))
            return c.CompareTo(d);
        return string.CompareOrdinal(left.ToString(), right.ToString());
    }

    private static bool TryDate(MappingValue value, int year, out DateTime date)
    {
        if (value.Kind == MappingValueKind.Text)
            return DateTexts.TryParse(value.AsText, year, out date);
        date = value.AsDate;
        return value.Kind == MappingValueKind.Date;
    }
}
