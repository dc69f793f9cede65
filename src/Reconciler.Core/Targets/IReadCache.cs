using Reconciler.Core.Values;

namespace Reconciler.Core.Targets;

/// <summary>
/// Keeps bytes that make the next read of a target cheaper. They may be gone, old or damaged at any time: who loads them checks them,
/// and reads everything where they are of no use.
/// </summary>
public interface IReadCache
{
    /// <summary>What was kept under a target's name; null = nothing, or nothing readable.</summary>
    byte[]? Load(TargetName target);

    /// <summary>Keeps bytes in the place of those before. A place that cannot be written keeps nothing.</summary>
    void Save(TargetName target, ReadOnlySpan<byte> bytes);

    /// <summary>Forgets: what was kept is known to be of the past.</summary>
    void Drop(TargetName target);
}
