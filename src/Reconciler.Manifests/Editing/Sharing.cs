using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>Finds what an edit would change elsewhere too, because an alias stands for it.</summary>
internal static class Sharing
{
    /// <summary>An alias outside of the leaving children that stands for something inside one of them, and what it stands for.</summary>
    public static (int Alias, int Written)? LeftBehind(Outline outline, IReadOnlyCollection<int> leaving)
    {
        foreach (var alias in Aliases(outline))
        {
            var written = outline.Resolve(alias);
            if (leaving.Any(c => Holds(outline, c, written)) && !leaving.Any(c => Holds(outline, c, alias)))
                return (alias, written);
        }

        return null;
    }

    /// <summary>An alias that stands for a node or for a collection around it.</summary>
    public static (int Alias, int Written)? Above(Outline outline, int index)
    {
        foreach (var alias in Aliases(outline))
        {
            if (outline.IsWithin(index, outline.Resolve(alias)))
                return (alias, outline.Resolve(alias));
        }

        return null;
    }

    public static IEnumerable<int> Aliases(Outline outline) => Enumerable.Range(0, outline.Count).Where(i => outline.FormOf(i) is NodeForm.Alias);

    // An entry leaves with the value behind its key.
    private static bool Holds(Outline outline, int child, int index) =>
        outline.IsWithin(index, child) || (outline.FormOf(outline.ParentOf(child)) is NodeForm.Mapping && outline.IsWithin(index, child + 1));
}
