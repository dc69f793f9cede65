using Reconciler.Core.Values;

namespace Reconciler.Core.Planning;

/// <summary>
/// What one operation uses up of a guard's limit when it succeeds: each hit of a guard is spent by exactly one operation, so that a run which ends
/// halfway has spent what it did and no more.
/// </summary>
/// <param name="Target">The target that the guard judges: for access the application's key, wherever the operation is sent.</param>
/// <param name="Counted">What the figure counts: <c>users</c>, <c>members</c>, <c>leavers</c>.</param>
/// <param name="Of">The one object that the figure is of: the group that loses members.</param>
public sealed record Spend(string Guard, TargetName Target, string Counted, string? Of, int Count);
