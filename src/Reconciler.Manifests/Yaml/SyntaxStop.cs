using System.Collections.Immutable;

namespace Reconciler.Manifests.Yaml;

/// <summary>Where the parser gave up, and what was known by then.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Message">The parser's words; empty when it lost its own bookkeeping, which a line does that leaves a bracket.</param>
/// <param name="At">Where it stopped, as all places here a UTF-16 offset.</param>
/// <param name="Upto">Where it stopped reading.</param>
/// <param name="Read">Where the last scalar that was read begins; behind it, when it was a collection.</param>
/// <param name="Brackets">Where the brackets stand that are open there, the outermost first.</param>
internal sealed record SyntaxStop(string Text, string Message, int At, int Upto, int Read, ImmutableArray<int> Brackets)
{
    public bool IsAtEnd => Text.AsSpan(At).IsWhiteSpace();

    public bool Says(string part) => Message.Contains(part, StringComparison.Ordinal);
}
