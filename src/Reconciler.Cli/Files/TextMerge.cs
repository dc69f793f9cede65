namespace Reconciler.Cli.Files;

/// <summary>Three texts made one by git's own merge of files.</summary>
internal static class TextMerge
{
    /// <summary>A text without the change that led from one text to another; null when other changes stand in the same lines.</summary>
    /// <param name="now">The text, with that change and later ones.</param>
    /// <param name="then">What the change made.</param>
    /// <param name="before">What it was made of.</param>
    public static byte[]? TakeBack(byte[] now, byte[] then, byte[] before)
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-");
        try
        {
            foreach (var (name, text) in new[] { ("now", now), ("then", then), ("before", before) })
                AtomicFile.Write(Path.Combine(folder.FullName, name), text);
            var answer = new GitProcess().Try(folder.FullName, ["merge-file", "-p", "--quiet", "now", "then", "before"]);
            // The exit code is the number of conflicts.
            return answer.Code switch
            {
                0 => answer.Output,
                > 0 and < 128 => null,
                _ => throw new GitException($"git: {answer.Error}"),
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
