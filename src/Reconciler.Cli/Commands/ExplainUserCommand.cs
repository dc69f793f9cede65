using System.CommandLine;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Model;
using Reconciler.Core.Reporting.Explaining;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Commands;

/// <summary><c>explain user</c>: why a person has the access and the values that they have. It plans, and so can write to no target.</summary>
internal static class ExplainUserCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var key = new Argument<string>("KEY") { Description = "The person's key; of somebody who is not declared the userPrincipalName, the address or the id." };
        var application = new Option<string>("--application") { Description = "Only in this application. Default: in all that the person has to do with.", HelpName = "A" };
        var format = CommonOptions.Format("text", "json", "markdown");
        var full = new Option<bool>("--full") { Description = "Show unchanged values and whole expressions too." };
        var command = new Command("user", "Say why a person has this access and these values: file and line, group, assignment, mapping, value. Reads live systems, writes to none.")
        {
            key, common.Directory, application, common.Sandbox, common.AsOf, common.StateDirectory, format, full,
        };
        command.SetAction((parsed, stop) => RunAsync(common.Read(parsed, host), parsed.GetRequiredValue(key), parsed.GetValue(application),
            parsed.GetValue(format) ?? "text", parsed.GetValue(full), host, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, string key, string? application, string format, bool full, CliHost host, CancellationToken stop)
    {
        var (workspace, model) = PlanRun.Load(options, host);
        var asked = application is null ? null : Application(model, application);
        var state = PlanRun.StateOf(options, model, host);
        // Of other applications not even the accounts are read.
        var reads = asked is null ? options : options with { Target = asked.Scim is null ? TargetName.Directory : asked.AccountTarget };
        await using var session = await EstateSession.OpenAsync(model, options.Root, state, reads, host, stop).ConfigureAwait(false);
        var planned = await PlanRun.PlanAsync(options, workspace, model, state, session, host, stop).ConfigureAwait(false);
        if (PersonSteps.Of(planned.Run, key, asked?.Key) is not { } explanation)
        {
            var meant = PersonSteps.Meant(planned.Run, key);
            throw new CommandException(ExitCode.Invalid, $"nobody has the key or the address `{key}`", meant is null ? null : $"did you mean `{meant}`?");
        }

        Printing.Person(explanation, format, full, host);
        return ExitCode.Done;
    }

    private static ApplicationSettings Application(IdentityModel model, string key)
    {
        if (model.Applications.FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        var meant = Suggestion.Nearest(key, model.Applications.Select(a => a.Key));
        throw new CommandException(ExitCode.Invalid, $"no application has the key `{key}`",
            meant is not null ? $"did you mean `{meant}`?" : model.Applications.IsEmpty ? null : $"Applications: {string.Join(", ", model.Applications.Select(a => a.Key))}.");
    }
}
