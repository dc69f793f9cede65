using Reconciler.Cli.Terminal;
using Reconciler.Core.Model;

namespace Reconciler.Cli.Hosting;

/// <summary>
/// As whom a job of GitHub Actions signs in where the control file leaves it open: as the application that <c>AZURE_CLIENT_ID</c> names, so that a job that
/// plans and one that applies are two, under one control file.
/// </summary>
internal static class JobIdentity
{
    public const string Variable = "AZURE_CLIENT_ID";

    /// <exception cref="CommandException">The variable holds no client id, or it is open whose extension carries the owner mark.</exception>
    public static DirectorySettings Of(DirectorySettings directory, CliHost host)
    {
        if (directory.Credential is not { Type: "githubOidc", ClientId: null } || host.Environment(Variable)?.Trim() is not { Length: > 0 } client)
            return directory;
        if (!Guid.TryParseExact(client, "D", out _))
            throw new CommandException(ExitCode.Access, $"{Variable} is no client id", "It is the application's (client) id: 32 hexadecimal digits in five groups.");
        // One plans under the mark of what the other wrote.
        if (directory is { ExtensionAppId: null, MarkAttribute: null })
        {
            throw new CommandException(ExitCode.Invalid, $"the job signs in as {Variable} says, and which application carries the owner mark is not said",
                "Write directory.ownership: { directoryExtension: CLIENT-ID } in reconciler.yaml: the same for every job.");
        }

        return directory with { Credential = directory.Credential with { ClientId = client } };
    }
}
