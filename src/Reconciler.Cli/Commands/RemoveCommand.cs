using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Editing;

namespace Reconciler.Cli.Commands;

/// <summary><c>remove user</c>: takes a person out of the files.</summary>
internal static class RemoveCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("remove", "Take somebody out of the files, as a person would.") { User(host) };
        command.SetAction(parsed => new HelpAction().Invoke(parsed));
        return command;
    }

    private static Command User(CliHost host)
    {
        var common = new CommonOptions();
        var key = new Argument<string>("KEY") { Description = "The person's key." };
        var command = new Command("user", "Remove a person's declaration and every line that names the person.") { key, common.Directory };
        command.SetAction(parsed => EditRun.Run(
            host.Resolve(parsed.GetValue(common.Directory) ?? "."), new WorkspaceEdit.RemoveUser(parsed.GetRequiredValue(key)), host));
        return command;
    }
}
