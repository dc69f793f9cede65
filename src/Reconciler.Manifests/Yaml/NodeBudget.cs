namespace Reconciler.Manifests.Yaml;

/// <summary>
/// What the texts of one workspace share: how many nodes may still be read (aliases counted as what they stand for),
/// and one copy of each short text.
/// </summary>
internal sealed class NodeBudget(int limit = NodeBudget.DefaultLimit)
{
    public const int DefaultLimit = 10_000_000;

    // Longer texts (descriptions, expressions) hardly ever repeat.
    private const int LongestShared = 64;

    private readonly HashSet<string> shared = new(StringComparer.Ordinal);

    public int Limit => limit;

    public long Used { get; private set; }

    /// <summary>Counts nodes before they are walked; false when the workspace would exceed its limit.</summary>
    public bool TryTake(long nodes)
    {
        if (nodes > limit - Used)
            return false;
        Used += nodes;
        return true;
    }

    /// <summary>The one copy of a text, so that keys compare by reference and repeated values are kept once.</summary>
    public string Share(string text, bool always = false)
    {
        if (text.Length > LongestShared && !always)
            return text;
        if (shared.TryGetValue(text, out var known))
            return known;
        shared.Add(text);
        return text;
    }
}
