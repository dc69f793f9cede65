using Reconciler.Manifests.Yaml;

namespace Reconciler.Manifests.Editing;

/// <summary>
/// A place that names somebody: the child of a collection that would leave with it (an item, or an entry by its key),
/// the name itself (a scalar, a mapping or an alias), and where that is, in words.
/// </summary>
internal readonly record struct Site(Outline In, int Child, int Item, string Where)
{
    /// <summary>The place in words, for somebody who leaves it.</summary>
    public string From => Where.StartsWith("in ", StringComparison.Ordinal) ? $"from {Where["in ".Length..]}" : Where;

    /// <summary>The scalar or alias that holds the person's key, where the place names one by key.</summary>
    public int? KeyName
    {
        get
        {
            var written = In.Resolve(Item);
            return In.FormOf(written) is NodeForm.Mapping ? In.Find(written, "user")?.Value : Item;
        }
    }
}
