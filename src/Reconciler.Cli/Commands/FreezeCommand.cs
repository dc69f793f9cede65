using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Commands;

/// <summary><c>freeze</c>: stops all writes to all targets until it is lifted, also those of a run that is under way.</summary>
internal static class FreezeCommand
{
    public static Command Create(CliHost host)
    {
        var place = new StatePlace();
        var reason = new Option<string>("--reason") { Description = "Why; everybody who is stopped reads it.", HelpName = "TEXT" };
        var lift = new Option<bool>("--lift") { Description = "Let writes go on." };
        var command = new Command("freeze", "Stop all writes at once, also of a run under way. Plans go on. Where no state folder is kept: RECONCILER_FREEZE=REASON.");
        place.AddTo(command);
        command.Options.Add(reason);
        command.Options.Add(lift);
        command.SetAction(parsed => Run(new FreezeFile(place.Read(parsed, host), host), parsed.GetValue(reason), parsed.GetValue(lift), host));
        return command;
    }

    private static int Run(FreezeFile freeze, string? reason, bool lift, CliHost host)
    {
        if (lift)
        {
            host.Out.WriteLine(freeze.Lift() ? "Writes go on." : "Nothing was frozen.");
            return ExitCode.Done;
        }

        if (string.IsNullOrWhiteSpace(reason))
            throw new CommandException(ExitCode.Error, "freeze needs --reason TEXT", "Or --lift to let writes go on.");
        freeze.Set(reason.Trim());
        host.Out.WriteLine("Frozen: no run that keeps its state here writes from now on. `reconciler freeze --lift` lets writes go on.");
        return ExitCode.Done;
    }
}
