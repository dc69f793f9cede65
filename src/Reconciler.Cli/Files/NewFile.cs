using System.Text;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Files;

/// <summary>Writes a file that is not there yet.</summary>
internal static class NewFile
{
    /// <returns>Whether it was written: false where something of that name is there already, which stays as it is.</returns>
    public static bool TryWrite(string path, string text)
    {
        // A link that leads nowhere is somebody's, too.
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        // CreateNew: what came between the look and the write is not overwritten either.
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(Sinks.Clear(Encoding.UTF8.GetBytes(text)));
        return true;
    }
}
