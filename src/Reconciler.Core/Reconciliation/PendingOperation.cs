using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>One request to the target as the policies count it: what it carried shares one token of the budget.</summary>
internal sealed class Envelope
{
    /// <summary>Whether its repeat is paid for; null = nobody asked.</summary>
    public bool? IsPaid { get; set; }
}

/// <summary>One operation on its way: what is sent, and what is known of the times it was sent.</summary>
internal sealed class PendingOperation(Operation operation, Operation materialised, string? creationId, ImmutableArray<string> leftOut)
{
    public Operation Operation { get; } = operation;

    /// <summary>What is sent: filled in, and of a creation whose object was there, what it still lacks.</summary>
    public Operation Materialised { get; private set; } = materialised;

    /// <summary>The object to be created was there, and has been taken over.</summary>
    public bool IsAdopted { get; private set; }

    public string? CreationId { get; } = creationId;

    public ImmutableArray<string> LeftOut { get; } = leftOut;

    /// <summary>How often it was sent.</summary>
    public int Number { get; set; }

    public List<Trial> Trials { get; } = [];

    /// <summary>Repeats that count; waits for a limit do not until they have lasted long.</summary>
    public int Repeats { get; set; }

    /// <summary>How long it has waited because the target limits calls.</summary>
    public TimeSpan Limited { get; set; }

    /// <summary>The request that it was last part of.</summary>
    public Envelope Envelope { get; set; } = new();

    /// <summary>It was sent at least once and nobody knows whether that was done.</summary>
    public Fault? Doubt { get; set; }

    /// <summary>It is a creation in doubt: the object is looked for, and nothing is sent, until it shows or the horizon is over.</summary>
    public bool IsLookedFor { get; set; }

    /// <summary>How long it has been looked for since it was last sent.</summary>
    public TimeSpan LookedFor { get; set; }

    /// <summary>Sent once more although nobody knows what became of the first time.</summary>
    public bool IsResent { get; set; }

    /// <summary>Tried as often as the policy allows.</summary>
    public bool IsExhausted { get; set; }

    public void Adopt(Operation rest) => (Materialised, IsAdopted) = (rest, true);
}
