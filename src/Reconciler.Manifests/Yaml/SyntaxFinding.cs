using System.Collections.Immutable;

namespace Reconciler.Manifests.Yaml;

/// <summary>What people did where the parser gave up: its place, our words, and the bracket or quote that it has to do with.</summary>
internal sealed record SyntaxFinding(int Start, int End, SyntaxMessage Message)
{
    public int? Opening { get; init; }

    /// <summary>Further places of the same mistake.</summary>
    public ImmutableArray<Token> Also { get; init; } = [];

    public bool IsTemplate { get; init; }

    public static SyntaxFinding Of(int start, int end, string text, string label, params ImmutableArray<string> help) => new(start, end, new(text, label, help));
}
