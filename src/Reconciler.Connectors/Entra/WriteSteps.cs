using Reconciler.Connectors.Http;
using Reconciler.Core.Planning;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Connectors.Entra;

/// <summary>The requests of one operation, and what their answers make of it.</summary>
internal sealed class WriteSteps(WriteJob job, BatchLane lane, string root, bool touchesNew)
{
    private static readonly TimeSpan Replication = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NoConnection = TimeSpan.FromSeconds(5);

    /// <summary>How often an operation comes back by itself to find out what became of it; then nobody knows.</summary>
    private const int MostLooks = 5;

    private bool _touchesNew = touchesNew;

    public WriteJob Job { get; } = job;

    /// <summary>Whether a request with an effect may have reached the service.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Says that what is written from here on was made by this operation: "not found" means "not yet".</summary>
    public void MadeNow() => _touchesNew = true;

    public Task<WireAnswer> GetAsync(GraphPath path) => lane.GetAsync(path);

    public async Task<WireAnswer> SendAsync(GraphWrite write)
    {
        try
        {
            var answer = await lane.SendAsync(write);
            HasWritten = true;
            return answer;
        }
        catch (WireException e)
        {
            HasWritten |= e.Sent;
            throw;
        }
    }

    /// <summary>An object's address as a reference names it.</summary>
    public string Address(RemoteEnd end) => end.Kind == Kind.User ? $"{root}/users/{OData.Segment(end.Id.Value)}" : DirectoryObject(end);

    public string DirectoryObject(RemoteEnd end) => $"{root}/directoryObjects/{OData.Segment(end.Id.Value)}";

    public OperationResult Of(Outcome outcome) => new(Job.Operation.Id, outcome);

    public OperationResult Of(Outcome outcome, WireAnswer answer) => Of(outcome) with { RequestId = answer.RequestId, Status = answer.Status };

    /// <summary>The outcome that one answer stands for.</summary>
    public OperationResult Judge(WireAnswer answer, Intent intent = Intent.Other)
    {
        if (answer.IsSuccess)
            return Of(GraphFaults.SpeaksGraph(answer) ? new Outcome.Applied() : new Outcome.Unknown(GraphFaults.NotGraph(answer)), answer);
        var (verdict, fault) = GraphFaults.Judge(answer, intent);
        return Of(verdict switch
        {
            Verdict.Done => new Outcome.AlreadyDone(),
            Verdict.Conflict => new Outcome.Conflict(fault),
            Verdict.Unknown => new Outcome.Unknown(fault),
            Verdict.Wait => new Outcome.Throttled(answer.RetryAfter ?? Replication, fault),
            Verdict.WaitIfNew when _touchesNew => new Outcome.Throttled(answer.RetryAfter ?? Replication, fault with { Advice = "wait: a new object is not visible everywhere yet" }),
            _ => new Outcome.Failed(fault),
        }, answer);
    }

    /// <summary>
    /// The outcome of a look that had to come before the write: a fault in it has changed nothing. A success that is no look is a fault too.
    /// </summary>
    public OperationResult JudgeLook(WireAnswer answer)
    {
        var result = answer.IsSuccess ? Of(new Outcome.Unknown(GraphFaults.NotGraph(answer)), answer) : Judge(answer);
        return result.Outcome is Outcome.Unknown unknown && !HasWritten ? result with { Outcome = new Outcome.Throttled(NoConnection, unknown.Fault) } : result;
    }

    /// <summary>
    /// For operations that look for what an earlier attempt did before they send anything: what is unknown is found out by coming back, each time
    /// after twice as long.
    /// </summary>
    public OperationResult Again(OperationResult result) => result.Outcome is Outcome.Unknown unknown && Job.Number < MostLooks
        ? result with { Outcome = new Outcome.Throttled(Replication * (1 << (Job.Number - 1)), unknown.Fault) }
        : result;

    /// <summary>What it means that the next request could not be made: a failure, unless one went out before it.</summary>
    public OperationResult Stopped(Fault fault) => Of(HasWritten ? new Outcome.Unknown(fault) : new Outcome.Failed(fault));

    /// <summary>What it means that no answer came: if something was sent, nobody knows.</summary>
    public OperationResult Lost(WireException e)
    {
        var fault = new Fault(e.Sent ? "answerLost" : "unreachable", e.Message, e.RequestId, e.Sent ? "the next run finds out what happened" : "check the network");
        return Of(e.Sent ? new Outcome.Unknown(fault) : new Outcome.Throttled(NoConnection, fault)) with { RequestId = e.RequestId };
    }
}
