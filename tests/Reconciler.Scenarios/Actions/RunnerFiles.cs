namespace Reconciler.Scenarios.Actions;

/// <summary>A file of outputs as a runner reads it: <c>name=value</c>, or <c>name&lt;&lt;END</c>, lines, <c>END</c>.</summary>
internal static class RunnerFiles
{
    public static IEnumerable<(string Name, string Value)> Read(string path)
    {
        var lines = new Queue<string>(File.ReadAllLines(path));
        while (lines.TryDequeue(out var line))
        {
            var (equals, open) = (line.IndexOf('=', StringComparison.Ordinal), line.IndexOf("<<", StringComparison.Ordinal));
            if (equals > 0 && (open < 0 || equals < open))
            {
                yield return (line[..equals], line[(equals + 1)..]);
                continue;
            }

            Assert.True(open > 0, $"{line} is no output");
            var (end, value) = (line[(open + 2)..], new List<string>());
            while (lines.Dequeue() is var next && next != end)
                value.Add(next);
            yield return (line[..open], string.Join('\n', value));
        }
    }
}

/// <summary>The artifacts of one run of a workflow.</summary>
internal sealed class RunnerArtifacts(string folder)
{
    public string PathOf(string name, string file = "") => Path.Combine(folder, name, file);

    /// <returns>False where there is nothing at the path, or the name is taken.</returns>
    public bool Keep(string name, string path, bool overwrite)
    {
        if ((Directory.Exists(PathOf(name)) && !overwrite) || path.Split('/').Any(p => p.StartsWith('.')))
            return false;
        string[] files = File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.GetFiles(path) : [];
        Directory.CreateDirectory(PathOf(name));
        foreach (var file in files)
            File.Copy(file, PathOf(name, Path.GetFileName(file)), overwrite: true);
        return files.Length > 0;
    }

    public bool Fetch(string name, string path)
    {
        if (!Directory.Exists(PathOf(name)))
            return false;
        Directory.CreateDirectory(path);
        foreach (var file in Directory.GetFiles(PathOf(name)))
            File.Copy(file, Path.Combine(path, Path.GetFileName(file)));
        return true;
    }
}
