using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Guards;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>Carries a plan out: lock, journal, writes, a second look, ledger, report. A report exists however it ends.</summary>
internal sealed class ApplyRun(RunOptions options, Workspace workspace, StateFolder state, EstateSession session, IFreeze stops, CliHost host)
{
    private string _run = "";

    /// <summary>The report and the file it lies in.</summary>
    public async Task<(ReportDocument Report, string Path)> ExecuteAsync(Planned planned, CancellationToken stop)
    {
        var started = host.Time.GetUtcNow();
        var facts = PipelineFacts.Of(new RunFacts(RunName(started), started, PlanRun.Version), host) with
        {
            Settled = planned.Approved?.Settled ?? [],
            Since = planned.Approved?.Since,
            Files = new TextStore(state.History).Keep(workspace.Texts.Where(t => workspace.Control is null || t.Path != workspace.Request.ControlFile)),
        };
        _run = facts.Run;
        var salt = new byte[PersonalValues.SaltLength];
        host.Randomness.Fill(salt);
        var seen = new Seen();
        ReportDocument report;
        using var journal = planned.Run.Verdict.IsBlocked || !planned.Document.Counts.HasChanges ? null : new JournalFile(state.JournalOf(facts.Run), Head(planned, facts), host.Time);
        try
        {
            host.Leaving.Begin($"the journal {host.Shown(state.JournalOf(facts.Run))}");
            if (journal is not null)
                await WriteAsync(planned, journal, seen, started, stop).ConfigureAwait(false);
            else if (!planned.Run.Verdict.IsBlocked)
                RememberAll(planned);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever stopped it is shown the report, as after any other end.
        }
        catch (Exception e)
        {
            seen.Fault = FaultOf(e);
            throw;
        }
        finally
        {
            // Also when one of our own faults throws: what was written is known, and somebody will ask.
            report = Save(planned, facts with { Stopped = seen.Stopped }, seen, stop.IsCancellationRequested, salt);
            journal?.Close();
            host.Leaving.End();
        }

        return (report, state.ReportOf(facts.Run));
    }

    private static FaultRow FaultOf(Exception e) => e switch
    {
        TargetException { Fault: var fault } => new FaultRow(fault.Code, fault.Message, fault.Advice),
        IOException or UnauthorizedAccessException => new FaultRow("files", $"a file could not be read or written: {e.Message}", "Mend that; the next apply goes on from here."),
        _ => new FaultRow("program", $"a fault of the program itself: {e.GetType().Name}: {e.Message}", "Please report it with what was printed; the next apply goes on from here."),
    };

    // What the report is if the process dies before the first write: its rows stand in the journal's lines.
    private static ReportDocument Head(Planned planned, RunFacts facts) => ReportDocuments.Of(facts, planned.Document, [.. planned.Run.Targets.Select(t => new TargetRun(t, []))],
        planned.Run.Unreached, planned.Model.Files, null, interrupted: true, (0, 0), facts.Started);

    private void RememberAll(Planned planned)
    {
        foreach (var target in planned.Run.Targets)
            Remember(planned, target, []);
    }

    private async Task WriteAsync(Planned planned, JournalFile journal, Seen seen, DateTimeOffset started, CancellationToken stop)
    {
        using (var view = new ApplyView(host, planned.Run.Targets.Select(t => (t.Target, t.Operations.Length))))
        {
            // The directory before applications: what was created there is needed here.
            foreach (var target in planned.Run.Targets)
                await WriteAsync(planned, target, journal, seen, view, stop).ConfigureAwait(false);
        }

        if (planned.Document.Counts.HasChanges && !stop.IsCancellationRequested)
            seen.Convergence = await ConvergeAsync(planned, seen, started, stop).ConfigureAwait(false);
    }

    private async Task WriteAsync(Planned planned, TargetPlan target, JournalFile journal, Seen seen, ApplyView view, CancellationToken stop)
    {
        if (target.Operations.IsEmpty)
            Remember(planned, target, []);
        if (target.Operations.IsEmpty || stop.IsCancellationRequested)
            return;

        // What was kept for the next plan is of the past from the first write on.
        new ReadCacheFolder(state.Cache).Drop(target.Target);
        var tools = new ApplyTools(session.OpenWriter(target.Target), session.ReaderOf(target.Target), journal.For(target, planned.Model.Files), host.Time, host.Randomness)
        {
            Progress = view.Begin(target.Target),
            Freeze = stops,
            MostAdoptions = Judge.AdoptionsLeft(target, planned.Model.Settings.Guards, planned.Document.Day, planned.Run.Verdict.Spent),
        };
        var loop = new ApplyLoop(target, planned.Model.Settings.Workspace, tools);
        try
        {
            await loop.RunAsync(stop).ConfigureAwait(false);
            // Only what was kept from being written was stopped.
            if (stops.Reason is { } reason && loop.Records.Any(r => r.Outcome is Outcome.NotAttempted))
                seen.Stopped = reason;
        }
        finally
        {
            view.End(target.Target);
            seen.Add(new TargetRun(target, loop.Records) { Traffic = loop.Traffic }, loop.Retried, loop.Throttled);
            Remember(planned, target, loop.Records);
        }
    }

