namespace Reconciler.Manifests.Yaml;

/// <summary>A node that aliases may stand for: its place, how many nodes it is with its own aliases followed, and how deep.</summary>
internal readonly record struct Anchored(int Index, long Size, int Height)
{
    public bool IsOpen => Size < 0;
}

/// <summary>The anchors seen so far in a document; a later one of the same name takes its place, as YAML has it.</summary>
internal sealed class Anchors
{
    private readonly Dictionary<string, Anchored> named = new(StringComparer.Ordinal);

    public void Open(string name) => named[name] = new(0, -1, 0);

    public void Close(string name, Anchored anchored) => named[name] = anchored;

    public bool TryFind(string name, out Anchored anchored) => named.TryGetValue(name, out anchored);
}
