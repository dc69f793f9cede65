using System.Collections.Immutable;

namespace Reconciler.Core.Mapping;

/// <summary>Who takes part in a mapping by their attributes: any item may hold, and of an item all clauses. No item restricts nothing.</summary>
public sealed record MappingScope(ImmutableArray<ImmutableArray<ScopeClause>> Items)
{
    public static MappingScope Everyone { get; } = new([]);

    /// <param name="valueOf">The object's value by source name; flags are True and False. Null and empty are one.</param>
    public bool Holds(Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        return Items.IsEmpty || Items.Any(item => item.All(clause => clause.Holds(valueOf(clause.Attribute))));
    }

    public bool Equals(MappingScope? other) =>
        other is not null && Items.Length == other.Items.Length && Items.Zip(other.Items).All(p => p.First.AsSpan().SequenceEqual(p.Second.AsSpan()));

    public override int GetHashCode() => Items.Aggregate(Items.Length, (hash, item) => item.Aggregate(hash, HashCode.Combine));

    public override string ToString() => string.Join(" or ", Items.Select(item => string.Join(" and ", item)));
}
