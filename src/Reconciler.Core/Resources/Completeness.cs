namespace Reconciler.Core.Resources;

/// <summary>How sure it is that a collection was read whole. Only a proven one may remove anything.</summary>
public abstract record Completeness
{
    private Completeness()
    {
    }

    public bool IsProven => this is Proven;

    /// <summary>Read to its documented end: the last page without a next link, or the delta link.</summary>
    public sealed record Proven(string How) : Completeness;

    public sealed record Unproven(string Why) : Completeness;

    public sealed record NotRead : Completeness;
}
