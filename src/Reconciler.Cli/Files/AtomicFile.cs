namespace Reconciler.Cli.Files;

/// <summary>Writes a file whole or not at all: to a neighbour first, on disk, then renamed.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        var neighbour = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = new FileStream(neighbour, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using var writer = new StreamWriter(stream);
            writer.Write(text);
            writer.Flush();
            stream.Flush(flushToDisk: true);
        }

        File.Move(neighbour, path, overwrite: true);
    }
}
