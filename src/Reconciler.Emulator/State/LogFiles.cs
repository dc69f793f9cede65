namespace Reconciler.Emulator.State;

/// <summary>A snapshot file and the log of changes since; a crash between the two writes is harmless, for older lines are skipped.</summary>
internal sealed class LogFiles(string snapshotFile, string logFile, int snapshotAfter) : IDisposable
{
    private int _lines;

    public string SnapshotFile => snapshotFile;

    public string LogFile => logFile;

    public bool IsFresh { get; } = !File.Exists(snapshotFile);

    /// <summary>Where changes are appended; null before the first snapshot.</summary>
    public FileStream? Log { get; private set; }

    public bool IsFull => _lines >= snapshotAfter;

    public void CountLine() => _lines++;

    public void Flush() => Log?.Flush();

    /// <summary>Replaces the snapshot as a whole and starts the log over.</summary>
    public void Snapshot(Action<Stream> write)
    {
        var draft = snapshotFile + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            write(file);
        File.Move(draft, snapshotFile, overwrite: true);
        OpenLog(0);
        _lines = 0;
    }

    /// <summary>Continues the log after its whole lines.</summary>
    public void OpenLog(long length)
    {
        Log?.Dispose();
        Log = new FileStream(logFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1 << 16);
        Log.SetLength(length);
        Log.Seek(0, SeekOrigin.End);
    }

    public void Dispose() => Log?.Dispose();
}
