using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;

namespace Reconciler.Manifests.Loading;

/// <summary>Which content files belong to a workspace: folders beside the root, relative to it, and globs of what is left out.</summary>
public sealed record WorkspaceFiles(ImmutableArray<string> Include, ImmutableArray<string> Exclude);

/// <summary>What the control file alone says. The settings are null when it has an error; which keys exist is judged only with the content files.</summary>
public sealed record ControlResult(WorkspaceFiles Files, WorkspaceSettings? Settings, ImmutableArray<Diagnostic> Diagnostics);
