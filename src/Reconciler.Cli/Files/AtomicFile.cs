using System.IO.Compression;
using System.Text;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Files;

/// <summary>Writes a file whole or not at all: to a neighbour first, on disk, then renamed. No secret of the run gets into it.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public static void Write(string path, ReadOnlySpan<byte> bytes) => WriteAsIs(path, Sinks.Clear(bytes));

    /// <summary>The same, packed by gzip.</summary>
    public static void WritePacked(string path, ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            stream.Write(Sinks.Clear(text));
        WriteAsIs(path, packed.ToArray());
    }

    /// <summary>Writes bytes that only their owner may read, as they are and without waiting for the disk: what can be made again.</summary>
    public static void WritePrivate(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(neighbour, options))
            stream.Write(bytes);
        File.Move(neighbour, path, overwrite: true);
    }

    private static void WriteAsIs(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = new FileStream(neighbour, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(neighbour, path, overwrite: true);
    }

    /// <summary>Writes a file that a person keeps, to the letter: its permissions stay, and of a link what it leads to is written.</summary>
    public static void Rewrite(string path, ReadOnlySpan<byte> bytes)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(target);
        WriteAsIs(target, bytes);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, mode);
    }
}
