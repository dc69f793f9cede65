using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>What orders operations beside phases and ranks, and is the same for the whole of a plan and for any part of it.</summary>
/// <param name="Waves">In which wave an object changes, where unique values pass from one to another; none = the first.</param>
/// <param name="Separating">Lists that are left before others are entered.</param>
internal sealed record OperationOrder(IReadOnlyDictionary<Handle, int> Waves, SeparatingLists Separating)
{
    public static OperationOrder None { get; } = new(new Dictionary<Handle, int>(), SeparatingLists.None);
}
