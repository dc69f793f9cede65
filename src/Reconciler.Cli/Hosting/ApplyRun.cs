using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Hosting;

/// <summary>Carries a plan out: lock, journal, writes, a second look, ledger, report. A report exists however it ends.</summary>
internal sealed class ApplyRun(RunOptions options, Workspace workspace, DirectorySettings directory, StateFolder state, DirectorySession session, CliHost host)
{
    private static readonly ImmutableArray<TimeSpan> LookAgain =
        [TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)];

    /// <summary>The report and the file it lies in.</summary>
    public async Task<(ReportDocument Report, string Path)> ExecuteAsync(Planned planned, CancellationToken stop)
    {
        var started = host.Time.GetUtcNow();
        var facts = new RunFacts(RunName(started), started, PlanRun.Version)
        {
            Actor = host.Environment("GITHUB_ACTOR") ?? host.Environment("USER"),
            Commit = host.Environment("GITHUB_SHA"),
        };
        var seen = new Seen();
        ReportDocument report;
        try
        {
            if (!planned.Verdict.IsBlocked)
                await WriteAsync(planned, facts.Run, seen, started, stop).ConfigureAwait(false);
        }
        finally
        {
            // Also when one of our own faults throws: what was written is known, and somebody will ask.
            report = Save(planned, facts, seen, stop.IsCancellationRequested);
        }

        return (report, state.ReportOf(facts.Run));
    }

    private async Task WriteAsync(Planned planned, string run, Seen seen, DateTimeOffset started, CancellationToken stop)
    {
        if (planned.Document.Counts.HasChanges)
        {
            using var journal = new JournalFile(state.JournalOf(run), host.Time);
            using var progress = new ProgressLine(host);
            var tools = new ApplyTools(session.OpenWriter(), session.Reader, journal, host.Time, host.Randomness) { Progress = progress };
            var loop = new ApplyLoop(planned.Target, planned.Model.Settings.Workspace, tools);
            try
            {
                await loop.RunAsync(stop).ConfigureAwait(false);
            }
            finally
            {
                (seen.Records, seen.Repeats) = (loop.Records, (loop.Retried, loop.Throttled));
                Remember(planned, seen);
            }

            if (!stop.IsCancellationRequested)
                seen.Convergence = await ConvergeAsync(planned, seen.Records, started, stop).ConfigureAwait(false);
        }
        else
        {
            Remember(planned, seen);
        }
    }

    private void Remember(Planned planned, Seen seen) =>
        new LedgerFile(state.History).Save(Ledgers.After(planned.Ledger, planned.Model, planned.Target, seen.Records, host.Time.GetUtcNow()));

    private ReportDocument Save(Planned planned, RunFacts facts, Seen seen, bool interrupted)
    {
        var report = ReportDocuments.Of(facts, planned.Document, planned.Target, planned.Model.Files, seen.Records, seen.Convergence, interrupted,
            seen.Repeats, host.Time.GetUtcNow());
        AtomicFile.Write(state.ReportOf(facts.Run), DocumentJson.Write(report));
        return report;
    }

    // What was written shows in the next read sooner or later; what does not is named.
    private async Task<ConvergenceRow> ConvergeAsync(Planned planned, ImmutableArray<OperationRecord> records, DateTimeOffset started, CancellationToken stop)
    {
        var row = new ConvergenceRow(false, -1, 0);
        // Waiting helps against lag, not against failures.
        var looks = records.All(r => r.Outcome.Succeeded && r.LeftOut.IsEmpty) ? LookAgain : [TimeSpan.Zero];
        foreach (var pause in looks)
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, host.Time, stop).ConfigureAwait(false);
            var again = await PlanRun.PlanAsync(options, workspace, planned.Model, directory, state, session.Reader, host, stop).ConfigureAwait(false);
            var pending = again.Target.Entries.Count(e => e.Change is Change.Keep { Why: KeepReason.NotYetVisible });
            var left = again.Target.Operations.Select(o => $"{o.Kind} {o.Name}").Distinct().ToArray();
            row = new ConvergenceRow(again.Target.Operations.IsEmpty && pending == 0, again.Target.Operations.Length,
                Math.Round((host.Time.GetUtcNow() - started).TotalSeconds, 1))
            { Remaining = [.. left.Take(20)] };
            if (row.Converged)
                break;
        }

        return row;
    }

    private string RunName(DateTimeOffset started)
    {
        var name = $"{started:yyyy-MM-ddTHHmmss}Z";
        for (var n = 2; File.Exists(state.ReportOf(name)); n++)
            name = $"{started:yyyy-MM-ddTHHmmss}Z-{n}";
        return name;
    }

    /// <summary>What is known of a run at any moment.</summary>
    private sealed class Seen
    {
        public ImmutableArray<OperationRecord> Records { get; set; } = [];

        public (int Retried, int Throttled) Repeats { get; set; }

        public ConvergenceRow? Convergence { get; set; }
    }
}
