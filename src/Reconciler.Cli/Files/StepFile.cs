using System.Text;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Files;

/// <summary>A file that a pipeline gives to a step, to be written to at its end. No secret of the run gets into it.</summary>
internal static class StepFile
{
    /// <summary>Bytes that stand in it already.</summary>
    public static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    public static void Append(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Sinks.Clear(Encoding.UTF8.GetBytes(text)));
    }
}
