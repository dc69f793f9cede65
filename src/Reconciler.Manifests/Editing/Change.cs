namespace Reconciler.Manifests.Editing;

/// <summary>One change of a document's tree, and what a person reads of it; null for what goes with another change.</summary>
internal abstract record Change(Outline In, string? Says)
{
    /// <summary>A child leaves its collection: an item, or an entry by its key's record.</summary>
    internal sealed record Remove(Outline In, int Child, string? Says) : Change(In, Says);

    /// <summary>Something else is written in the place of a scalar or an alias.</summary>
    internal sealed record Rewrite(Outline In, int Index, Piece Piece, string? Says) : Change(In, Says);

    /// <summary>A child joins a collection, behind the others; an entry has a key. A block list is written for it where the mapping is a block.</summary>
    internal sealed record Append(Outline In, int Collection, string? Key, Piece Piece, string? Says) : Change(In, Says)
    {
        public bool AsBlock { get; init; }
    }
}
