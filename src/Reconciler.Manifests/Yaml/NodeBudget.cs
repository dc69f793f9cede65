namespace Reconciler.Manifests.Yaml;

/// <summary>
/// What the texts of one workspace share: how many nodes may still be read (aliases counted as what they stand for),
/// and one copy of each key.
/// </summary>
internal sealed class NodeBudget(int limit = NodeBudget.DefaultLimit)
{
    /// <summary>A million people with ten memberships each are about thirty million.</summary>
    public const int DefaultLimit = 50_000_000;

    /// <summary>What only aliases make: nobody wrote it, a few lines are enough for it, and it is walked all the same.</summary>
    public const int MostRepeated = 1_000_000;

    private readonly HashSet<string> shared = new(StringComparer.Ordinal);

    public int Limit => limit;

    public long Used { get; private set; }

    public long Repeated { get; private set; }

    /// <summary>Counts nodes before they are walked; false when the workspace would exceed its limit.</summary>
    public bool TryTake(long nodes)
    {
        if (nodes > limit - Used)
            return false;
        Used += nodes;
        return true;
    }

    /// <summary>Counts what an alias stands for; false when aliases would make too much.</summary>
    public bool TryRepeat(long nodes)
    {
        if (nodes > MostRepeated - Repeated)
            return false;
        Repeated += nodes;
        return true;
    }

    /// <summary>Forgets what was taken since: the text is read another way.</summary>
    public void Restore(long used, long repeated) => (Used, Repeated) = (used, repeated);

    /// <summary>The one copy of a key, so that keys compare by reference. Values are shared by who keeps them.</summary>
    public string Share(string key)
    {
        if (shared.TryGetValue(key, out var known))
            return known;
        shared.Add(key);
        return key;
    }
}
