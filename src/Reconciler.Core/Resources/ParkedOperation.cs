namespace Reconciler.Core.Resources;

/// <summary>An operation that a target refused for good: what it was called, the fault's code and sentence, when (UTC) and in which run.</summary>
public sealed record ParkedOperation(string Name, string Code, string Message, DateTimeOffset At, string Run);
