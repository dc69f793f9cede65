using Reconciler.Cli.Terminal;
using Reconciler.Core.Model;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>The locks of all targets of a run under one id, taken in one order so that two runs cannot wait for each other.</summary>
internal sealed class TargetLocks : IDisposable
{
    private readonly List<(TargetName Target, TargetLock Lock)> _held = [];

    private TargetLocks(string id) => Id = id;

    public string Id { get; }

    /// <summary>Why one of them is ours no longer; null while all are.</summary>
    public string? Lost => _held.Find(h => !h.Lock.IsHeld) is { Lock: not null } lost ? $"the lock {Id} of {lost.Target} was broken by unlock" : null;

    public static TargetLocks Take(StateFolder state, IdentityModel model, string purpose, CliHost host)
    {
        var mine = LockRecords.Mine(purpose, host);
        var locks = new TargetLocks(mine.Id);
        try
        {
            foreach (var target in model.Targets)
                locks._held.Add((target, TargetLock.Take(state, target, mine, host)));
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (_, held) in _held)
            held.Dispose();
        _held.Clear();
    }
}
