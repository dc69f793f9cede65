namespace Reconciler.Cli.Files;

/// <summary>Where a path leads when every symbolic link on its way is followed, of folders too.</summary>
internal static class RealPath
{
    // As many as Linux follows before it takes them for a circle.
    private const int MostLinks = 40;

    /// <summary>The path without links; null when it leads nowhere or in a circle.</summary>
    public static string? Of(string path)
    {
        var links = 0;
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full) ?? "";
        var rest = new Stack<string>(Names(full[real.Length..]));
        while (rest.TryPop(out var name))
        {
            var next = Path.GetFullPath(Path.Combine(real, name));
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is { } target)
            {
                if (++links > MostLinks)
                    return null;
                var aim = Path.GetFullPath(Path.Combine(real, target));
                real = Path.GetPathRoot(aim) ?? "";
                foreach (var step in Names(aim[real.Length..]))
                    rest.Push(step);
            }
            else if (info.Exists)
            {
                real = next;
            }
            else
            {
                return null;
            }
        }

        return real;
    }

    /// <summary>Whether a real path is a folder or lies in it.</summary>
    public static bool IsInside(string real, string folder)
    {
        var relative = Path.GetRelativePath(folder, real);
        return relative == "." || !(relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }

    // In the order in which a stack gives them back.
    private static IEnumerable<string> Names(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse();
}
