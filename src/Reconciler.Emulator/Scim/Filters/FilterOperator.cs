namespace Reconciler.Emulator.Scim.Filters;

internal enum FilterOperator
{
    Eq,
    Ne,
    Co,
    Sw,
    Ew,
    Gt,
    Ge,
    Lt,
    Le,
}

/// <summary>The right side of a comparison; null is JSON's null. A value without quotes is told by its attribute.</summary>
internal readonly record struct FilterLiteral(string? Text, bool IsQuoted);
