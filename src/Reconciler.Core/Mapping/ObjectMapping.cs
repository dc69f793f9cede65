using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Values;

namespace Reconciler.Core.Mapping;

/// <summary>How one kind of object becomes an account or a group of an application. Whole: what it extends is in it.</summary>
/// <param name="Key">Its key, compared without case.</param>
/// <param name="Kind">User or group.</param>
/// <param name="Attributes">The rows, one a target, sorted by it.</param>
/// <param name="Span">Where it is declared; none for a built-in one.</param>
public sealed record ObjectMapping(string Key, Kind Kind, ImmutableArray<AttributeMapping> Attributes, SourceSpan Span)
{
    public MappingScope Scope { get; init; } = MappingScope.Everyone;

    /// <summary>It comes with the program.</summary>
    public bool IsBuiltIn => Span.IsNone;

    /// <summary>The rows by which accounts are found, in the order in which they are tried.</summary>
    public IEnumerable<AttributeMapping> Matches => Attributes.Where(a => a.Match is not null).OrderBy(a => a.Match);

    public AttributeMapping? Find(TargetPath target) => Attributes.FirstOrDefault(a => a.Target.Equals(target));
}
