using System.Collections.Immutable;

namespace Reconciler.Core.Filters;

/// <summary>Comparison operators of RFC 7644, section 3.4.2.2.</summary>
public enum FilterOperator
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

/// <summary>A filter in the syntax of RFC 7644, section 3.4.2.2, over the attributes of one object.</summary>
public abstract record Filter
{
    private Filter()
    {
    }

    public sealed record And(Filter Left, Filter Right) : Filter;

    public sealed record Or(Filter Left, Filter Right) : Filter;

    public sealed record Not(Filter Inner) : Filter;

    public sealed record Present(FilterPath Path) : Filter;

    /// <summary>A comparison; a null value is the literal <c>null</c> and compares with absence.</summary>
    public sealed record Compare(FilterPath Path, FilterOperator Operator, FilterLiteral Value) : Filter;

    /// <summary>The filter as a person would write it.</summary>
    public sealed override string ToString() => FilterText.Write(this);

    /// <summary>The attributes a filter reads, each with its place in the text.</summary>
    public ImmutableArray<FilterPath> Paths => this switch
    {
        And a => a.Left.Paths.AddRange(a.Right.Paths),
        Or o => o.Left.Paths.AddRange(o.Right.Paths),
        Not n => n.Inner.Paths,
        Present p => [p.Path],
        Compare c => [c.Path],
        _ => [],
    };
}

/// <summary>An attribute name and its 0-based place in the filter's text.</summary>
public readonly record struct FilterPath(string Name, int Offset);

/// <summary>A literal: text, flag, number, or none of them for <c>null</c>.</summary>
public readonly record struct FilterLiteral(string? Text, bool? Flag, decimal? Number)
{
    public bool IsNull => Text is null && Flag is null && Number is null;
}

/// <summary>Why a filter's text is not one: the 0-based place and length in the text, and what was expected.</summary>
public sealed record FilterFault(int Offset, int Length, string Message);
