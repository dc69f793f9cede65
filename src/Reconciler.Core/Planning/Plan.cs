using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What would be done to one target, computed from one snapshot.</summary>
public sealed record TargetPlan(TargetName Target, Snapshot Snapshot, ImmutableArray<Entry> Entries, ImmutableArray<Operation> Operations)
{
    /// <summary>Findings that only the live system shows; an error among them ends the plan with exit code 3.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>Live objects of a kind that bear our mark, the recycle bin left out: what guards measure against.</summary>
    public ImmutableDictionary<Kind, int> Owned { get; init; } = ImmutableDictionary<Kind, int>.Empty;

    /// <summary>Live objects of a kind that nobody declared and that do not bear our mark.</summary>
    public ImmutableDictionary<Kind, int> Strangers { get; init; } = ImmutableDictionary<Kind, int>.Empty;

    public int ProtectedObjects { get; init; }

    /// <summary>Gives at apply what the plan could not know; null where everything is known.</summary>
    public IPendingValues? Values { get; init; }

    /// <summary>What its operations use up of the guards' limits.</summary>
    public ImmutableDictionary<OperationId, ImmutableArray<Spend>> Spends { get; init; } = ImmutableDictionary<OperationId, ImmutableArray<Spend>>.Empty;

    /// <summary>What is declared of a key that the plan covers whole, as 16 hex digits; null of any other.</summary>
    public Func<ResourceKey, string?> Fingerprint { get; init; } = _ => null;

    /// <summary>What the plan's entries write, lower-case hex SHA-256; a saved plan's rows come to the same.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What earlier applies parked and the whole plan would still do, whether it is left out here or tried again.</summary>
    public ImmutableHashSet<OperationId> Parked { get; init; } = [];

    internal OperationOrder Order { get; init; } = OperationOrder.None;

    /// <summary>The same plan over other entries: its operations and its hash are built anew from what is left.</summary>
    internal TargetPlan With(IEnumerable<Entry> entries)
    {
        ImmutableArray<Entry> left = [.. entries];
        return this with { Entries = left, Operations = OperationBuilder.Build(Snapshot, left, Order), Hash = PlanHash.Of(Target, left, Snapshot) };
    }
}

/// <summary>Values that are known only after other objects have been written.</summary>
public interface IPendingValues
{
    /// <summary>The value now; null when what it needs does not exist.</summary>
    AttributeValue? Fill(Handle target, AttributeSchema attribute, RandomBytes randomness);
}

/// <summary>A plan over all targets: a value, computed before anything is written.</summary>
public sealed record Plan(PlanHeader Header, ImmutableArray<TargetPlan> Targets)
{
    public ImmutableArray<Upcoming> Upcoming { get; init; } = [];
}

/// <summary>What a plan is of, when it was made and until when it may be applied. Times are UTC.</summary>
public sealed record PlanHeader(string Workspace, string? Tenant, DateOnly Day, DateTimeOffset Created, DateTimeOffset Expires)
{
    /// <summary>Over all operations with their preconditions: equal after a merge, and then the approval stands.</summary>
    public required string OperationsHash { get; init; }

    /// <summary>Over the texts it was computed from: evidence.</summary>
    public required string ConfigurationHash { get; init; }

    public bool Sandbox { get; init; }
}
