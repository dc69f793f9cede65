using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Editing;

namespace Reconciler.Cli.Commands;

/// <summary><c>rename user</c>: gives a person another key, in the files.</summary>
internal static class RenameCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("rename", "Give somebody another key in the files; the account stays the same.") { User(host) };
        command.SetAction(parsed => new HelpAction().Invoke(parsed));
        return command;
    }

    private static Command User(CliHost host)
    {
        var common = new CommonOptions();
        var old = new Argument<string>("OLD") { Description = "The person's key." };
        var next = new Argument<string>("NEW") { Description = "The key to be: free, at most 120 characters, without @ and ;." };
        var command = new Command("user", "Rename a person's key and every line that names it; the old key becomes a previous one.") { old, next, common.Directory };
        command.SetAction(parsed => EditRun.Run(
            host.Resolve(parsed.GetValue(common.Directory) ?? "."), new WorkspaceEdit.RenameUser(parsed.GetRequiredValue(old), parsed.GetRequiredValue(next)), host));
        return command;
    }
}
