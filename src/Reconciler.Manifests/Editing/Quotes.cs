namespace Reconciler.Manifests.Editing;

/// <summary>How a scalar is quoted.</summary>
internal enum Quotes
{
    None,
    Single,
    Double,
}
