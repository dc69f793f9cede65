using Reconciler.Emulator.Directory;
using Reconciler.Emulator.Tenant;

namespace Reconciler.Emulator.State;

/// <summary>The state on disk: a snapshot and the changes since, one line each.</summary>
internal sealed class Journal : IDisposable
{
    private const string SnapshotName = "snapshot.jsonl";
    private const string LogName = "log.jsonl";
    private readonly string _folder;
    private readonly int _snapshotAfter;
    private FileStream? _log;
    private StateWriter? _writer;
    private bool _fresh;
    private int _lines;

    private Journal(string folder, int snapshotAfter)
    {
        _folder = folder;
        _snapshotAfter = snapshotAfter;
    }

    private string LogFile => Path.Combine(_folder, LogName);

    private string SnapshotFile => Path.Combine(_folder, SnapshotName);

    /// <summary>Loads what the folder holds, or the seeds when it holds nothing.</summary>
    public static Journal Open(string folder, EmulatorOptions options, StateLoader loader)
    {
        System.IO.Directory.CreateDirectory(folder);
        var journal = new Journal(folder, options.SnapshotAfterChanges);
        journal._fresh = !File.Exists(journal.SnapshotFile);
        if (journal._fresh)
        {
            loader.LoadSeeds();
            return journal;
        }

        loader.LoadSnapshot(journal.SnapshotFile);
        var length = File.Exists(journal.LogFile) ? loader.Replay(journal.LogFile) : 0;
        journal.OpenLog(length);
        return journal;
    }

    /// <summary>Writes the first snapshot of a fresh state.</summary>
    public void Settle(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        if (_fresh)
            Snapshot(store, organization, now);
        _fresh = false;
        _log?.Flush();
    }

    public void Write(Change change, DirectoryStore store, DateTimeOffset now)
    {
        _writer?.Change(change, store, now);
        _lines++;
    }

    public void Flush(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        if (_lines >= _snapshotAfter)
            Snapshot(store, organization, now);
        _log?.Flush();
    }

    public void Dispose() => _log?.Dispose();

    private void Snapshot(DirectoryStore store, Organization organization, DateTimeOffset now)
    {
        var draft = SnapshotFile + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
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
        }

        File.Move(draft, SnapshotFile, overwrite: true);
        OpenLog(0);
        _lines = 0;
    }

    /// <summary>Continues the log after its whole lines; a crash between snapshot and this is harmless, for older lines are skipped.</summary>
    private void OpenLog(long length)
    {
        _log?.Dispose();
        _log = new FileStream(LogFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);
        _log.SetLength(length);
        _log.Seek(0, SeekOrigin.End);
        _writer = new StateWriter(_log);
    }
}
