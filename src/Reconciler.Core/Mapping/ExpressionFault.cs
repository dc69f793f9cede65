using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>Why a text is no expression: the 0-based place and length in it, one sentence, and what to do where that is known.</summary>
public sealed record ExpressionFault(int Offset, int Length, string Message, string? Help);

/// <summary>What a text is. Without a root it is not even a tree; with a root and faults it is a tree that must not be used.</summary>
public sealed record ParsedExpression(Expression? Root, ImmutableArray<ExpressionFault> Faults)
{
    public bool IsValid => Root is not null && Faults.IsEmpty;
}
