using System.Text;

namespace Reconciler.Cli.Files;

/// <summary>What a commit holds at a path.</summary>
internal enum GitKind
{
    File,
    Link,

    /// <summary>Another repository at one of its commits.</summary>
    Submodule,
}

internal readonly record struct GitEntry(GitKind Kind, string Object);

/// <summary>All paths of one commit, with <c>/</c> and from the top, and what stands there.</summary>
internal sealed class GitTree
{
    // As many as Linux follows before it takes them for a circle.
    private const int MostLinks = 40;

    private readonly GitProcess _git;
    private readonly Dictionary<string, GitEntry> _entries = new(StringComparer.Ordinal);

    public GitTree(GitProcess git, string top, string commit)
    {
        (_git, Top) = (git, top);
        foreach (var line in Encoding.UTF8.GetString(git.Run(top, ["ls-tree", "-r", "-z", "--full-tree", commit])).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // `100644 blob 8ab6…<tab>path`; nothing in a path is quoted.
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var words = line[..tab].Split(' ');
            _entries[line[(tab + 1)..]] = new GitEntry(words[0] == "120000" ? GitKind.Link : words[0] == "160000" ? GitKind.Submodule : GitKind.File, words[2]);
        }
    }

    public string Top { get; }

    /// <summary>A commit of a submodule, in its own repository.</summary>
    public GitTree Submodule(string place, string commit)
    {
        try
        {
            return new GitTree(_git, place, commit);
        }
        catch (GitException e)
        {
            throw new GitException($"commit {commit} of the submodule {place} is not here ({e.Message})", "Fetch the submodule's history: git submodule update --init, and fetch in it.");
        }
    }

    public IEnumerable<KeyValuePair<string, GitEntry>> Below(string folder) => _entries.Where(e => folder.Length == 0 || e.Key == folder || e.Key.StartsWith($"{folder}/", StringComparison.Ordinal));

    public GitEntry? Find(string path) => _entries.TryGetValue(path, out var entry) ? entry : null;

    /// <summary>The path without symbolic links on its way; null when it leads out of the repository or in a circle. A path that does not exist is itself.</summary>
    public string? Real(string path)
    {
        var rest = new Stack<string>(Names(path).Reverse());
        var real = new List<string>();
        var links = 0;
        while (rest.TryPop(out var name))
        {
            if (name == "..")
            {
                if (real.Count == 0)
                    return null;
                real.RemoveAt(real.Count - 1);
                continue;
            }

            real.Add(name);
            if (Find(string.Join('/', real)) is not { Kind: GitKind.Link } link)
                continue;
            if (++links > MostLinks || Within(Encoding.UTF8.GetString(Bytes([link.Object])[link.Object]), real) is not { } target)
                return null;
            (real, var steps) = ([], Names(target).Reverse());
            foreach (var step in steps)
                rest.Push(step);
        }

        return string.Join('/', real);
    }

    /// <summary>The bytes of objects as they were committed: no filter, no line ends changed.</summary>
    public Dictionary<string, byte[]> Bytes(IReadOnlyCollection<string> objects)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (objects.Count == 0)
            return found;
        var output = _git.Run(Top, ["cat-file", "--batch"], Encoding.ASCII.GetBytes(string.Concat(objects.Select(o => $"{o}\n"))));
        var at = 0;
        foreach (var name in objects)
        {
            // `8ab6… blob 312`, the bytes, a line's end.
            var end = Array.IndexOf(output, (byte)'\n', at);
            var words = end < 0 ? [] : Encoding.ASCII.GetString(output, at, end - at).Split(' ');
            if (words is not [_, "blob", var size])
                throw new GitException($"object {name} is not in this clone", "Fetch it: a clone that was made with a filter holds only a part.");
            var length = int.Parse(size, System.Globalization.CultureInfo.InvariantCulture);
            found[name] = output.AsSpan(end + 1, length).ToArray();
            at = end + 1 + length + 1;
        }

        return found;
    }

    // Where a link leads, from the top; null when out of the repository.
    private string? Within(string target, List<string> at)
    {
        if (!Path.IsPathRooted(target))
            return string.Join('/', at.SkipLast(1).Append(target));
        return RealPath.IsInside(target, Top) ? Path.GetRelativePath(Top, target).Replace('\\', '/') : null;
    }

    private static IEnumerable<string> Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(n => n != ".");
}
