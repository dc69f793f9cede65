using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>How one operation of a run ended.</summary>
public sealed record OperationRecord(Operation Operation, Outcome Outcome)
{
    /// <summary>Each time it was sent, in order.</summary>
    public ImmutableArray<Trial> Trials { get; init; } = [];

    public int Attempts => Trials.Length;

    public string? RequestId => Trials.IsEmpty ? null : Trials[^1].RequestId;

    public int Status => Trials.IsEmpty ? 0 : Trials[^1].Status;

    /// <summary>Link ends that were left out because their object does not exist.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Planned as a creation; the object was there, unseen by the listing, and was taken over.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>A fault stands because it was tried often enough, not because the target refused for good.</summary>
    public bool IsExhausted { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>One time that an operation was sent: when (UTC), and what the target answered. Status 0 = no answer.</summary>
public sealed record Trial(DateTimeOffset At, int Status, string? RequestId)
{
    /// <summary>How long until the answer.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Why it was not the last one: the fault's code.</summary>
    public string? Code { get; init; }
}
