using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Schemas;

namespace Reconciler.Manifests.Loading;

/// <summary>A workspace to load: every file of it, the day (UTC) to load it for, and what the directory can hold, when that is known.</summary>
public sealed record LoadRequest(
    ImmutableArray<SourceText> Texts,
    DateOnly AsOf,
    TargetSchema? DirectorySchema = null,
    string ControlFile = "reconciler.yaml")
{
    /// <summary>Folders named by <c>include:</c>, as written, that could not be followed.</summary>
    public ImmutableDictionary<string, Obstacle> Unfollowed { get; init; } = ImmutableDictionary<string, Obstacle>.Empty;

    /// <summary>Who approves changes of which files, as the repository says; null when it does not.</summary>
    public CodeOwners? Owners { get; init; }
}

/// <summary>The model, null when a diagnostic is an error, and every fault of every file, sorted by file, line and column.</summary>
public sealed record LoadResult(IdentityModel? Model, ImmutableArray<Diagnostic> Diagnostics);
