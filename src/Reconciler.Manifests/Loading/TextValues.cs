using Reconciler.Core.Values;

namespace Reconciler.Manifests.Loading;

/// <summary>One copy of each short text that people declare: a department stands a thousand times in a workspace.</summary>
internal sealed class TextValues
{
    // Longer texts (descriptions, expressions) hardly ever repeat.
    private const int LongestShared = 64;

    private readonly Dictionary<string, AttributeValue> known = new(StringComparer.Ordinal);

    /// <param name="text">The text.</param>
    /// <param name="isNew">False when it was met before: what holds for it has been said.</param>
    public AttributeValue Of(string text, out bool isNew)
    {
        isNew = true;
        if (text.Length > LongestShared)
            return AttributeValue.Of(text);
        isNew = !known.TryGetValue(text, out var value);
        return value ?? (known[text] = AttributeValue.Of(text));
    }
}
