using System.Text;

namespace Reconciler.Cli.Files;

/// <summary>
/// The files of a workspace as a commit has them, in a folder of their own that goes when this is disposed of. Nothing of the repository is touched:
/// neither its index nor its working tree. Only what belongs to a workspace is there.
/// </summary>
internal sealed class GitWorkspace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reconciler-base-").FullName;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private GitWorkspace(string place) => Root = Path.Combine(_folder, place);

    /// <summary>The workspace in it.</summary>
    public string Root { get; }

    /// <summary>Null when the workspace did not exist at that revision.</summary>
    /// <param name="includes">The folders that a control file includes.</param>
    public static GitWorkspace? CheckOut(GitRepository repository, GitRevision revision, Func<byte[], IEnumerable<string>> includes)
    {
        if (repository.Read(revision, WorkspaceFinder.ControlFile) is not { } control)
            return null;
        var workspace = new GitWorkspace(repository.Place);
        try
        {
            var tree = repository.TreeOf(revision);
            // What a workspace may read ends where its repository does.
            Directory.CreateDirectory(Path.Combine(workspace._folder, ".git"));
            Directory.CreateDirectory(workspace.Root);
            foreach (var folder in includes(control).Prepend(""))
            {
                if (repository.FromTop(folder) is { } path)
                    workspace.Write(tree, path, "");
            }

            foreach (var owners in WorkspaceFinder.OwnerFiles)
                workspace.WriteFiles(tree, [owners], "");
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A folder of a tree, what lies on the way to it, and where symbolic links lead.
    private void Write(GitTree tree, string folder, string under)
    {
        var places = tree.Real(folder) is { } real && real != folder ? new[] { folder, real } : [folder];
        var entries = places.SelectMany(p => tree.Below(p).Concat(OnTheWay(tree, p))).DistinctBy(e => e.Key).ToArray();
        WriteFiles(tree, entries.Where(e => IsOurs(e.Key, e.Value)).Select(e => e.Key), under);
        // A submodule's files are in its own repository, as far as it is here: where it is not, the workspace of today has none of them either.
        foreach (var (path, entry) in entries.Where(e => e.Value.Kind == GitKind.Submodule))
        {
            var place = Path.Combine(tree.Top, path);
            if (Path.Exists(Path.Combine(place, ".git")) && _written.Add($"{under}{path}/"))
                Write(tree.Submodule(place, entry.Object), "", $"{under}{path}/");
        }
    }

    private void WriteFiles(GitTree tree, IEnumerable<string> paths, string under)
    {
        var wanted = new Stack<string>(paths);
        var batch = new List<(string Path, GitEntry Entry)>();
        while (wanted.TryPop(out var path))
        {
            if (tree.Find(path) is not { Kind: not GitKind.Submodule } entry || !_written.Add(under + path))
                continue;
            batch.Add((path, entry));
            if (entry.Kind == GitKind.Link && tree.Real(path) is { } target && target != path)
                wanted.Push(target);
        }

        var bytes = tree.Bytes([.. batch.Select(b => b.Entry.Object).Distinct(StringComparer.Ordinal)]);
        foreach (var (path, entry) in batch)
        {
            var file = Path.Combine(_folder, under, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file) ?? _folder);
            if (entry.Kind == GitKind.Link)
                File.CreateSymbolicLink(file, Moved(tree, Encoding.UTF8.GetString(bytes[entry.Object]), under));
            else
                File.WriteAllBytes(file, bytes[entry.Object]);
        }
    }

    // A link that names the repository by its place on the disk means the same file here.
    private string Moved(GitTree tree, string target, string under) =>
        Path.IsPathRooted(target) && RealPath.IsInside(target, tree.Top) ? Path.Combine(_folder, under, Path.GetRelativePath(tree.Top, target)) : target;

    // Any folder on the way may be a link or a submodule.
    private static IEnumerable<KeyValuePair<string, GitEntry>> OnTheWay(GitTree tree, string folder)
    {
        var names = folder.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in Enumerable.Range(1, names.Length).Select(n => string.Join('/', names.Take(n))))
        {
            if (tree.Find(step) is { } entry)
                yield return KeyValuePair.Create(step, entry);
        }
    }

    private static bool IsOurs(string path, GitEntry entry) => entry.Kind == GitKind.Link
        || (entry.Kind == GitKind.File && (path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal)));
}
