using System.ComponentModel;
using System.Diagnostics;
using Reconciler.Cli.Files;

namespace Reconciler.Scenarios;

/// <summary>A test with a real repository; skipped, with the reason, where git is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Installed = new(() =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            process?.WaitForExit();
            return process is { ExitCode: 0 };
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    public static bool IsInstalled => Installed.Value;

    public GitFactAttribute()
    {
        if (!Installed.Value)
            Skip = "git is not installed";
    }
}

/// <summary>A real repository in a temporary folder, with a fixed author and fixed times: the same files give the same commits.</summary>
internal sealed class GitFolder
{
    private readonly string _folder;

    private GitFolder(string folder) => _folder = folder;

    public static GitFolder Init(string folder)
    {
        Directory.CreateDirectory(folder);
        var git = new GitFolder(folder);
        git.Run("init", "--quiet", "--initial-branch=main");
        File.WriteAllText(Path.Combine(folder, ".gitignore"), ".reconciler/\n");
        return git;
    }

    /// <summary>A folder that is a repository already, or is about to be made one by git's own commands.</summary>
    public static GitFolder At(string folder) => new(folder);

    /// <summary>Commits everything and gives the commit's id.</summary>
    public string Commit(string message)
    {
        Run("add", "--all");
        Run("commit", "--quiet", "--allow-empty", "--message", message);
        return Run("rev-parse", "HEAD").Trim();
    }

    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        foreach (var who in new[] { "AUTHOR", "COMMITTER" })
        {
            start.Environment[$"GIT_{who}_NAME"] = "Ada";
            start.Environment[$"GIT_{who}_EMAIL"] = "ada@contoso.com";
            start.Environment[$"GIT_{who}_DATE"] = "2026-11-21T02:14:07Z";
        }

        start.Environment["GIT_CONFIG_COUNT"] = "1";
        start.Environment["GIT_CONFIG_KEY_0"] = "protocol.file.allow";
        start.Environment["GIT_CONFIG_VALUE_0"] = "always";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error}");
        return output;
    }
}
