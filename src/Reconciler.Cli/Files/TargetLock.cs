using Reconciler.Core.Model;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>The locks of all targets of a run, taken in one order so that two runs cannot wait for each other.</summary>
internal sealed class TargetLocks : IDisposable
{
    private readonly Stack<IDisposable> _held = [];

    public static TargetLocks Take(StateFolder state, IdentityModel model, string purpose)
    {
        var locks = new TargetLocks();
        try
        {
            foreach (var target in model.Targets)
                locks._held.Push(new TargetLock(state).Take(target, purpose));
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_held.TryPop(out var held))
            held.Dispose();
    }
}

/// <summary>A lock by an open file, let go by the system when its process ends however it ends.</summary>
internal sealed class TargetLock(StateFolder state) : ILock
{
    public IDisposable Take(TargetName target, string purpose)
    {
        var path = state.LockOf(target.Value);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LockedException($"another apply to {target} is under way (lock {path})");
        }

        stream.SetLength(0);
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write($"{Environment.ProcessId} {purpose}");
        return stream;
    }
}
