using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Core.Resources;

/// <summary>A key that an apply has declared and the live object it stood for; the file it was declared in; when we last created it (null = we did not).</summary>
public sealed record LedgerEntry(ResourceKey Key, RemoteId Id, string File, DateTimeOffset? CreatedAt)
{
    /// <summary>We closed the account because the person had left: if the key returns, the account is opened again.</summary>
    public bool Left { get; init; }

    /// <summary>What was declared of it at its last apply that succeeded for it, 16 hex digits; null when that is not known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>When it may be deleted, as our last apply left it; null = no day was set.</summary>
    public DateOnly? DeleteDue { get; init; }

    /// <summary>What its lists held after our last apply, by link.</summary>
    public ImmutableDictionary<string, LinkMemory> Links { get; init; } = ImmutableDictionary<string, LinkMemory>.Empty;
}

/// <summary>How many objects or link ends a list had after an apply that read it whole, and when (UTC).</summary>
public readonly record struct ListSize(int Count, DateTimeOffset At);

/// <summary>
/// What earlier applies to one target of one tenant declared. Evidence for removals, and nothing else:
/// losing it costs care, never correctness.
/// </summary>
public sealed record Ledger(string Workspace, TargetName Target, string? Tenant, ImmutableDictionary<ResourceKey, LedgerEntry> Entries)
{
    /// <summary>When it was written (UTC); null for an empty one.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Operations that the target refused for good, by their ids.</summary>
    public ImmutableDictionary<OperationId, ParkedOperation> Parked { get; init; } = ImmutableDictionary<OperationId, ParkedOperation>.Empty;

    /// <summary>How long lists were, by the names of kinds and links.</summary>
    public ImmutableDictionary<string, ListSize> Sizes { get; init; } = ImmutableDictionary<string, ListSize>.Empty;

    /// <summary>Why what earlier applies wrote down is not used, and what care is lost with it; null where nothing is.</summary>
    public string? Loss { get; init; }

    public static Ledger Empty(string workspace, TargetName target, string? tenant) =>
        new(workspace, target, tenant, ImmutableDictionary<ResourceKey, LedgerEntry>.Empty);
}
