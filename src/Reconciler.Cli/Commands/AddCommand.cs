using System.CommandLine;
using System.CommandLine.Help;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Manifests.Editing;

namespace Reconciler.Cli.Commands;

/// <summary><c>add member</c>: lists a person in a group, in the files.</summary>
internal static class AddCommand
{
    public static Command Create(CliHost host)
    {
        var command = new Command("add", "Write somebody or something into the files, as a person would.") { Member(host) };
        command.SetAction(parsed => new HelpAction().Invoke(parsed));
        return command;
    }

    private static Command Member(CliHost host)
    {
        var common = new CommonOptions();
        var group = new Argument<string>("GROUP") { Description = "The group's key." };
        var user = new Argument<string>("USER") { Description = "The person's key, or an address of somebody who is not declared." };
        var until = new Option<string>("--until") { Description = "The last day (UTC) of the membership, as 2026-12-31.", HelpName = "DATE" };
        var reason = new Option<string>("--reason") { Description = "Why, for the reviewer and the report.", HelpName = "TEXT" };
        var command = new Command("member", "List a person among the members of a group. Where the person is listed, date and reason become the given ones.")
        {
            group, user, common.Directory, until, reason,
        };
        command.SetAction(parsed => EditRun.Run(
            host.Resolve(parsed.GetValue(common.Directory) ?? "."),
            new WorkspaceEdit.AddMember(parsed.GetRequiredValue(group), parsed.GetRequiredValue(user), CommonOptions.Day("--until", parsed.GetValue(until)), parsed.GetValue(reason)),
            host));
        return command;
    }
}
