using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Loading;

namespace Reconciler.Cli.Files;

/// <summary>The files of a workspace, the folders that could not be followed, and who approves changes.</summary>
internal sealed record FoundFiles(ImmutableArray<SourceText> Texts, ImmutableDictionary<string, Obstacle> Unfollowed, CodeOwners? Owners);

/// <summary>
/// Finds a workspace's texts: every YAML file below the root and below the included folders, except names that begin with a dot,
/// folders that have a control file of their own, and what is excluded. Nothing outside the repository is read, through symbolic links neither.
/// </summary>
internal sealed class WorkspaceFinder
{
    public const string ControlFile = "reconciler.yaml";

    /// <summary>Where a repository may say who approves what, the first that exists.</summary>
    public static readonly string[] OwnerFiles = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    private readonly string root;
    private readonly string repository;
    private readonly Matcher excluded = new(StringComparison.Ordinal);
    private readonly SortedDictionary<string, SourceText> found = new(StringComparer.Ordinal);

    private WorkspaceFinder(string root)
    {
        this.root = RealPath.Of(root) ?? root;
        repository = RepositoryOf(this.root);
    }

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

        var finder = new WorkspaceFinder(root);
        return finder.TextOf(ControlFile, Path.Combine(finder.root, ControlFile));
    }

    public static FoundFiles Find(string root, WorkspaceFiles files)
    {
        var finder = new WorkspaceFinder(root);
        finder.excluded.AddIncludePatterns(files.Exclude);
        finder.Collect(finder.root, isRoot: true);
        var unfollowed = ImmutableDictionary.CreateBuilder<string, Obstacle>(StringComparer.Ordinal);
        foreach (var folder in files.Include)
        {
            var path = Path.GetFullPath(folder, finder.root);
            if (finder.ObstacleTo(path) is not Obstacle.None and var obstacle)
                unfollowed[folder] = obstacle;
            else
                finder.Collect(path, isRoot: false);
        }

        return new FoundFiles([.. finder.found.Values], unfollowed.ToImmutable(), finder.ReadOwners());
    }

    private void Collect(string folder, bool isRoot)
    {
        if (!isRoot && File.Exists(Path.Combine(folder, ControlFile)))
            return;
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
                CollectFile(path, NameOf(path));
            foreach (var child in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                CollectFolder(child, NameOf(child));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found[NameOf(folder)] = Obstructed(NameOf(folder), Obstacle.Unreadable);
        }
    }

    private void CollectFile(string path, string name)
    {
        var isYaml = path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
        if (isYaml && !Path.GetFileName(path).StartsWith('.') && name != ControlFile && !excluded.Match(name).HasMatches)
            found[name] = TextOf(name, path);
    }

    private void CollectFolder(string path, string name)
    {
        if (Path.GetFileName(path).StartsWith('.') || excluded.Match($"{name}/_").HasMatches)
            return;
        // A link to a folder of the same repository would only read it twice; one that leads out is not passed over in silence.
        if (new DirectoryInfo(path).LinkTarget is null)
            Collect(path, isRoot: false);
        else if (ObstacleAt(path) is Obstacle.OutsideRepository)
            found[name] = Obstructed(name, Obstacle.OutsideRepository);
    }

    private static SourceText Obstructed(string name, Obstacle obstacle) => new(name, () => new SourceBytes(default, obstacle));

    private SourceText TextOf(string name, string path) => new(name, () => Read(path));

    private SourceBytes Read(string path)
    {
        if (ObstacleAt(path) is not Obstacle.None and var obstacle)
            return new SourceBytes(default, obstacle);
        try
        {
            return new FileInfo(path).Length > SourceText.MaxBytes ? new SourceBytes(default, Obstacle.TooLarge) : new SourceBytes(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SourceBytes(default, Obstacle.Unreadable);
        }
    }

    private Obstacle ObstacleTo(string folder) => ObstacleAt(folder) is not Obstacle.None and var obstacle ? obstacle
        : !Directory.Exists(folder) ? Obstacle.Missing
        : File.Exists(Path.Combine(folder, ControlFile)) ? Obstacle.OtherWorkspace
        : Obstacle.None;

    // Of what lies outside it is not even said whether it exists.
    private Obstacle ObstacleAt(string path)
    {
        var real = RealPath.Of(path);
        return !RealPath.IsInside(real ?? path, repository) ? Obstacle.OutsideRepository : real is null ? Obstacle.Missing : Obstacle.None;
    }

    private string NameOf(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private CodeOwners? ReadOwners()
    {
        foreach (var file in OwnerFiles)
        {
            var path = Path.Combine(repository, file);
            if (File.Exists(path) && Read(path) is { Obstacle: Obstacle.None } read)
                return CodeOwners.Parse(Encoding.UTF8.GetString(read.Bytes.Span), repository == root ? "" : Path.GetRelativePath(repository, root).Replace('\\', '/'));
        }

        return null;
    }

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
}
