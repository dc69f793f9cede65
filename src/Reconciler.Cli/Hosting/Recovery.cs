using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Resources;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>
/// Runs whose process died before they wrote a report: each gets one from its journal. What they created goes into the ledger at once, as evidence for the plan
/// that comes; the report waits for that plan, which may show how the writes ended that nobody heard of. Disposing writes what still waits.
/// </summary>
internal sealed class Recovery : IDisposable
{
    private readonly List<(ReportDocument Report, FileStream Journal)> _found = [];
    private readonly StateFolder _state;
    private readonly CliHost _host;

    private Recovery(StateFolder state, CliHost host) => (_state, _host) = (state, host);

    /// <summary>Takes every journal that no process holds.</summary>
    public static Recovery Begin(StateFolder state, RunOptions options, CliHost host)
    {
        var recovery = new Recovery(state, host);
        // What starts over has nothing to remember.
        if (options.Fresh)
            return recovery;
        try
        {
            foreach (var path in state.Journals.ToArray())
                recovery.Take(path);
            return recovery;
        }
        catch
        {
            // Each that was found keeps its journal, and the next command finds it again.
            foreach (var (_, journal) in recovery._found)
                journal.Dispose();
            throw;
        }
    }

    /// <summary>What the fresh plan shows of writes whose outcome is unknown.</summary>
    public void Settle(Planned planned, RunOptions options)
    {
        // A plan of a part says nothing of the rest.
        if (options.Only is not null || options.Target is not null)
            return;
        for (var i = 0; i < _found.Count; i++)
            _found[i] = (JournalReport.Settled(_found[i].Report, planned.Document, planned.Run), _found[i].Journal);
    }

    public void Dispose()
    {
        while (_found is [var (report, journal), ..])
        {
            _found.RemoveAt(0);
            using (journal)
            {
                RunHistory.Add(_state, report, _host);
                File.Delete(journal.Name);
            }

            var counts = report.Counts;
            _host.Error.WriteLine($"run {report.Run} had died without a report; it has one now: {counts.Applied} applied, {counts.Unknown} unknown, {counts.NotAttempted} not done"
                + $" · {_host.Shown(_state.ReportOf(report.Run))}");
        }
    }

    private void Take(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Its run is under way.
            return;
        }

        var run = Path.GetFileNameWithoutExtension(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var text = JournalLines.Decode(bytes);
        if (JournalReport.Of(text.Lines, _host.Time.GetUtcNow()) is not { } report)
        {
            stream.Dispose();
            GiveUp(path, run, text);
        }
        else if (File.Exists(_state.ReportOf(run)))
        {
            // It died between its report and the end of its journal.
            stream.Dispose();
            File.Delete(path);
        }
        else
        {
            if (text.Damaged > 0)
                _host.Error.WriteLine($"warning: the journal of run {run} is damaged in {text.Damaged} bytes; what they said is missing from its report");
            RememberCreations(report);
            _found.Add((report, stream));
        }
    }

    // The head is on disk before anything is sent: a journal that ends within it is of a run that wrote nothing.
    private void GiveUp(string path, string run, JournalText text)
    {
        if (text.Damaged == 0 && text.Lines.IsEmpty)
        {
            File.Delete(path);
            _host.Error.WriteLine($"run {run} had died before it wrote anything");
            return;
        }

        File.Move(path, $"{path}.damaged", overwrite: true);
        _host.Error.WriteLine($"warning: the journal of run {run} is damaged and cannot become a report; it is kept as {_host.Shown(path)}.damaged");
    }

    private void RememberCreations(ReportDocument report)
    {
        var ledgers = new LedgerFile(_state.History);
        foreach (var target in report.Operations.Where(o => o is { Outcome: "applied" or "acceptedNotApplied", Action: "create" or "adopt", Key: not null, RemoteId: not null }).GroupBy(o => o.Target))
        {
            var name = new TargetName(target.Key);
            var ledger = ledgers.Load(report.Workspace, name, name == TargetName.Directory ? report.Tenant : null);
            var entries = target.Aggregate(ledger.Entries, (known, row) => Remember(known, row));
            if (entries != ledger.Entries)
                ledgers.Save(ledger with { Entries = entries, WrittenAt = ledger.WrittenAt ?? _host.Time.GetUtcNow() });
        }
    }

    private static ImmutableDictionary<ResourceKey, LedgerEntry> Remember(ImmutableDictionary<ResourceKey, LedgerEntry> known, OperationRow row)
    {
        var (key, id) = (new ResourceKey(new Kind(row.Kind), row.Key ?? row.Name), new RemoteId(row.RemoteId ?? ""));
        if (key.Kind == Kind.Extension || (known.TryGetValue(key, out var entry) && entry.Id == id))
            return known;
        var file = row.Where?.Split(':')[0] ?? "";
        return known.SetItem(key, new LedgerEntry(key, id, file, row.Action == "create" ? row.At : null));
    }
}