    private void Remember(Planned planned, TargetPlan target, ImmutableArray<OperationRecord> records) =>
        new LedgerFile(state.History).Save(Ledgers.After(planned.Ledgers[target.Target], planned.Model, target, records, host.Time.GetUtcNow(), _run));

    private ReportDocument Save(Planned planned, RunFacts facts, Seen seen, bool interrupted, ReadOnlySpan<byte> salt)
    {
        var report = ReportDocuments.Of(facts, planned.Document, seen.Over(planned.Run.Targets), planned.Run.Unreached, planned.Model.Files, seen.Convergence, interrupted,
            seen.Repeats, host.Time.GetUtcNow());
        if (seen.After is { } after)
            report = Verification.Of(report, after);
        if (seen.Fault is { } fault)
            report = report with { Fault = fault, Result = RunResult.Failed, ExitCode = ReportDocuments.ExitCodeOf(RunResult.Failed) };
        return RunHistory.Add(state, report, salt, host);
    }

    // What was written shows in the next read sooner or later; what does not is named.
    private async Task<ConvergenceRow> ConvergeAsync(Planned planned, Seen seen, DateTimeOffset started, CancellationToken stop)
    {
        var row = new ConvergenceRow(false, -1, 0);
        Visibility? written = null;
        foreach (var pause in Visibility.Pauses(host.Randomness))
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, host.Time, stop).ConfigureAwait(false);
            var again = await PlanRun.PlanAsync(options, workspace, planned.Model, state, session, host, stop).ConfigureAwait(false);
            seen.After = again.Run;
            var pending = again.Run.Targets.Sum(t => t.Entries.Count(e => e.Change is Change.Keep { Why: KeepReason.NotYetVisible }));
            var residual = again.Run.Targets.Sum(t => t.Operations.Length);
            if (residual + pending > 0)
                written ??= WrittenBy(seen.Targets);
            var left = again.Run.Targets.SelectMany(t => t.Operations.Select(o =>
                $"{(t.Target == TargetName.Directory ? "" : $"{t.Target} ")}{o.Kind} {o.Name}{(written?.IsLate(t, o) == true ? ", not visible yet" : "")}")).Distinct().ToArray();
            row = new ConvergenceRow(residual == 0 && pending == 0, residual, Math.Round((host.Time.GetUtcNow() - started).TotalSeconds, 1))
            { Remaining = [.. left.Take(20)] };
            // Waiting helps against lag, not against failures or another hand.
            if (row.Converged || written is null || again.Run.Targets.Sum(written.LateIn) == 0)
                break;
        }

        return row;
    }

    private static Visibility WrittenBy(IEnumerable<TargetRun> targets)
    {
        var written = new Visibility();
        foreach (var target in targets)
            written.Add(target.Plan, target.Records);
        return written;
    }

    private string RunName(DateTimeOffset started)
    {
        var name = $"{started:yyyy-MM-ddTHHmmss}Z";
        for (var n = 2; File.Exists(state.ReportOf(name)) || File.Exists(state.JournalOf(name)); n++)
            name = $"{started:yyyy-MM-ddTHHmmss}Z_{n}";
        return name;
    }

    /// <summary>What is known of a run at any moment.</summary>
    private sealed class Seen
    {
        private readonly List<TargetRun> _targets = [];

        public IReadOnlyList<TargetRun> Targets => _targets;

        public (int Retried, int Throttled) Repeats { get; private set; }

        public ConvergenceRow? Convergence { get; set; }

        /// <summary>What stopped the writes from outside.</summary>
        public string? Stopped { get; set; }

        /// <summary>What was still to be done after the writes.</summary>
        public RunPlan? After { get; set; }

        /// <summary>What ended the run before its time.</summary>
        public FaultRow? Fault { get; set; }

        public void Add(TargetRun run, int retried = 0, int throttled = 0)
        {
            _targets.Add(run);
            Repeats = (Repeats.Retried + retried, Repeats.Throttled + throttled);
        }

        /// <summary>Every target of the plan: one whose turn did not come has nothing but operations not attempted.</summary>
        public ImmutableArray<TargetRun> Over(ImmutableArray<TargetPlan> plans) =>
            [.. plans.Select(p => _targets.Find(t => t.Plan.Target == p.Target) ?? new TargetRun(p, [.. p.Operations.Select(o => new OperationRecord(o, new Outcome.NotAttempted()))]))];
    }
}
