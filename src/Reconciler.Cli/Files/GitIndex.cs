using System.Buffers.Binary;
using System.Text;

namespace Reconciler.Cli.Files;

/// <summary>Asks git's own list of tracked files, without running git. Format: gitformat-index(5), versions 2 and 3; version 4 shortens names, and there nothing is found.</summary>
internal static class GitIndex
{
    // In an entry the two bytes before a name hold its length, as far as twelve bits do; a NUL is behind it.
    private const int LengthMask = 0xFFF;

    /// <summary>Whether the repository around a file has it under version control. No repository, or one that cannot be read: no.</summary>
    public static bool Tracks(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (IndexOf(folder) is { } index)
                return Holds(index, Path.GetRelativePath(folder, path).Replace('\\', '/'));
        }

        return false;
    }

    private static string? IndexOf(string folder)
    {
        var git = Path.Combine(folder, ".git");
        if (Directory.Exists(git))
            return Path.Combine(git, "index");
        // A worktree has a file there that says where its own folder is.
        if (!File.Exists(git) || File.ReadAllText(git).Trim() is not ['g', 'i', 't', 'd', 'i', 'r', ':', .. var target])
            return null;
        return Path.Combine(Path.GetFullPath(target.Trim(), folder), "index");
    }

    private static bool Holds(string index, string name)
    {
        if (!File.Exists(index))
            return false;
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(index);
        var wanted = Encoding.UTF8.GetBytes($"{name}\0");
        var length = wanted.Length - 1;
        for (var from = 0; bytes[from..].IndexOf(wanted) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            if (at >= 2 && (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at - 2)..]) & LengthMask) == Math.Min(length, LengthMask))
                return true;
        }

        return false;
    }
}
