using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>Where intents are written down before, and outcomes after, each write. Durable when the call returns.</summary>
public interface IJournal
{
    /// <summary>Before they are sent: all of one batch.</summary>
    void Intend(ImmutableArray<Intent> intents);

    /// <summary>As they ended, those of one batch; what was created has its id in the roster by now.</summary>
    void Ended(ImmutableArray<OperationRecord> records);
}

/// <summary>One operation about to be sent.</summary>
/// <param name="CreationId">8 hex digits that name a creation, null for other operations.</param>
public sealed record Intent(Operation Operation, string? CreationId);

/// <summary>Remembers what applies have declared; advisory.</summary>
public interface ILedger
{
    /// <summary>The ledger of a workspace's target in a tenant; empty when there is none or it is another tenant's.</summary>
    Ledger Load(string workspace, TargetName target, string? tenant);

    /// <summary>Replaces it atomically.</summary>
    void Save(Ledger ledger);
}

/// <summary>Somebody else applies: exit code 6.</summary>
public sealed class LockedException(string message) : Exception(message)
{
    /// <summary>What to do.</summary>
    public string? Advice { get; init; }
}

/// <summary>The stop-all switch, looked at before every write.</summary>
public interface IFreeze
{
    /// <summary>Why writes are stopped, or null.</summary>
    string? Reason { get; }
}

/// <summary>Told of what is under way.</summary>
/// <param name="Done">Operations that have ended, however they did.</param>
public readonly record struct ApplyProgress(int Done, int Total, int Retried)
{
    /// <summary>How long nothing is sent from now on; zero while something is.</summary>
    public TimeSpan Pause { get; init; }
}
