using System.Collections.Immutable;

namespace Reconciler.Manifests.Grammar;

/// <summary>The SCIM dialects that come with the program, in the grammar of committed ones. <c>generic</c> states every default.</summary>
internal static class BuiltInProfiles
{
    private static readonly EmbeddedTexts Texts = new(".profile.yaml");

    public static ImmutableArray<string> Names => Texts.Names;

    public static string Text(string name) => Texts.Find(name) ?? throw new ArgumentException($"there is no built-in profile {name}", nameof(name));
}
