using System.Collections.Immutable;

namespace Reconciler.Core.Reporting.Undoing;

/// <summary>What becomes of one file when a run is taken back.</summary>
public enum FileReversionKind
{
    /// <summary>It is as the run found it: it becomes what it was before.</summary>
    PutBack,

    /// <summary>It came with the run's change: it goes.</summary>
    Remove,

    /// <summary>It was changed again since: only what the run's change did to it is taken back.</summary>
    Merge,

    /// <summary>It is as it was before already.</summary>
    AlreadyBack,
}

/// <param name="Before">The hash of the text before the run's change; null = there was no file.</param>
/// <param name="Then">The hash of the text that the run found; null = there was no file.</param>
/// <param name="Now">The hash of the text there is now; null = there is no file.</param>
public sealed record FileReversion(string Path, FileReversionKind Kind, string? Before, string? Then, string? Now);

/// <summary>Which files a run's change touched, told by the files of the run before.</summary>
public static class FileReversions
{
    /// <param name="before">The files that the last run before found.</param>
    /// <param name="then">The files that the run found.</param>
    /// <param name="now">The files of today.</param>
    public static ImmutableArray<FileReversion> Of(IEnumerable<FileRow> before, IEnumerable<FileRow> then, IEnumerable<FileRow> now)
    {
        var (old, found, today) = (Hashes(before), Hashes(then), Hashes(now));
        return
        [
            .. old.Keys.Union(found.Keys).Order(StringComparer.Ordinal).Where(p => old.GetValueOrDefault(p) != found.GetValueOrDefault(p))
                .Select(p => Of(p, old.GetValueOrDefault(p), found.GetValueOrDefault(p), today.GetValueOrDefault(p))),
        ];
    }

    private static FileReversion Of(string path, string? before, string? then, string? now) =>
        new(path, now == before ? FileReversionKind.AlreadyBack : now != then ? FileReversionKind.Merge : before is null ? FileReversionKind.Remove : FileReversionKind.PutBack, before, then, now);

    private static Dictionary<string, string> Hashes(IEnumerable<FileRow> files) => files.ToDictionary(f => f.Path, f => f.Hash, StringComparer.Ordinal);
}
