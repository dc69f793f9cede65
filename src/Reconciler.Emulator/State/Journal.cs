using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>The tenant's state on disk: a snapshot and the changes since, one line each.</summary>
internal sealed class Journal : IDisposable
{
    private const string SnapshotName = "snapshot.jsonl";
    private const string LogName = "log.jsonl";
    private readonly LogFiles _files;
    private StateWriter? _writer;
    private bool _fresh;

    private Journal(LogFiles files) => _files = files;

    /// <summary>Loads what the folder holds, or the seeds when it holds nothing.</summary>
    public static Journal Open(string folder, EmulatorOptions options, StateLoader loader)
    {
        System.IO.Directory.CreateDirectory(folder);
        var files = new LogFiles(Path.Combine(folder, SnapshotName), Path.Combine(folder, LogName), options.SnapshotAfterChanges);
        var journal = new Journal(files) { _fresh = files.IsFresh };
        if (journal._fresh)
        {
            loader.LoadSeeds();
            return journal;
        }

        loader.LoadSnapshot(files.SnapshotFile);
        journal.Continue(File.Exists(files.LogFile) ? loader.Replay(files.LogFile) : 0);
        return journal;
    }

    /// <summary>Writes the first snapshot of a fresh state.</summary>
    public void Settle(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        if (_fresh)
            Snapshot(store, organization, now);
        _fresh = false;
        _files.Flush();
    }

    public void Write(Change change, DirectoryStore store, DateTimeOffset now)
    {
        _writer?.Change(change, store, now);
        _files.CountLine();
    }

    public void Flush(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        if (_files.IsFull)
            Snapshot(store, organization, now);
        _files.Flush();
    }

    public void Dispose() => _files.Dispose();

    private void Snapshot(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        _files.Snapshot(file =>
        {
            var writer = new StateWriter(file);
            writer.Header(store.Sequence, now);
            writer.Tenant(organization);
            // Applications stand before their extensions and roles before their assignments: that is the order of the kinds.
            foreach (var kind in ObjectKinds.All)
            {
                foreach (var handle in store.Live(kind).Span)
                    writer.Object(store[handle], store);
                foreach (var handle in store.Deleted(kind).Span)
                    writer.Deleted(store[handle], store);
            }
        });
        _writer = _files.Log is { } log ? new StateWriter(log) : null;
    }

    private void Continue(long length)
    {
        _files.OpenLog(length);
        _writer = _files.Log is { } log ? new StateWriter(log) : null;
    }
}
