using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>One end of a link, by its remote id.</summary>
internal readonly record struct RemoteEnd(Kind Kind, RemoteId Id)
{
    /// <summary>The name of the role in which the end is held; null where the link has none, or the default one.</summary>
    public string? Role { get; init; }
}

/// <summary>One operation with every id that it needs, looked up before anything is sent.</summary>
internal sealed class WriteJob
{
    private readonly RemoteId? _id;

    private WriteJob(Operation operation, RemoteId? id) => (Operation, _id) = (operation, id);

    public Operation Operation { get; }

    /// <summary>The object's id; asking for one that is not known is a fault of ours.</summary>
    public RemoteId Id => _id ?? throw new InvalidOperationException($"operation {Operation.Id} ({Operation.Name}) has no remote id");

    /// <summary>Which attempt of the operation this is, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The ends by link: those of a creation, or of the one link.</summary>
    public ImmutableArray<(string Link, ImmutableArray<RemoteEnd> Ends)> Links { get; private init; } = [];

    public ImmutableArray<RemoteEnd> Ends => Links is [var only] ? only.Ends : [];

    /// <summary>Everything that this operation refers to.</summary>
    public IEnumerable<RemoteId> Touches => Links.SelectMany(l => l.Ends).Select(e => e.Id).Concat(_id is { } id ? [id] : []);

    /// <exception cref="InvalidOperationException">An id is not known: the operation was attempted before what it needs.</exception>
    public static WriteJob Of(Attempt attempt, Roster roster)
    {
        var operation = attempt.Operation;
        var links = operation switch
        {
            Operation.Create create => create.Links,
            Operation.Link link => [link.Ends],
            Operation.Unlink unlink => [unlink.Ends],
            _ => [],
        };
        if (operation is not Operation.Create && roster.IdOf(operation.Object) is null)
            throw new InvalidOperationException($"operation {operation.Id}: {operation.Name} has no remote id");
        return new WriteJob(operation, operation is Operation.Create ? null : roster.IdOf(operation.Object))
        {
            Number = attempt.Number,
            Links = [.. links.Select(l => (l.Link.Name, l.Ends.Select(End).ToImmutableArray()))],
        };

        RemoteEnd End(LinkEnd end) => roster.IdOf(end.To) is { } id
            ? new RemoteEnd(roster.KindOf(end.To), id) { Role = RoleOf(end) }
            : throw new InvalidOperationException($"operation {operation.Id}: {roster.NameOf(end.To)}, an end of {operation.Name}, has no remote id");

        string? RoleOf(LinkEnd end)
        {
            if (end.Role.IsAbsent)
                return null;
            return attempt.Pool is { } pool
                ? pool[end.Role].ToString()
                : throw new InvalidOperationException($"operation {operation.Id}: the roles of {operation.Name} came without their pool");
        }
    }
}
