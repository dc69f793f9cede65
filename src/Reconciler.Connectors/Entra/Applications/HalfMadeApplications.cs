using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra.Applications;

/// <summary>Which applications of a name there were before a run first tried to make one, and whether an attempt may have been carried out.</summary>
internal sealed class HalfMadeApplications
{
    private readonly ConcurrentDictionary<OperationId, ImmutableHashSet<string>> _before = new();
    private readonly ConcurrentDictionary<OperationId, bool> _mayExist = new();

    /// <summary>What was there before the first attempt; null when this is the first, and <paramref name="now"/> is kept.</summary>
    public ImmutableHashSet<string>? Before(OperationId operation, IEnumerable<string> now)
    {
        if (_before.TryGetValue(operation, out var known))
            return known;
        _before[operation] = now.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
        return null;
    }

    public bool MayExist(OperationId operation) => _mayExist.GetValueOrDefault(operation);

    /// <summary>An attempt ended; what may have been carried out once stays so.</summary>
    public void Sent(OperationId operation, bool mayExist) => _mayExist.AddOrUpdate(operation, mayExist, (_, before) => before || mayExist);
}
