using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Hosting;

/// <summary>A history that is kept in a git branch: brought before a command reads it, committed and pushed after a run added to it.</summary>
internal static class HistoryBranch
{
    /// <summary>Does nothing where the history is a folder.</summary>
    public static void Bring(StateFolder state, CliHost host) => With(state, host, git => git.Bring());

    /// <summary>Does nothing where the history is a folder. A push that fails is a warning: the reports are in the local branch.</summary>
    public static void Keep(StateFolder state, string run, CliHost host) => With(state, host, git => git.Keep($"run {run}"));

    private static void With(StateFolder state, CliHost host, Func<GitHistory, string?> act)
    {
        if (state.Branch is not { } branch)
            return;
        try
        {
            if (act(new GitHistory(state.Workspace, branch, state.History)) is { } warning)
                host.Error.WriteLine($"warning: {warning}");
        }
        catch (GitException e)
        {
            throw new CommandException(ExitCode.Error, e.Message, $"The history is to lie in the git branch {branch}; name a folder under history: instead where there is no git. What was reported lies in {host.Shown(state.History)}.");
        }
    }
}
