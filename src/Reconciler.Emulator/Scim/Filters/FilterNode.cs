namespace Reconciler.Emulator.Scim.Filters;

/// <summary>A filter as it was written (RFC 7644 §3.4.2.2); names are not yet bound to attributes.</summary>
internal abstract record FilterNode
{
    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode;

    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode;

    public sealed record Not(FilterNode Inner) : FilterNode;

    public sealed record Present(string Attribute) : FilterNode;

    public sealed record Compare(string Attribute, FilterOperator Operator, FilterLiteral Literal) : FilterNode;

    /// <summary>Some item of the list fits the inner filter: <c>emails[type eq "work"]</c>.</summary>
    public sealed record Items(string Attribute, FilterNode Inner) : FilterNode;
}
