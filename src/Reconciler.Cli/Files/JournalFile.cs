using System.Collections.Immutable;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Files;

/// <summary>
/// The journal of one run over all its targets: its head, a line before each write and one after it, on disk when the call returns.
/// It is held open alone, so that another process can tell a run that is under way from one that died.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    /// <param name="path">Of a file that does not exist.</param>
    /// <param name="head">The report as it would be if the process died before its first write.</param>
    /// <param name="time">The clock that lines are dated by.</param>
    public JournalFile(string path, ReportDocument head, TimeProvider time)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        _time = time;
        Append([new JournalLine(_time.GetUtcNow()) { Head = head }]);
    }

    public IJournal For(TargetPlan plan, IReadOnlyCollection<string> filesRead) => new TargetJournal(this, new OperationRows(plan, filesRead));

    /// <summary>The report is on disk: the journal has said what it had to say, and goes.</summary>
    public void Close()
    {
        Append([new JournalLine(_time.GetUtcNow()) { Closed = true }]);
        File.Delete(_stream.Name);
    }

    public void Dispose() => _stream.Dispose();

    // One write to the disk for a whole batch.
    private void Append(IEnumerable<JournalLine> lines)
    {
        using var bytes = new MemoryStream();
        foreach (var line in lines)
            bytes.Write(JournalLines.Encode(Sinks.Clear(DocumentJson.Write(line))));
        if (bytes.Length == 0)
            return;
        bytes.Position = 0;
        bytes.CopyTo(_stream);
        _stream.Flush(flushToDisk: true);
    }

    private sealed class TargetJournal(JournalFile file, OperationRows rows) : IJournal
    {
        public void Intend(ImmutableArray<Intent> intents)
        {
            var now = file._time.GetUtcNow();
            file.Append(intents.Select(i => new JournalLine(now) { Intent = rows.Row(i), Creation = i.CreationId }));
        }

        public void Ended(ImmutableArray<OperationRecord> records)
        {
            var now = file._time.GetUtcNow();
            file.Append(records.Select(r => new JournalLine(now) { Ended = rows.Row(r) }));
        }
    }
}
