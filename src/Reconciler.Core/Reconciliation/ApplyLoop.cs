using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Carries out a plan's operations phase by phase: looks again at what it is about to write, journals each before it is sent, waits where the target
/// asks for it, settles an unknown outcome by natural key, skips what depends on a failure. Cancelling it stops taking work and lets what is under way finish.
/// </summary>
public sealed class ApplyLoop(TargetPlan plan, string workspace, ApplyTools tools)
{
    private readonly Dictionary<OperationId, OperationRecord> _records = [];
    private readonly Adoption _adoption = new(plan, workspace, tools);
    private readonly Preparation _preparation = new(plan, workspace, tools.Randomness);
    private readonly BeforeValues _before = new(plan, tools);
    private readonly RetryPolicy _retry = new(tools.Randomness, tools.MaxAttempts, tools.LongestLimited);
    private readonly Settler _settler = new(plan, workspace, tools);
    private readonly CircuitBreaker _breaker = new();
    private int _retried;
    private int _throttled;
    private TimeSpan _paused;

    public int Retried => _retried;

    /// <summary>How often the target said that it limits calls.</summary>
    public int Throttled => _throttled;

    /// <summary>What was sent, looks included, and how long the run waited for limits.</summary>
    public Traffic Traffic => tools.Writer.Traffic + new Traffic(default, 0, _paused);

    /// <summary>Every operation of the plan as it stands now, also while the loop runs and after it was thrown out of.</summary>
    public ImmutableArray<OperationRecord> Records =>
        [.. plan.Operations.Select(o => _records.GetValueOrDefault(o.Id) ?? new OperationRecord(o, new Outcome.NotAttempted(_breaker.HasGivenUp ? _breaker.Why : null)))];

    public async Task<ImmutableArray<OperationRecord>> RunAsync(CancellationToken stop)
    {
        foreach (var round in Rounds.Of(plan.Operations))
        {
            if (!MayGoOn(stop))
                break;
            await RunRoundAsync(round, stop).ConfigureAwait(false);
        }

        return Records;
    }

    private async Task RunRoundAsync(List<Operation> round, CancellationToken stop)
    {
        var waiting = new List<PendingOperation>();
        foreach (var operation in round)
        {
            var need = operation.Needs.FirstOrDefault(n => !IsMet(n));
            var prepared = need != default ? new Prepared(null, new Outcome.Skipped(need)) : _preparation.Of(operation);
            if (prepared.Ended is { } ended)
                Record(operation, ended, [], prepared.LeftOut);
            else if (prepared.Pending is { } pending)
                waiting.Add(pending);
        }

        var most = Math.Max(1, tools.Writer.Descriptor.OperationsPerEnvelope) * Math.Max(1, tools.Writer.Descriptor.Concurrency);
        while (waiting.Count > 0 && MayGoOn(stop))
        {
            if (_breaker.IsOpen)
                await PauseAsync(_breaker.Pause, stop).ConfigureAwait(false);
            if (!MayGoOn(stop))
                break;
            var batch = waiting.Take(_breaker.IsOpen ? 1 : most).ToList();
            waiting.RemoveRange(0, batch.Count);
            var limited = _throttled;
            var (again, pause) = await RunBatchAsync(batch, stop).ConfigureAwait(false);
            waiting.AddRange(again);
            if (pause > TimeSpan.Zero && waiting.Count > 0 && !_breaker.IsOpen)
            {
                _paused += _throttled > limited ? pause : TimeSpan.Zero;
                await PauseAsync(pause, stop).ConfigureAwait(false);
            }
        }

        // What was sent and never heard of may have been done: that is not the same as never tried.
        foreach (var pending in waiting)
        {
            if (pending.Doubt is { } doubt)
                Record(pending, new Outcome.Unknown(doubt));
        }
    }

    private bool MayGoOn(CancellationToken stop) => !stop.IsCancellationRequested && tools.Freeze?.Reason is null && !_breaker.HasGivenUp;

