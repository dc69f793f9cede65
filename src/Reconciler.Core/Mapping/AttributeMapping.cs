using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Mapping;

/// <summary>
/// When a value flows. Entra's model knows three more, which only add values (ValueAddOnly, MultiValueAddOnly, AttributeAddOnly); the language has
/// no word for them, since what they leave behind depends on what was there before.
/// </summary>
public enum MappingFlow
{
    /// <summary>Graph: <c>Always</c>.</summary>
    Always,

    /// <summary>Graph: <c>ObjectAddOnly</c>; a later difference is not a change.</summary>
    Create,
}

/// <summary>One row of a mapping: a target attribute and its source.</summary>
public sealed record AttributeMapping(TargetPath Target, MappingSource Source)
{
    /// <summary>Accounts are found by this attribute; the lowest number is tried first. Null = not at all.</summary>
    public int? Match { get; init; }

    public MappingFlow Flow { get; init; }

    /// <summary>What the target gets when the source is empty, on creation only.</summary>
    public string? Default { get; init; }

    /// <summary>Where the row is written; none for a built-in one.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>Points at other objects: written in a second pass, when they exist.</summary>
    public bool IsReference => Source is MappingSource.Direct { Attribute.IsReference: true };
}
