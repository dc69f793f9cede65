namespace Reconciler.Cli.Files;

/// <summary>A revision as it was named, and its commit.</summary>
internal sealed record GitRevision(string Name, string Commit);

/// <summary>The repository that a workspace lies in.</summary>
/// <param name="Top">Its topmost folder.</param>
/// <param name="Place">The workspace in it, with <c>/</c>; empty = at the top.</param>
internal sealed record GitRepository(GitProcess Git, string Top, string Place)
{
    /// <summary>Throws <see cref="GitException"/> where there is none.</summary>
    public static GitRepository Of(string root, GitProcess git)
    {
        if (!Directory.Exists(root))
            throw new GitException($"there is no folder {root}");
        try
        {
            return new GitRepository(git, git.Line(root, "rev-parse", "--show-toplevel"), git.Line(root, "rev-parse", "--show-prefix").TrimEnd('/'));
        }
        catch (GitException e) when (e.Message.Contains("not a git repository", StringComparison.Ordinal))
        {
            throw new GitException($"{root} lies in no git repository", "--base and --control-from need the history of the workspace.");
        }
    }

    /// <summary>The commit that a revision names.</summary>
    public GitRevision Resolve(string revision)
    {
        // git has no branch or tag of such a name: what looks like an option is one that somebody slipped in.
        if (revision.Length == 0 || revision[0] == '-' || revision.Any(char.IsControl))
            throw new GitException($"`{revision}` is no revision", "Write a commit, a branch or a tag.");
        if (Meanings(revision) is { Length: > 1 } meanings)
            throw new GitException($"`{revision}` is {string.Join(" and ", meanings)}, at different commits", "Write out which of them is meant.");
        try
        {
            return new GitRevision(revision, Git.Line(Top, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}"));
        }
        catch (GitException e)
        {
            var isShallow = Git.Line(Top, "rev-parse", "--is-shallow-repository") == "true";
            throw new GitException($"git knows no revision `{revision}` here{(e.Message.StartsWith("git: ", StringComparison.Ordinal) ? $" ({e.Message[5..]})" : "")}",
                isShallow ? "This clone is shallow: fetch the revision, or clone with the whole history." : "Fetch it, or correct its name.");
        }
    }

    // A tag that is called like the approved branch goes before it: who can push a tag could bring along a control file of their own.
    private string[] Meanings(string revision)
    {
        var name = revision.Split(['^', '~', '@', ':'])[0];
        if (name.Length == 0 || name.StartsWith("refs/", StringComparison.Ordinal) || name.IndexOfAny(['*', '?', '[', '\\']) >= 0)
            return [];
        var wanted = new[] { $"refs/tags/{name}", $"refs/heads/{name}", $"refs/remotes/{name}" };
        var found = Git.Line(Top, ["for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", .. wanted])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).Where(l => wanted.Contains(l[0])).ToArray();
        return found.Select(l => l[^1].Length > 0 ? l[^1] : l[1]).Distinct(StringComparer.Ordinal).Count() > 1 ? [.. found.Select(l => l[0])] : [];
    }

    public GitTree TreeOf(GitRevision revision) => new(Git, Top, revision.Commit);

    /// <summary>A path of the workspace, from the top; null when it leads out of the repository.</summary>
    public string? FromTop(string relative)
    {
        var steps = new List<string>();
        foreach (var step in $"{Place}/{relative.Replace('\\', '/')}".Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "."))
        {
            if (step != "..")
                steps.Add(step);
            else if (steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else
                return null;
        }

        return string.Join('/', steps);
    }

    /// <summary>The bytes of one of the workspace's files at a revision; null when it is not there.</summary>
    public byte[]? Read(GitRevision revision, string file)
    {
        var tree = TreeOf(revision);
        return FromTop(file) is { } path && tree.Real(path) is { } real && tree.Find(real) is { Kind: GitKind.File } entry ? tree.Bytes([entry.Object])[entry.Object] : null;
    }
}
