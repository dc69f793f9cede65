using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Files;

/// <summary>One file a target in the state folder, readable by its owner alone. Whatever keeps it from being read or written costs speed and nothing else.</summary>
internal sealed class ReadCacheFolder(string folder) : IReadCache
{
    public byte[]? Load(TargetName target)
    {
        try
        {
            return File.Exists(PathOf(target)) ? File.ReadAllBytes(PathOf(target)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Save(TargetName target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            AtomicFile.WritePrivate(PathOf(target), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written has no cache: the next read is a whole one.
        }
    }

    public void Drop(TargetName target)
    {
        if (File.Exists(PathOf(target)))
            File.Delete(PathOf(target));
    }

    private string PathOf(TargetName target) => Path.Combine(folder, $"{target.Value.Replace('/', '-')}.state");
}
