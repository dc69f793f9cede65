using Reconciler.Core.Targets;

namespace Reconciler.Core.Reconciliation;

/// <summary>What the loop needs from outside.</summary>
public sealed record ApplyTools(IWriteTarget Writer, IReadTarget Reader, IJournal Journal, TimeProvider Time, IRandomness Randomness)
{
    public IFreeze? Freeze { get; init; }

    public IProgress<ApplyProgress>? Progress { get; init; }

    /// <summary>How many objects may be taken over in this run that were to be created.</summary>
    public int MostAdoptions { get; init; } = 20;

    /// <summary>How often one operation is tried before its fault stands.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long one operation waits for a limit of the target before its waits count as tries.</summary>
    public TimeSpan LongestLimited { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an object whose creation was never answered is looked for before it is created once more.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(2);
}
