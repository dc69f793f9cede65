namespace Reconciler.Manifests.Loading;

/// <summary>One file of a workspace: its path relative to the root, with <c>/</c>, and its bytes as stored.</summary>
public sealed record SourceText(string Path, ReadOnlyMemory<byte> Bytes);
