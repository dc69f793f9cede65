using System.Collections.Concurrent;
using Reconciler.Core.Planning;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Users;

/// <summary>Which invitations of this run went out, and whom they made: so that an operation which is tried again invites nobody twice.</summary>
internal sealed class InvitedGuests
{
    private readonly ConcurrentDictionary<OperationId, RemoteId?> _invited = new();

    /// <summary>The guest of an invitation that was answered.</summary>
    public RemoteId? this[OperationId operation] => _invited.GetValueOrDefault(operation);

    /// <summary>Whether the invitation may have reached the service.</summary>
    public bool WasSent(OperationId operation) => _invited.ContainsKey(operation);

    public void Sent(OperationId operation) => _invited.TryAdd(operation, null);

    /// <summary>The service took nothing of it.</summary>
    public void Refused(OperationId operation) => _invited.TryRemove(operation, out _);

    public void Made(OperationId operation, RemoteId guest) => _invited[operation] = guest;
}
