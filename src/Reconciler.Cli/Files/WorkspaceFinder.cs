using System.Collections.Immutable;
using Microsoft.Extensions.FileSystemGlobbing;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Files;

/// <summary>
/// Finds a workspace's texts: every YAML file below the root and below the included folders, except names that begin with a dot,
/// folders that have a control file of their own, and what is excluded. Nothing outside the repository is read, through symbolic links neither.
/// </summary>
internal static class WorkspaceFinder
{
    public const string ControlFile = "reconciler.yaml";

    private const long MaxBytes = 64L << 20;

    public static SourceText ReadControl(string root)
    {
        var path = Path.Combine(root, ControlFile);
        if (!Directory.Exists(root))
            throw new CommandException(ExitCode.Invalid, $"there is no folder {root}");
        if (!File.Exists(path))
        {
            throw new CommandException(ExitCode.Invalid, $"there is no {ControlFile} in {root}",
                "A workspace begins with one: version: 1, workspace: NAME and directory: { type: entra, tenant: …, enforce: full }.");
        }

        return new SourceText(ControlFile, File.ReadAllBytes(path));
    }

    public static ImmutableArray<SourceText> ReadContent(string root, WorkspaceFiles files)
    {
        var repository = RepositoryOf(root);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(files.Exclude);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(root, root, isRoot: true);
        foreach (var folder in files.Include)
        {
            var path = Path.GetFullPath(folder, root);
            if (!IsInside(path, repository))
                throw new CommandException(ExitCode.Invalid, $"include: {folder} leads outside the repository", "Only folders of the same repository can be included.");
            if (!Directory.Exists(path))
                throw new CommandException(ExitCode.Invalid, $"include: {folder} does not exist");
            Collect(path, root, isRoot: false);
        }

        return [.. found.Select(f => new SourceText(f.Key, Read(f.Key, f.Value)))];

        void Collect(string folder, string from, bool isRoot)
        {
            if (!isRoot && File.Exists(Path.Combine(folder, ControlFile)))
                return;
            foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(from, path).Replace('\\', '/');
                var isYaml = path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
                if (!isYaml || Path.GetFileName(path).StartsWith('.') || name == ControlFile || matcher.Match(name).HasMatches)
                    continue;
                RefuseEscape(path, name);
                found[name] = path;
            }

            foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(child).StartsWith('.'))
                    continue;
                RefuseEscape(child, Path.GetRelativePath(from, child));
                // A link to a folder of the same repository would only read it twice.
                if (new DirectoryInfo(child).LinkTarget is null)
                    Collect(child, from, isRoot: false);
            }
        }

        void RefuseEscape(string path, string name)
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (info.LinkTarget is not null && (info.ResolveLinkTarget(returnFinalTarget: true) is not { } target || !IsInside(target.FullName, repository)))
                throw new CommandException(ExitCode.Invalid, $"{name} is a link that leads outside the repository", "Remove it, or name it under exclude:.");
        }
    }

    private static byte[] Read(string name, string path) => new FileInfo(path).Length <= MaxBytes
        ? File.ReadAllBytes(path)
        : throw new CommandException(ExitCode.Invalid, $"{name} is larger than 64 MiB");

    // The folder that holds .git, else the root itself.
    private static string RepositoryOf(string root)
    {
        for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                return folder.FullName;
        }

        return root;
    }

    private static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }
}
