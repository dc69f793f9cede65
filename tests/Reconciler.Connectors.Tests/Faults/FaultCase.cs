using System.Collections.Immutable;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;

namespace Reconciler.Connectors.Tests.Faults;

/// <summary>A state of the workspace: its applications and people in YAML, and how many days after the first it is applied.</summary>
internal sealed record FaultStep(string Content, string Applications = "", int Day = 0);

/// <summary>
/// One kind of operation: the states of a workspace that lead to it, the last of which plans it; which request carries it; and how what it is to
/// leave behind is counted.
/// </summary>
internal sealed record FaultCase(string Name, ImmutableArray<FaultStep> Steps, Func<Operation, bool> Is)
{
    /// <summary>The verb and a part of the path of the request that the fault strikes.</summary>
    public required (string Method, string Path) Request { get; init; }

    /// <summary>Where to look for what stands there, below the service's root, and the text that is counted in the answer.</summary>
    public required (string Path, string Text) Standing { get; init; }

    /// <summary>How often that text is there when the operation is done.</summary>
    public int Goal { get; init; } = 1;

    /// <summary>Part of the operation shows nowhere, so that a failure may have left everything behind that can be seen.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The owner mark's extension is not registered yet.</summary>
    public bool WithoutExtension { get; init; }

    /// <summary>The accounts of an application instead of the directory.</summary>
    public bool IsScim { get; init; }

    /// <summary>A dialect of the application.</summary>
    public Func<ScimProfile, ScimProfile> Dialect { get; init; } = p => p;

    public bool Matches(string method, string path) => method == Request.Method && path.Contains(Request.Path, StringComparison.Ordinal);

    public override string ToString() => Name;
}
