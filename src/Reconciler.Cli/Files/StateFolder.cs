namespace Reconciler.Cli.Files;

/// <summary>
/// Where a workspace keeps what it may lose: <c>.reconciler</c> beside its control file, or the folder that was named.
/// The sandbox has all of its own, so that nothing learned there is evidence for a live tenant.
/// </summary>
internal sealed class StateFolder
{
    /// <param name="history">The control file's folder of reports and ledger, as written; null = the default.</param>
    public StateFolder(string root, string workspaceRoot, string? history, bool sandbox)
    {
        Workspace = workspaceRoot;
        Root = sandbox ? Path.Combine(root, "sandbox") : root;
        Branch = sandbox || history?.StartsWith(GitHistory.Prefix, StringComparison.Ordinal) != true ? null : history[GitHistory.Prefix.Length..];
        History = Branch is not null ? Path.Combine(Root, "history-of-branch")
            : sandbox || history is null ? Path.Combine(Root, "history") : Path.GetFullPath(history, workspaceRoot);
    }

    /// <summary>The folder of the control file.</summary>
    public string Workspace { get; }

    /// <summary>The git branch whose files the history is; null where it is a folder.</summary>
    public string? Branch { get; }

    public string Root { get; }

    /// <summary>Reports and the ledger.</summary>
    public string History { get; }

    public string Directory => Path.Combine(Root, "directory");

    /// <summary>Starts over: everything goes but the locks, which somebody may hold.</summary>
    public void Clear()
    {
        foreach (var folder in new[] { Directory, History, Path.Combine(Root, "journal") })
        {
            if (System.IO.Directory.Exists(folder))
                System.IO.Directory.Delete(folder, recursive: true);
        }

        if (File.Exists(WireLog))
            File.Delete(WireLog);
    }

    /// <summary>What makes the next plan cheaper, and may be deleted at any time.</summary>
    public string Cache => Path.Combine(Root, "cache");

    public string WireLog => Path.Combine(Root, "wire.jsonl");

    public string JournalOf(string run) => Path.Combine(Root, "journal", $"{run}.jsonl");

    /// <summary>Journals of runs that have not ended, or whose process died.</summary>
    public IEnumerable<string> Journals => System.IO.Directory.Exists(Path.Combine(Root, "journal"))
        ? System.IO.Directory.EnumerateFiles(Path.Combine(Root, "journal"), "*.jsonl").Order(StringComparer.Ordinal)
        : [];

    public string ReportOf(string run) => Path.Combine(History, $"{run}.json");

    public string Locks => Path.Combine(Root, "locks");

    public string LockOf(string target) => Path.Combine(Locks, $"{target.Replace('/', '-')}.lock");

    /// <summary>Who holds the lock.</summary>
    public string LockRecordOf(string target) => Path.Combine(Locks, $"{target.Replace('/', '-')}.json");

    public string Freeze => Path.Combine(Root, "freeze.json");
}
