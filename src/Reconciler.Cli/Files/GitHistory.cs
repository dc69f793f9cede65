using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Cli.Files;

/// <summary>
/// Files of a folder as the files of a git branch, by git's plumbing: a commit is made of a tree of its own index, so that the user's index, working tree and
/// current branch are never touched.
/// </summary>
/// <param name="repository">A folder inside the repository.</param>
/// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
/// <param name="folder">Where its files lie while a command runs.</param>
internal sealed class GitHistory(string repository, string branch, string folder)
{
    public const string Prefix = "git:";

    private const string Remote = "origin";
    private const int MostTries = 5;

    private readonly GitProcess _git = new(mayTalk: true);

    private string Local => $"refs/heads/{branch}";

    private string Tracked => $"refs/remotes/{Remote}/{branch}";

    /// <summary>Brings the branch's files into the folder, the remote's first. What lies in the folder and not in the branch stays: it waits to be committed.</summary>
    /// <returns>A sentence when the remote could not be asked; null when all went well.</returns>
    public string? Bring()
    {
        if (TryRun(["check-ref-format", "--branch", branch]) is null || branch.StartsWith('-'))
            throw new GitException($"history: {Prefix}{branch} names no branch");
        var warning = Fetch();
        Directory.CreateDirectory(folder);
        if (Tip() is { } tip)
            Materialise(tip);
        return warning;
    }

    /// <summary>Commits the folder's files on top of the branch and pushes it where there is a remote.</summary>
    /// <returns>A sentence when the push failed and the reports are local until the next run; null when all went well.</returns>
    public string? Keep(string message)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (own, tip) = (TryRun(["rev-parse", "--verify", "--quiet", Local]), Tip());
            if (Commit(message, tip) is { } commit && TryRun(["update-ref", "-m", message, Local, commit, own ?? new string('0', commit.Length)]) is null)
            {
                // Somebody moved the branch between the look and the write: on top of that, then.
                if (attempt == MostTries)
                    throw new GitException($"the branch {branch} is moved by others all the time");
                continue;
            }

