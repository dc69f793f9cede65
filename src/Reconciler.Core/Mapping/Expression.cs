using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>Comparison operators of the mapping language.</summary>
public enum CompareOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Words that stand without quotes.</summary>
public enum MappingWord
{
    VbBinaryCompare,
    VbTextCompare,
    Utf8,
    Ascii,
    Unicode,
    IgnoreAttributeFlow,
    IgnoreObjectFlow,
}

/// <summary>An expression of Entra's attribute-mapping language, with its 0-based place in the text in UTF-16 units.</summary>
public abstract record Expression
{
    private Expression()
    {
    }

    public int Offset { get; init; }

    public int Length { get; init; }

    /// <summary>The value of a source attribute, <c>[name]</c>.</summary>
    public sealed record Attribute(string Name) : Expression;

    /// <summary>A text in double quotes, its escapes resolved.</summary>
    public sealed record Text(string Value) : Expression;

    /// <summary>A whole number of 64 bits or a decimal fraction.</summary>
    public sealed record Number(decimal Value) : Expression;

    public sealed record Keyword(MappingWord Word) : Expression;

    /// <summary>A call; a null argument is an empty slot, which is not the same as an empty text.</summary>
    public sealed record Call(string Function, ImmutableArray<Expression?> Arguments) : Expression;

    public sealed record Compare(CompareOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Two texts one behind the other, <c>left &amp; right</c>.</summary>
    public sealed record Concat(Expression Left, Expression Right) : Expression;
}
