using System.Collections.Immutable;

namespace Reconciler.Manifests.Grammar;

/// <summary>The JSON Schemas as published: those of the language, which are also enforced, and those of the documents.</summary>
public static class PublishedSchemas
{
    private static readonly EmbeddedTexts Texts = new(".schema.json");

    public static ImmutableArray<string> Names => Texts.Names;

    public static string Text(string name) => Texts.Find(name) ?? throw new ArgumentException($"there is no schema {name}", nameof(name));
}
