using System.Collections.Immutable;
using Reconciler.Core.Pairing;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>When an operation runs. All operations of one phase end before the next phase begins.</summary>
public enum Phase
{
    /// <summary>What marks need before anything can be owned.</summary>
    Prepare,
    Disable,

    /// <summary>Restore, create and change, by rank.</summary>
    Establish,

    /// <summary>What would let somebody hold two duties at once goes before anything comes.</summary>
    Separate,
    Link,
    Unlink,

    /// <summary>Values that could only go once nothing used them: roles of an application.</summary>
    Shrink,
    Delete,
}

/// <summary>
/// One write. Its precondition is what it says stood there before. It waits for <see cref="Needs"/>,
/// and is skipped when one of them did not succeed.
/// </summary>
public abstract record Operation(OperationId Id, Handle Object, Kind Kind, Phase Phase)
{
    /// <summary>Orders work within a phase: ranks of kinds, then waves of unique values.</summary>
    public int Rank { get; init; }

    public int Wave { get; init; }

    public ImmutableArray<OperationId> Needs { get; init; } = [];

    public required string Name { get; init; }

    /// <summary>Creates an object with its first values and up to <c>KindSchema.LinksPerCreate</c> link ends.</summary>
    public sealed record Create(OperationId Id, Handle Object, Kind Kind, Phase Phase, ImmutableArray<CellChange> Cells,
        ImmutableArray<LinkEnds> Links) : Operation(Id, Object, Kind, Phase);

    /// <summary>Writes attributes of one facet.</summary>
    public sealed record Update(OperationId Id, Handle Object, Kind Kind, Phase Phase, string Facet, ImmutableArray<CellChange> Cells)
        : Operation(Id, Object, Kind, Phase);

    /// <summary>Closes an account: enablement off, mark rewritten, sessions revoked where asked.</summary>
    public sealed record Disable(OperationId Id, Handle Object, Kind Kind, Phase Phase, ImmutableArray<CellChange> Cells, bool RevokeSessions)
        : Operation(Id, Object, Kind, Phase);

    public sealed record Restore(OperationId Id, Handle Object, Kind Kind, Phase Phase) : Operation(Id, Object, Kind, Phase);

    public sealed record Delete(OperationId Id, Handle Object, Kind Kind, Phase Phase, Claim Claim) : Operation(Id, Object, Kind, Phase);

    public sealed record Link(OperationId Id, Handle Object, Kind Kind, Phase Phase, LinkEnds Ends) : Operation(Id, Object, Kind, Phase);

    public sealed record Unlink(OperationId Id, Handle Object, Kind Kind, Phase Phase, LinkEnds Ends) : Operation(Id, Object, Kind, Phase);
}

/// <summary>Ends of one link, at most as many as one write carries.</summary>
public sealed record LinkEnds(LinkSchema Link, ImmutableArray<LinkEnd> Ends);
