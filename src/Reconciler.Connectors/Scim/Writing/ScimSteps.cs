using System.Collections.Immutable;
using Reconciler.Connectors.Http;
using Reconciler.Connectors.Scim.Reading;
using Reconciler.Connectors.Scim.Values;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Scim.Writing;

/// <summary>The requests of one operation, and what their answers make of it.</summary>
internal sealed class ScimSteps(ScimConnection connection, ScimShapes shapes, ScimReadClient reads, ScimWriteClient writes, Attempt attempt, Roster roster)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    public Operation Operation => attempt.Operation;

    public int Number => attempt.Number;

    public ScimConnection Connection => connection;

    public ScimProfile Profile => connection.Profile;

    public ScimMemory Memory => connection.Memory;

    public ScimReadClient Reads => reads;

    public ScimWriteClient Writes => writes;

    public Roster Roster => roster;

    public ResourceShape Shape => shapes[Operation.Kind];

    public ResourceShape ShapeOf(Kind kind) => shapes[kind];

    public bool Holds(Kind kind) => shapes.Holds(kind);

    public Finder Finder => new(reads, new Listing.Lister(reads));

    /// <summary>The object's id; asking for one that is not known is a fault of ours.</summary>
    public RemoteId Id => roster.IdOf(Operation.Object) ?? throw new InvalidOperationException($"operation {Operation.Id} ({Operation.Name}) has no remote id");

    public RemoteId IdOf(LinkEnd end) => roster.IdOf(end.To) ?? throw new InvalidOperationException($"operation {Operation.Id}: {roster.NameOf(end.To)} has no remote id");

    public OperationResult Of(Outcome outcome) => new(Operation.Id, outcome);

    public OperationResult Of(Outcome outcome, WireAnswer? answer) =>
        answer is null ? Of(outcome) : Of(outcome) with { RequestId = answer.RequestId, Status = answer.Status };

    /// <summary>Whether an answer says that a value is taken: by its status, or by the word of the RFC, which often is missing.</summary>
    public bool IsTaken(WireAnswer answer) =>
        Profile.Errors.Uniqueness.Contains(answer.Status) || (answer.Status is >= 400 and < 500 && "uniqueness".Equals(ScimError.Read(answer.Body).Type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an answer refuses the form of a request, so that another form of the same meaning may do.</summary>
    public bool IsRefusal(WireAnswer answer) => answer.Status is 400 or 405 or 413 or 415 or 422 or 501 && !IsTaken(answer);

    /// <summary>The outcome that one answer stands for.</summary>
    public OperationResult Judge(WireAnswer answer)
    {
        if (answer.IsSuccess)
            return Of(new Outcome.Applied(), answer);
        var fault = reads.Faults.Of(answer);
        return Of(answer.Status switch
        {
            _ when IsTaken(answer) => new Outcome.Conflict(fault with { Code = "uniqueness", Advice = "another object holds one of these values: find it in the application, then change one of the two" }),
            412 => new Outcome.Conflict(fault),
            429 => new Outcome.Throttled(answer.RetryAfter ?? Soon, fault),
            503 when answer.RetryAfter is { } wish => new Outcome.Throttled(wish, fault),
            404 when Touches.Any(Memory.Made.ContainsKey) => new Outcome.Throttled(answer.RetryAfter ?? Soon, fault with { Advice = "wait: a new object is not visible everywhere yet" }),
            408 or >= 500 and not 501 => new Outcome.Unknown(fault),
            _ => new Outcome.Failed(fault),
        }, answer);
    }

    /// <summary>The outcome of a look that had to come before the write: a fault in it has changed nothing.</summary>
    public OperationResult JudgeLook(WireAnswer answer)
    {
        if (answer.IsSuccess)
            return Of(new Outcome.Failed(reads.Faults.NotUnderstood(answer, Shape.Part.Endpoint, "the answer is not the object that was asked for").Fault), answer);
        var result = Judge(answer);
        return result.Outcome is Outcome.Unknown unknown && !writes.HasSent ? result with { Outcome = new Outcome.Throttled(Later, unknown.Fault) } : result;
    }

    /// <summary>What it means that no answer came: if something with an effect was sent, nobody knows.</summary>
    public OperationResult Lost(WireException e)
    {
        var fault = reads.Faults.Unreachable(e);
        return Of(writes.HasSent ? new Outcome.Unknown(fault) : new Outcome.Throttled(Later, fault)) with { RequestId = e.RequestId };
    }

    /// <summary>
    /// What it means that the next request could not be made or a look not be understood: nobody knows once something went out, and before that
    /// a passing fault is waited for.
    /// </summary>
    public OperationResult Stopped(Fault fault) => Of(writes.HasSent ? new Outcome.Unknown(fault)
        : fault.Status is 408 or 429 or 500 or 502 or 503 or 504 || fault.Code is "answerLost" or "unreachable" ? new Outcome.Throttled(Later, fault)
        : new Outcome.Failed(fault)) with
    { RequestId = fault.RequestId, Status = fault.Status };

    /// <summary>Reads an object until it is as wanted or the time is over that a read may lag behind a write.</summary>
    public async Task<(WireAnswer Answer, ScimResource? Seen)> UntilAsync(ResourceShape shape, RemoteId id, Func<WireAnswer, ScimResource?, bool> good)
    {
        var end = connection.Time.GetUtcNow() + Profile.Consistency.Settle;
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause *= 2)
        {
            var (answer, seen) = await reads.OneAsync(shape.Part, id, CancellationToken.None);
            var left = end - connection.Time.GetUtcNow();
            if (good(answer, seen) || left <= TimeSpan.Zero)
                return (answer, seen);
            await Task.Delay(pause < left ? pause : left, connection.Time);
        }
    }

    /// <summary>What of these changes does not show: none where the answer itself is proof enough, else by reading the object back.</summary>
    public async Task<(ImmutableArray<WireChange> Missing, ScimResource? Seen, WireAnswer Answer)> MissingAsync(WireAnswer written, RemoteId id, ImmutableArray<WireChange> changes)
    {
        if (!Profile.Consistency.ReadsBack && reads.Keep(written, id) is { } carried && changes.All(c => c.Shows(carried)))
            return ([], carried, written);
        var (answer, seen) = await UntilAsync(Shape, id, (_, resource) => resource is not null && changes.All(c => c.Shows(resource)));
        return (seen is null ? changes : changes.RemoveAll(c => c.Shows(seen)), seen, answer);
    }

    private IEnumerable<RemoteId> Touches => Ends.Select(e => e.To).Prepend(Operation.Object).Select(roster.IdOf).OfType<RemoteId>();

    private IEnumerable<LinkEnd> Ends => Operation switch
    {
        Operation.Create create => create.Links.SelectMany(l => l.Ends),
        Operation.Link link => link.Ends.Ends,
        Operation.Unlink unlink => unlink.Ends.Ends,
        _ => [],
    };
}
