using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Schemas;
using Reconciler.Core.Values;

namespace Reconciler.Core.Targets;

/// <summary>What a target is: its name, what kind of system, what it can hold.</summary>
public sealed record TargetDescriptor(TargetName Name, string System, TargetSchema Schema)
{
    /// <summary>How many operations one envelope carries.</summary>
    public int OperationsPerEnvelope { get; init; } = 1;

    /// <summary>How many envelopes may be under way at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>What operations cost there.</summary>
    public Tariff Tariff { get; init; } = Tariff.Plain;
}

/// <summary>What to read.</summary>
public abstract record ReadScope
{
    private ReadScope()
    {
    }

    /// <summary>
    /// Every user and group with members and owners, the recycle bin, and the optional parts that somebody asks for:
    /// the link <c>manager</c>, the kind <c>servicePrincipal</c>, the attribute <c>directoryRoles</c>.
    /// </summary>
    public sealed record Everything(ImmutableHashSet<string> Parts) : ReadScope
    {
        /// <summary>The enterprise applications to read; none = nothing of applications is asked for.</summary>
        public ImmutableArray<ApplicationQuery> Applications { get; init; } = [];

        /// <summary>How large the target is thought to be: the way to read it is chosen by that.</summary>
        public ExpectedSize Expected { get; init; }
    }

    /// <summary>Everything, while what that comprises is still being worked out: what is read in any case is read meanwhile.</summary>
    public sealed record Coming(Task<Everything> Scope) : ReadScope;

    /// <summary>These objects, by their remote ids, all of one kind, from the primary store.</summary>
    public sealed record Objects(Kind Kind, ImmutableArray<RemoteId> Ids) : ReadScope
    {
        /// <summary>Single links to read along, by name; a target may read more.</summary>
        public ImmutableHashSet<string> Links { get; init; } = [];
    }

    /// <summary>The object of a kind whose unique attribute has this value, the recycle bin not searched.</summary>
    public sealed record Find(Kind Kind, string Attribute, string Value) : ReadScope;
}

/// <summary>How many objects and links a target is thought to hold, as declared.</summary>
public readonly record struct ExpectedSize(int Users, int Groups, int Memberships);

/// <summary>An enterprise application to look for: one is read when any filled member equals.</summary>
public sealed record ApplicationQuery
{
    /// <summary>The service principal's object id.</summary>
    public string? Id { get; init; }

    public string? AppId { get; init; }

    /// <summary>Compared without case.</summary>
    public string? DisplayName { get; init; }

    /// <summary><c>workspace/key</c> of its owner mark, or <c>workspace/</c> for all that bear one of this workspace.</summary>
    public string? Mark { get; init; }
}

/// <summary>What to read, and the roster and pool that the answer is written in.</summary>
public sealed record ReadRequest(ReadScope Scope, Roster Roster, ValuePool Pool)
{
    /// <summary>What makes a repeated read cheaper; null = everything is read. Never given to a run that writes.</summary>
    public IReadCache? Cache { get; init; }

    /// <summary>Told of every page: what is being read and how many objects so far.</summary>
    public IProgress<ReadProgress>? Progress { get; init; }
}

public readonly record struct ReadProgress(string What, int Count);

/// <summary>A target that can only be read. Commands that plan are given this and nothing else.</summary>
public interface IReadTarget
{
    TargetDescriptor Descriptor { get; }

    /// <summary>Reads the target. A fault of the world is a <see cref="TargetException"/>; a collection not read to its end is marked so in the snapshot.</summary>
    Task<Snapshot> ReadAsync(ReadRequest request, CancellationToken cancellationToken);
}

/// <summary>One attempt at an operation: materialised cells, and ids looked up in the roster at the time of the attempt.</summary>
public sealed record Attempt(Operation Operation, int Number)
{
    /// <summary>What the roles of link ends are pooled in; needed where a link is qualified by one.</summary>
    public ValuePool? Pool { get; init; }
}

/// <summary>A target that can be written.</summary>
public interface IWriteTarget
{
    TargetDescriptor Descriptor { get; }

    /// <summary>What was sent since this target was opened for writing, looks included.</summary>
    Traffic Traffic { get; }

    /// <summary>
    /// Carries out operations of one phase, in any order, at most an envelope full, and at most one for each object but for links that stand side by side.
    /// Answers every one of them and throws only for faults of ours or cancellation before anything was sent.
    /// </summary>
    Task<ImmutableArray<OperationResult>> ApplyAsync(ImmutableArray<Attempt> attempts, Roster roster, CancellationToken cancellationToken);
}

/// <summary>A fault of the world that ends a read: no connection, no permission, the wrong tenant.</summary>
public sealed class TargetException : Exception
{
    public TargetException(TargetName target, Fault fault)
        : base(fault.Message)
    {
        Target = target;
        Fault = fault;
    }

    public TargetName Target { get; }

    public Fault Fault { get; }

    /// <summary>Authentication or permission: exit code 4.</summary>
    public bool IsAccess => Fault.Status is 401 or 403;
}
