using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Mapping;
using Reconciler.Core.Values;

namespace Reconciler.Core.Model;

/// <summary>Something that the language declares and this version does not carry out: it is counted and shown.</summary>
public sealed record Deferred(string What, int Count);

/// <summary>A whole workspace, validated: what a person declared, sorted by kind and key, independent of files and their order.</summary>
public sealed record IdentityModel(WorkspaceSettings Settings, ImmutableArray<DeclaredResource> Resources)
{
    /// <summary>Every declared mapping, and the built-in ones that applications name, whole and sorted by key.</summary>
    public ImmutableArray<ObjectMapping> Mappings { get; init; } = [];

    /// <summary>Every application, sorted by key.</summary>
    public ImmutableArray<ApplicationSettings> Applications { get; init; } = [];

    /// <summary>Roles that nobody may hold together, sorted by name; judged over effective access.</summary>
    public ImmutableArray<ConflictRule> Conflicts { get; init; } = [];

    public ImmutableArray<Deferred> Deferred { get; init; } = [];

    /// <summary>SHA-256, lower-case hex, over the texts the workspace was read from: evidence of what was reviewed.</summary>
    public string ConfigurationHash { get; init; } = "";

    /// <summary>The files read, workspace-relative and sorted.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Who approves a change of each file, as the repository's CODEOWNERS says; empty where it says nothing.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Approvers { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The revision that this one is compared with; null when it is compared with none.</summary>
    public EarlierRevision? Earlier { get; init; }

    /// <summary>What is kept in step: the directory, then every application's accounts.</summary>
    public IEnumerable<TargetName> Targets =>
        (Settings.Directory is null ? [] : new[] { TargetName.Directory }).Concat(Applications.Where(a => a.Scim is not null).Select(a => a.AccountTarget));

    /// <summary>What a target is, whatever it is called: host and path of an application's accounts; null for the directory, which its tenant names.</summary>
    public string? IdentityOf(TargetName target) => Applications.FirstOrDefault(a => a.AccountTarget == target)?.Scim?.BaseUrl is { } url
        ? url.Authority.ToLowerInvariant() + url.AbsolutePath.TrimEnd('/')
        : null;

    public IEnumerable<DeclaredResource> OfKind(Kind kind) => Resources.Where(r => r.Key.Kind == kind);
}
