using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Core.Reconciliation;

/// <summary>How one operation of a run ended.</summary>
public sealed record OperationRecord(Operation Operation, Outcome Outcome)
{
    /// <summary>Each time it was sent, in order.</summary>
    public ImmutableArray<Trial> Trials { get; init; } = [];

    public int Attempts => Trials.Length;

    public string? RequestId => Trials.IsEmpty ? null : Trials[^1].RequestId;

    public int Status => Trials.IsEmpty ? 0 : Trials[^1].Status;

    /// <summary>Link ends that were left out because their object does not exist.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Planned as a creation; the object was there, unseen by the listing, and was taken over.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>A fault stands because it was tried often enough, not because the target refused for good.</summary>
    public bool IsExhausted { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <summary>One time that an operation was sent: when (UTC), and what the target answered. Status 0 = no answer.</summary>
public sealed record Trial(DateTimeOffset At, int Status, string? RequestId)
{
    /// <summary>How long until the answer.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Why it was not the last one: the fault's code.</summary>
    public string? Code { get; init; }
}

/// <summary>What the loop needs from outside.</summary>
public sealed record ApplyTools(IWriteTarget Writer, IReadTarget Reader, IJournal Journal, TimeProvider Time, IRandomness Randomness)
{
    public IFreeze? Freeze { get; init; }

    public IProgress<ApplyProgress>? Progress { get; init; }

    /// <summary>How many objects may be taken over in this run that were to be created.</summary>
    public int MostAdoptions { get; init; } = 20;

    /// <summary>How often one operation is tried before its fault stands.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long one operation waits for a limit of the target before its waits count as tries.</summary>
    public TimeSpan LongestLimited { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an object whose creation was never answered is looked for before it is created once more.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>
/// Carries out a plan's operations phase by phase: looks again at what it is about to write, journals each before it is sent, waits where the target
/// asks for it, settles an unknown outcome by natural key, skips what depends on a failure. Cancelling it stops taking work and lets what is under way finish.
/// </summary>
public sealed class ApplyLoop(TargetPlan plan, string workspace, ApplyTools tools)
{
    private readonly Dictionary<OperationId, OperationRecord> _records = [];
    private readonly Adoption _adoption = new(plan, workspace, tools);
    private readonly CreationIds _creationIds = new(workspace, plan);
    private readonly BeforeValues _before = new(plan, tools);
    private readonly RetryPolicy _retry = new(tools.Randomness, tools.MaxAttempts, tools.LongestLimited);
    private readonly Settler _settler = new(plan, workspace, tools);
    private readonly CircuitBreaker _breaker = new();
    private int _retried;
    private int _throttled;

    public int Retried => _retried;

    /// <summary>How often the target said that it limits calls.</summary>
    public int Throttled => _throttled;

    /// <summary>What it cost to look again at what was about to be written.</summary>
    public ReadCost Looked => _before.Cost;

    /// <summary>Every operation of the plan as it stands now, also while the loop runs and after it was thrown out of.</summary>
    public ImmutableArray<OperationRecord> Records =>
        [.. plan.Operations.Select(o => _records.GetValueOrDefault(o.Id) ?? new OperationRecord(o, new Outcome.NotAttempted(_breaker.HasGivenUp ? _breaker.Why : null)))];

    public async Task<ImmutableArray<OperationRecord>> RunAsync(CancellationToken stop)
    {
        foreach (var step in plan.Operations.GroupBy(o => (o.Phase, o.Rank, o.Wave)).ToArray())
        {
            foreach (var round in Rounds(step))
            {
                if (!MayGoOn(stop))
                    break;
                await RunRoundAsync(round, stop).ConfigureAwait(false);
            }
        }

        return Records;
    }

    // No two operations of one object run at once, unless they write what stands apart: round n takes each object's nth operation.
    private static IEnumerable<List<Operation>> Rounds(IEnumerable<Operation> step)
    {
        var rounds = new List<List<Operation>>();
        var seen = new Dictionary<Handle, int>();
        foreach (var operation in step)
        {
            var isApart = operation is Operation.Link { Ends.Link.SideBySide: true } or Operation.Unlink { Ends.Link.SideBySide: true };
            var round = isApart ? 0 : seen.GetValueOrDefault(operation.Object);
            seen[operation.Object] = isApart ? seen.GetValueOrDefault(operation.Object) : round + 1;
            if (round == rounds.Count)
                rounds.Add([]);
            rounds[round].Add(operation);
        }

        return rounds;
    }

    private async Task RunRoundAsync(List<Operation> round, CancellationToken stop)
    {
        var waiting = new List<PendingOperation>();
        foreach (var operation in round)
        {
            var need = operation.Needs.FirstOrDefault(n => !IsMet(n));
            if (need != default)
                Record(operation, new Outcome.Skipped(need), []);
            else if (Prepare(operation) is { } pending)
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
            var (again, pause) = await RunBatchAsync(batch, stop).ConfigureAwait(false);
            waiting.AddRange(again);
            if (pause > TimeSpan.Zero && waiting.Count > 0 && !_breaker.IsOpen)
                await PauseAsync(pause, stop).ConfigureAwait(false);
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
        try
        {
            await Task.Delay(pause, tools.Time, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop's condition sees it; what was not sent again is recorded as not attempted.
        }
    }

    private PendingOperation? Prepare(Operation operation)
    {
        var roster = plan.Snapshot.Roster;
        if (LateValues.Fill(plan, operation, tools.Randomness) is not { } filled)
        {
            Record(operation, new Outcome.Failed(new Fault("missing", "a value that was to be known by now is not: what it comes from does not exist", null,
                "See why that was not created; the next apply goes on from there.")), []);
            return null;
        }

        switch (filled)
        {
            case Operation.Create create:
                var creationId = _creationIds.Of(create);
                var cells = create.Cells.Select(c => c.Attribute.Name == CreationIds.UniqueName && c.After is AttributeValue.Generated && roster.KeyOf(create.Object) is { } key
                    ? c with { After = AttributeValue.Of(DerivedValues.UniqueName(workspace, key, creationId)) }
                    : c).ToImmutableArray();
                var (links, missing) = Present(create.Links);
                return new PendingOperation(operation, create with { Cells = cells, Links = links }, creationId, missing);
            case Operation.Link link:
                var (ends, absent) = Present([link.Ends]);
                if (ends.IsEmpty && Creating(link.Ends) is { } need)
                {
                    Record(operation, new Outcome.Skipped(need), [], absent);
                    return null;
                }

                if (ends.IsEmpty)
                {
                    Record(operation, new Outcome.Failed(new Fault("missing", $"{string.Join(", ", absent)} does not exist", null,
                        "See why it was not created; the next apply adds the link.")), [], absent);
                    return null;
                }

                return new PendingOperation(operation, link with { Ends = ends[0] }, null, absent);
            default:
                return new PendingOperation(operation, filled, null, []);
        }
    }

    // The creation that an end waited for, and that did not come about.
    private OperationId? Creating(LinkEnds links)
    {
        foreach (var end in links.Ends)
        {
            if (plan.Operations.FirstOrDefault(o => o is Operation.Create && o.Object == end.To) is { } create)
                return create.Id;
        }

        return null;
    }

    private (ImmutableArray<LinkEnds> Links, ImmutableArray<string> Missing) Present(ImmutableArray<LinkEnds> links)
    {
        var roster = plan.Snapshot.Roster;
        var missing = links.SelectMany(l => l.Ends).Where(e => roster.IdOf(e.To) is null).Select(e => roster.NameOf(e.To)).ToImmutableArray();
        return missing.IsEmpty
            ? (links, missing)
            : ([.. links.Select(l => l with { Ends = l.Ends.RemoveAll(e => roster.IdOf(e.To) is null) }).Where(l => !l.Ends.IsEmpty)], missing);
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
        tools.Progress?.Report(new ApplyProgress(_records.Count, plan.Operations.Length, _retried));
    }
}
