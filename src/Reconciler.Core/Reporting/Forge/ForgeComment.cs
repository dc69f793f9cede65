namespace Reconciler.Core.Reporting.Forge;

/// <summary>A comment as the forge lists it.</summary>
/// <param name="Author">The login of whoever wrote it; a later edit by somebody else does not change it.</param>
public sealed record ForgeComment(long Id, string Author, string Body)
{
    /// <summary>Where it is shown.</summary>
    public string? Address { get; init; }
}

/// <summary>The pull request as the forge knows it now.</summary>
/// <param name="Head">The commit at its head.</param>
public sealed record PullFacts(string Head, bool IsMerged);
