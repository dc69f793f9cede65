namespace Reconciler.Manifests.Editing;

/// <summary>
/// A child of a collection as it is written: an item, or an entry with its key and value (equal for an item), as places among the records,
/// and where its text begins (with its dash in a block list, with its anchor) and ends.
/// </summary>
internal readonly record struct Part(int Index, int Value, int Start, int End);
