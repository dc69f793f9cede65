namespace Reconciler.Emulator.Rules;

internal enum RuleTokenKind
{
    Word,
    Text,
    Symbol,
    End,
}

internal readonly record struct RuleToken(RuleTokenKind Kind, string Value);
