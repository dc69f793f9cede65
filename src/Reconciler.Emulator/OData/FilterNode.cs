using System.Collections.Immutable;
using Reconciler.Emulator.Schema;

namespace Reconciler.Emulator.OData;

internal enum Comparer
{
    Eq,
    Ne,
    Ge,
    Le,
    StartsWith,
    EndsWith,
}

/// <summary>A property of the filtered type, or a member of one of its structures.</summary>
internal sealed record FilterPath(PropertyDefinition Property, string? Member);

internal abstract record FilterNode;

internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode;

internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode;

internal sealed record NotNode(FilterNode Inner) : FilterNode;

/// <summary>A comparison; the literal null is a null value.</summary>
internal sealed record CompareNode(FilterPath Path, Comparer Comparer, string? Value, bool IsAny) : FilterNode;

internal sealed record InNode(FilterPath Path, ImmutableArray<string?> Values) : FilterNode;
