using System.Collections.Immutable;

namespace Reconciler.Manifests.Grammar;

/// <summary>The mappings that come with the program, as content files: those of Entra, and of servers whose rules are published.</summary>
internal static class BuiltInMappings
{
    private static readonly EmbeddedTexts Texts = new(".mappings.yaml");

    /// <summary>The names of the files.</summary>
    public static ImmutableArray<string> Files => Texts.Names;

    public static string Text(string file) => Texts.Find(file) ?? throw new ArgumentException($"there is no built-in file of mappings {file}", nameof(file));
}