    private async Task<(List<PendingOperation> Again, TimeSpan Pause)> RunBatchAsync(List<PendingOperation> batch, CancellationToken stop)
    {
        var judged = await _before.JudgeAsync(batch, CancellationToken.None).ConfigureAwait(false);
        if (judged.Count > 0)
            _breaker.Heard(judged.Values.Select(TargetFault).FirstOrDefault(f => f is not null));
        foreach (var pending in batch)
        {
            if (pending is { IsLookedFor: true, Doubt: { } doubt })
                judged[pending] = new Outcome.Unknown(doubt);
        }

        var sending = batch.Where(p => !judged.ContainsKey(p)).ToList();
        if (sending.Count > 0)
            tools.Journal.Intend([.. sending.Select(p => new Intent(p.Operation, p.CreationId))]);
        var envelope = Math.Max(1, tools.Writer.Descriptor.OperationsPerEnvelope);
        var answers = await Task.WhenAll(sending.Chunk(envelope).Select(SendAsync)).ConfigureAwait(false);
        foreach (var answer in answers)
            _breaker.Heard(answer.Select(r => TargetFault(r.Outcome)).All(f => f is not null) ? TargetFault(answer[0].Outcome) : null);

        var again = new List<PendingOperation>();
        var pause = TimeSpan.Zero;
        var ended = ImmutableArray.CreateBuilder<OperationRecord>();
        var results = judged.Select(j => (j.Key, new OperationResult(j.Key.Operation.Id, j.Value))).Concat(sending.Zip(answers.SelectMany(a => a)));
        foreach (var (pending, result) in results)
        {
            var settled = await SettleAsync(pending, result, stop).ConfigureAwait(false);
            if (settled is null)
            {
                ended.Add(_records[pending.Operation.Id]);
                continue;
            }

            again.Add(pending);
            pause = settled.Value > pause ? settled.Value : pause;
        }

        tools.Journal.Ended(ended.ToImmutable());
        return (again, pause);
    }

    // The fault of an outcome that speaks of the target itself, not of one object.
    private static Fault? TargetFault(Outcome outcome) => outcome switch
    {
        Outcome.Unknown unknown => unknown.Fault,
        Outcome.Throttled throttled when RetryPolicy.SpeaksOfTarget(throttled.Fault) => throttled.Fault,
        Outcome.Failed { Fault.Status: 401 } failed => failed.Fault,
        _ => null,
    };

    private bool IsMet(OperationId need) => _records.GetValueOrDefault(need) is { } record
        && (record.Outcome.Succeeded || record is { Operation: Operation.Create, Outcome: Outcome.AcceptedNotApplied });

    private async Task<ImmutableArray<OperationResult>> SendAsync(PendingOperation[] batch)
    {
        var sent = tools.Time.GetUtcNow();
        var envelope = new Envelope();
        foreach (var pending in batch)
            (pending.Number, pending.Envelope) = (pending.Number + 1, envelope);
        // Not cancellable: what is sent is waited for, so that its outcome is known.
        var results = await tools.Writer.ApplyAsync([.. batch.Select(p => new Attempt(p.Materialised, p.Number) { Pool = plan.Snapshot.Pool })], plan.Snapshot.Roster, CancellationToken.None)
            .ConfigureAwait(false);
        var answered = tools.Time.GetUtcNow();
        foreach (var pending in batch)
        {
            var result = results.First(r => r.Operation == pending.Operation.Id);
            pending.Trials.Add(new Trial(sent, result.Status, result.RequestId) { Took = answered - sent });
        }

        return [.. batch.Select(p => results.First(r => r.Operation == p.Operation.Id))];
    }

