using Reconciler.Connectors.Entra.Groups;
using Reconciler.Connectors.Entra.Users;
using Reconciler.Core.Resources;

namespace Reconciler.Connectors.Entra.Kept;

/// <summary>A kept state under way into a snapshot: taken up, brought up to date by what changed since; or found to be of no use.</summary>
internal sealed class KeptReading
{
    private readonly ReadSession _session;
    private readonly byte[] _bytes;
    private readonly KeptState _head;

    private KeptReading(ReadSession session, byte[] bytes, KeptState head) => (_session, _bytes, _head) = (session, bytes, head);

    /// <summary>What is kept, whole and readable; null where there is nothing of the kind.</summary>
    public static KeptReading? Open(ReadSession session) =>
        session.Cache?.Load(session.Target) is { } bytes && StateForm.Head(bytes) is { } head ? new KeptReading(session, bytes, head) : null;

    public bool Serves(string stamp) => _head.Serves(stamp, _session.Snapshot.TakenAt);

    public void TakeUp() => _session.Fold(() => StateForm.Read(_bytes, _session.Snapshot));

    /// <summary>Asks for what changed since; how many objects that were.</summary>
    /// <exception cref="StaleStateException">It was not told to its end: a link can grow too old.</exception>
    public async Task<int> FollowAsync(UserClient users, GroupClient groups, CancellationToken cancellationToken)
    {
        if (_session.Client.Following(_head.Users) is not { } usersSince || _session.Client.Following(_head.Groups) is not { } groupsSince)
            throw Stale();
        var (asked, also) = (users.ChangedAsync(usersSince, cancellationToken), groups.ChangedAsync(groupsSince, cancellationToken));
        var (people, lists) = (await asked, await also);
        if (!people.Completeness.IsProven || !lists.Completeness.IsProven)
            throw Stale();
        users.WriteManagers();
        return people.Count + lists.Count;
    }

    public Completeness Proof(int changes) => new Completeness.Proven($"delta link, {changes} changed since the whole read of {_head.TakenAt:yyyy-MM-dd HH:mm} UTC");

    /// <summary>Forgets it: it is not what is wanted, or is known no longer.</summary>
    public StaleStateException Stale()
    {
        _session.Cache?.Drop(_session.Target);
        return new StaleStateException();
    }
}

/// <summary>A kept state turned out to be of no use when the snapshot held it already. It has been forgotten.</summary>
internal sealed class StaleStateException : Exception;
