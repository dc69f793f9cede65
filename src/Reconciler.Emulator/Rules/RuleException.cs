namespace Reconciler.Emulator.Rules;

/// <summary>A membership rule outside the language.</summary>
internal sealed class RuleException(string message) : Exception(message);
