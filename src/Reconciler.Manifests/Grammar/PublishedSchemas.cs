using System.Collections.Immutable;

namespace Reconciler.Manifests.Grammar;

/// <summary>The JSON Schemas as published: those of the language, which are also enforced, and those of the documents.</summary>
public static class PublishedSchemas
{
    private const string Suffix = ".schema.json";

    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(PublishedSchemas).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => n[..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string name)
    {
        using var stream = typeof(PublishedSchemas).Assembly.GetManifestResourceStream(name + Suffix)
            ?? throw new ArgumentException($"there is no schema {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