            if (!HasRemote())
                return null;
            var (pushed, said) = Run(["push", "--quiet", Remote, $"{Local}:{Local}"], null);
            if (pushed == 0)
                return null;
            if (attempt == MostTries || Fetch() is not null)
                return $"the history was not pushed to {Remote} {branch}, it is in the local branch until the next run: {said}";
        }
    }

    // The remote's commit where there is one that the local branch has not; else the local one. Two that differ are joined by the next commit.
    private string? Tip()
    {
        var (own, other) = (TryRun(["rev-parse", "--verify", "--quiet", Local]), TryRun(["rev-parse", "--verify", "--quiet", Tracked]));
        return own is null ? other : other is null || IsWithin(other, own) ? own : other;
    }

    private bool IsWithin(string commit, string? later) => later is not null && Run(["merge-base", "--is-ancestor", commit, later], null).Code == 0;

    private string? Commit(string message, string? tip)
    {
        var own = TryRun(["rev-parse", "--verify", "--quiet", Local]);
        var index = Path.Combine(Path.GetFullPath(folder, Environment.CurrentDirectory), "..", $"history-{Environment.ProcessId}.index");
        try
        {
            Need(["read-tree", .. tip is null ? ["--empty"] : new[] { tip }], index);
            var known = tip is null ? [] : Files(tip);
            foreach (var file in Directory.EnumerateFiles(folder).Where(f => IsKept(f) && !IsSame(f, known.GetValueOrDefault(Path.GetFileName(f)))).Order(StringComparer.Ordinal))
            {
                var blob = Need(["hash-object", "-w", "--no-filters", "--", file], index);
                Need(["update-index", "--add", "--cacheinfo", $"100644,{blob},{Path.GetFileName(file)}"], index);
            }

            var tree = Need(["write-tree"], index);
            if (tip is not null && own == tip && Need(["rev-parse", $"{tip}^{{tree}}"], index) == tree)
                return null;
            // A local commit that the remote does not know becomes a second parent: nothing is lost, and the push goes forward.
            string[] parents = [.. tip is null ? [] : new[] { "-p", tip }, .. own is not null && own != tip && !IsWithin(own, tip) ? ["-p", own] : Array.Empty<string>()];
            return Need(["-c", "user.name=reconciler", "-c", "user.email=reconciler@localhost", "commit-tree", tree, .. parents, "-m", message], index);
        }
        finally
        {
            File.Delete(index);
        }
    }

    private void Materialise(string tip)
    {
        var files = Files(tip);
        // Personal values that were removed in the branch do not come back from here.
        foreach (var values in Directory.EnumerateFiles(folder, "*.values.json").Where(v => !files.ContainsKey(Path.GetFileName(v)) && files.ContainsKey(Path.GetFileName(v).Replace(".values.json", ".json", StringComparison.Ordinal))))
            File.Delete(values);
        foreach (var (file, id) in files)
        {
            // Plain names only: what a branch holds must not lead out of the folder.
            if (IsKept(file) && file == Path.GetFileName(file) && !file.Contains('\\', StringComparison.Ordinal) && !IsSame(Path.Combine(folder, file), id))
                AtomicFile.Write(Path.Combine(folder, file), Start(["cat-file", "blob", $"{tip}:{file}"], null) is { Code: 0 } blob ? blob.Output : throw new GitException($"{branch}:{file} cannot be read"));
        }
    }

    // Names and blob ids of a commit's files.
    private Dictionary<string, string> Files(string commit) => Need(["ls-tree", "-z", commit], null).Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split('\t', 2)).Where(l => l.Length == 2).ToDictionary(l => l[1], l => l[0].Split(' ')[^1], StringComparer.Ordinal);

    // Thousands of reports never change again: git is asked only about those that did. A blob's id is the hash over its length and its bytes.
    private static bool IsSame(string path, string? id)
    {
        if (id is null || !File.Exists(path))
            return false;
        var bytes = File.ReadAllBytes(path);
        byte[] blob = [.. Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"), .. bytes];
#pragma warning disable CA5350 // Git names its objects so; nothing is kept safe by it.
        return id == Convert.ToHexStringLower(id.Length == 64 ? SHA256.HashData(blob) : SHA1.HashData(blob));
#pragma warning restore CA5350
    }

    // Reports, what belongs to them, and the texts of the files that they were made from.
    private static bool IsKept(string file) => file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(TextStore.Suffix, StringComparison.Ordinal);

    private string? Fetch()
    {
        if (!HasRemote())
            return null;
        if (Run(["ls-remote", "--exit-code", "--heads", Remote, Local], null) is (not 0, var said))
            return said.Length == 0 ? null : $"{Remote} cannot be asked for {branch}, this goes on with what is here: {said}";
        var (code, error) = Run(["fetch", "--quiet", "--no-tags", Remote, $"+{Local}:{Tracked}"], null);
        return code == 0 ? null : $"{Remote} {branch} cannot be fetched, this goes on with what is here: {error}";
    }

    private bool HasRemote() => TryRun(["remote", "get-url", Remote]) is not null;

    private string? TryRun(string[] arguments) => Start(arguments, null) is { Code: 0 } answer ? answer.Text : null;

    private string Need(string[] arguments, string? index) => Start(arguments, index) is var answer && answer.Code == 0
        ? answer.Text
        : throw new GitException($"git {arguments[0]}: {Said(answer)}");

    private (int Code, string Error) Run(string[] arguments, string? index) => Start(arguments, index) is var answer ? (answer.Code, Said(answer)) : default;

    private GitAnswer Start(string[] arguments, string? index) => _git.Try(repository, arguments, index: index);

    private static string Said(GitAnswer answer) => answer.Error.ReplaceLineEndings(" ");
}
