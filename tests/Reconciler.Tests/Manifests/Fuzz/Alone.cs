namespace Reconciler.Tests.Manifests.Fuzz;

/// <summary>Tests that measure what the whole process allocates, and so run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
