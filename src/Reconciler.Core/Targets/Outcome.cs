using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Core.Targets;

/// <summary>What the world did wrong: the target's code and sentence, its request id, and what a person can do.</summary>
public sealed record Fault(string Code, string Message, string? RequestId, string Advice)
{
    /// <summary>HTTP status; 0 = no answer.</summary>
    public int Status { get; init; }
}

/// <summary>How an operation ended.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The operation's goal is met; what depends on it may run.</summary>
    public bool Succeeded => this is Applied or AlreadyDone;

    public sealed record Applied : Outcome;

    /// <summary>Somebody else did it first.</summary>
    public sealed record AlreadyDone : Outcome;

    /// <summary>The target said yes and will act later.</summary>
    public sealed record AcceptedNotApplied(string Why) : Outcome;

    /// <summary>A before-value moved, or another object holds the value.</summary>
    public sealed record Conflict(Fault Fault) : Outcome;

    public sealed record Failed(Fault Fault) : Outcome;

    /// <summary>Not done and safe to do again after a pause: throttled, or what it refers to is not visible yet.</summary>
    public sealed record Throttled(TimeSpan After, Fault Fault) : Outcome;

    /// <summary>Sent, and nobody knows whether it was done.</summary>
    public sealed record Unknown(Fault Fault) : Outcome;

    /// <summary>Something it needs did not succeed.</summary>
    public sealed record Skipped(OperationId Need) : Outcome;

    /// <summary>The run ended before its turn, and why where it was not a person who ended it.</summary>
    public sealed record NotAttempted(string? Why = null) : Outcome;
}

/// <summary>One answer to one operation: outcome, the id of a created object, and the target's request id.</summary>
public sealed record OperationResult(OperationId Operation, Outcome Outcome)
{
    public RemoteId? CreatedId { get; init; }

    public string? RequestId { get; init; }

    public int Status { get; init; }
}
