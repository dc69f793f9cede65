using System.Reflection;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Hosting;

/// <summary>Where workflows take our actions from: a repository on GitHub, at one commit.</summary>
internal sealed record ActionsPin(string Repository, string Commit)
{
    private const int CommitLength = 40;

    /// <summary>This program's, with the commit that it was built from where that was known: <c>1.2.3+COMMIT</c>.</summary>
    public static string BuildVersion { get; } = typeof(ActionsPin).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <param name="text"><c>OWNER/NAME@COMMIT</c>, or <c>OWNER/NAME</c> for the commit that this program was built from.</param>
    /// <param name="version">This program's, which ends with that commit where it is known.</param>
    /// <exception cref="CommandException">It is neither.</exception>
    public static ActionsPin Read(string text, string version)
    {
        var (repository, given) = text.Split('@') is [var name, var after] ? (name, after) : (text, null);
        if (repository.Split('/') is not [var owner, var own] || !IsName(owner) || !IsName(own))
            throw new CommandException(ExitCode.Error, $"--actions {text} names no repository", "Write OWNER/NAME@COMMIT: the repository on GitHub that holds Reconciler.");
        var commit = given ?? (version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? version[(plus + 1)..] : "");
        if (IsCommit(commit))
            return new ActionsPin(repository, commit);
        throw given is null
            ? new CommandException(ExitCode.Error, "this program does not know the commit that it was built from", $"Name one: --actions {repository}@COMMIT")
            : new CommandException(ExitCode.Error, $"{given} is no whole commit", "A tag or a branch can be moved: write all 40 digits of the commit.");
    }

    private static bool IsName(string text) => text is not ("" or "." or "..") && text.Length <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsCommit(string text) => text.Length == CommitLength && text.All(char.IsAsciiHexDigitLower);
}
