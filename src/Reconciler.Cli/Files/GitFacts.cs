namespace Reconciler.Cli.Files;

/// <summary>The commit that is checked out where a workspace lies, and whether files of the language differ from it.</summary>
internal sealed record GitFacts(string Commit, bool IsDirty)
{
    /// <summary>Null where there is no repository, no commit yet, or no git: a fact that is not known stands in no way.</summary>
    public static GitFacts? Of(string root, GitProcess git)
    {
        if (!IsInRepository(root))
            return null;
        try
        {
            var commit = git.Line(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}");
            var changed = git.Run(root, ["status", "--porcelain", "-z", "--untracked-files=normal", "--ignore-submodules=none", "--", ":(top,glob)**/*.yaml", ":(top,glob)**/*.yml"]);
            return new GitFacts(commit, changed.Length > 0);
        }
        catch (GitException)
        {
            return null;
        }
    }

    // Nobody waits for a program that has nothing to say.
    private static bool IsInRepository(string root)
    {
        for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")))
                return true;
        }

        return false;
    }
}