    // Null = ended; else the pause after which it is tried again.
    private async Task<TimeSpan?> SettleAsync(PendingOperation pending, OperationResult result, CancellationToken stop)
    {
        var outcome = result.Outcome;
        if (outcome is Outcome.Unknown unknown)
        {
            pending.Doubt = unknown.Fault;
            var settled = await _settler.SettleAsync(pending, unknown, stop).ConfigureAwait(false);
            if (settled.LookAgain is { } later)
                return later;
            (outcome, result) = (settled.Outcome, result with { CreatedId = settled.CreatedId ?? result.CreatedId });
        }

        if (_adoption.Covers(pending.Materialised, outcome) && pending.Materialised is Operation.Create create)
        {
            switch (await AdoptAsync(create, stop).ConfigureAwait(false))
            {
                case Adopted.Found found:
                    (outcome, result) = (pending.Doubt is null ? new Outcome.AlreadyDone() : new Outcome.Applied(), result with { CreatedId = found.Id });
                    break;
                case null when pending.Doubt is { } lost && outcome is Outcome.Conflict:
                    // Who holds the value is most likely what the first try made, and does not show yet.
                    return await SettleAsync(pending, result with { Outcome = new Outcome.Unknown(lost) }, stop).ConfigureAwait(false);
                case Adopted.Refused refused:
                    outcome = new Outcome.Conflict(refused.Why);
                    break;
                case Adopted.Taken { Rest: { } rest } taken:
                    plan.Snapshot.Roster.Created(pending.Operation.Object, taken.Id);
                    pending.Adopt(rest);
                    return TimeSpan.Zero;
                case Adopted.Taken taken:
                    pending.Adopt(pending.Materialised);
                    (outcome, result) = (new Outcome.Applied(), result with { CreatedId = taken.Id });
                    break;
            }
        }

        if (outcome is Outcome.Throttled throttled)
        {
            if (_retry.Next(pending, throttled.After, throttled.Fault) is { } wait)
            {
                _retried++;
                _throttled += throttled.Fault.Status == 429 ? 1 : 0;
                return wait;
            }

            pending.IsExhausted = true;
            (outcome, var id) = await LastLookAsync(pending, throttled.Fault, stop).ConfigureAwait(false);
            result = result with { CreatedId = id ?? result.CreatedId };
        }

        if (outcome.Succeeded)
        {
            _retry.Succeeded();
            _before.Wrote(pending.Materialised);
        }

        // What was made is there, even if not everything of it took.
        if ((outcome.Succeeded || outcome is Outcome.AcceptedNotApplied) && result.CreatedId is { } created)
            plan.Snapshot.Roster.Created(pending.Operation.Object, created);
        Record(pending, outcome);
        return null;
    }

    // What was tried often enough: it may be done all the same, and the target says so better than the tries do.
    private async Task<(Outcome Outcome, RemoteId? CreatedId)> LastLookAsync(PendingOperation pending, Fault fault, CancellationToken stop)
    {
        if (pending is { Materialised: Operation.Create create, Doubt: { } lost })
            return await _settler.FindAsync(create, stop).ConfigureAwait(false) ?? (new Outcome.Unknown(lost), null);
        var judged = (await _before.JudgeAsync([pending], CancellationToken.None).ConfigureAwait(false)).GetValueOrDefault(pending);
        return judged is { Succeeded: true } or Outcome.Conflict ? (judged, null)
            // A try whose end nobody knows may have done it, whatever became of the later ones.
            : pending.Doubt is { } doubt ? (new Outcome.Unknown(doubt), null) : (new Outcome.Failed(fault), null);
    }

    private async Task<Adopted?> AdoptAsync(Operation.Create create, CancellationToken stop)
    {
        try
        {
            return await _adoption.TryAsync(create, stop).ConfigureAwait(false);
        }
        catch (TargetException)
        {
            // Nobody can say whose it is: the target's refusal stands, and is reported.
            return null;
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        Tell(pause);
        try
        {
            await Task.Delay(pause, tools.Time, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop's condition sees it; what was not sent again is recorded as not attempted.
        }
    }

    private void Record(PendingOperation pending, Outcome outcome) => Record(pending.Operation, outcome, pending.Trials, pending.LeftOut, pending.IsAdopted, pending.IsExhausted);

    private void Record(Operation operation, Outcome outcome, IReadOnlyCollection<Trial> trials, ImmutableArray<string> leftOut = default, bool isAdopted = false, bool isExhausted = false)
    {
        _records[operation.Id] = new OperationRecord(operation, outcome)
        {
            Trials = [.. trials],
            LeftOut = leftOut.IsDefault ? [] : leftOut,
            IsAdopted = isAdopted,
            IsExhausted = isExhausted,
            At = tools.Time.GetUtcNow(),
        };
        Tell(TimeSpan.Zero);
    }

    private void Tell(TimeSpan pause) => tools.Progress?.Report(new ApplyProgress(_records.Count, plan.Operations.Length, _retried) { Pause = pause });
}
