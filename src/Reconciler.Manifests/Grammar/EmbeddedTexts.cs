using System.Collections.Immutable;

namespace Reconciler.Manifests.Grammar;

/// <summary>The texts that this assembly carries under names with one ending.</summary>
internal sealed class EmbeddedTexts(string suffix)
{
    public ImmutableArray<string> Names { get; } =
    [
        .. typeof(EmbeddedTexts).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(suffix, StringComparison.Ordinal))
            .Select(n => n[..^suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text, or null when there is none of that name.</summary>
    public string? Find(string name)
    {
        using var stream = typeof(EmbeddedTexts).Assembly.GetManifestResourceStream(name + suffix);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
