using Reconciler.Cli.Terminal;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>
/// The lock of one target: a file that its process keeps open, which the system lets go however the process ends, and a record beside it that says who.
/// A record of this machine whose file is free is of a run that died, and is taken over. One of another machine stands until somebody breaks it:
/// nobody here can see whether that run is alive.
/// </summary>
internal sealed class TargetLock : IDisposable
{
    private readonly FileStream _open;
    private readonly LockRecord _record;
    private readonly string _recordPath;

    private TargetLock(FileStream open, LockRecord record, string recordPath) => (_open, _record, _recordPath) = (open, record, recordPath);

    /// <summary>Whether the record is still ours: <c>unlock</c> removes it.</summary>
    public bool IsHeld => LockRecords.Read(_recordPath)?.Id == _record.Id;

    /// <summary>Takes it or throws <see cref="LockedException"/>; what cannot be told is locked.</summary>
    public static TargetLock Take(StateFolder state, TargetName target, LockRecord mine, CliHost host)
    {
        var (path, recordPath) = (state.LockOf(target.Value), state.LockRecordOf(target.Value));
        FileStream open;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            open = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw LockRecords.Read(recordPath) is { } holder
                ? Locked(target, holder)
                : new LockedException($"another apply to {target} is under way (lock {host.Shown(path)})") { Advice = "Wait for it to end; the lock goes with its process." };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LockedException($"the lock of {target} cannot be taken: {e.Message}") { Advice = "Name a state folder that can be written with --state-dir DIR." };
        }

        try
        {
            if (File.Exists(recordPath))
                TakeOver(target, recordPath, mine, host);
            AtomicFile.Write(recordPath, LockRecords.Write(mine with { Target = target.Value }));
            return new TargetLock(open, mine, recordPath);
        }
        catch
        {
            open.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (IsHeld)
            File.Delete(_recordPath);
        _open.Dispose();
    }

    private static void TakeOver(TargetName target, string recordPath, LockRecord mine, CliHost host)
    {
        var dead = LockRecords.Read(recordPath)
            ?? throw new LockedException($"{target} is locked, and the record of who did it cannot be read ({recordPath})") { Advice = "When you are sure that nothing runs, delete that file." };
        if (dead.Machine != mine.Machine)
            throw Locked(target, dead);
        host.Error.WriteLine($"note: {dead.Purpose} of {dead.Since:yyyy-MM-dd HH:mm} UTC ended without letting go of {target} (process {dead.Process}); taken over");
    }

    private static LockedException Locked(TargetName target, LockRecord holder) =>
        new($"{target} is locked by {holder.Purpose} of {holder.Who} on {holder.Machine} since {holder.Since:yyyy-MM-dd HH:mm} UTC (id {holder.Id})")
        {
            Advice = $"Wait for it to end. If it has ended without letting go: reconciler unlock --id {holder.Id}",
        };
}
