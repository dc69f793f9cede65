using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;

namespace Reconciler.Cli.Commands;

/// <summary><c>unlock</c>: breaks the locks of a run that ended without letting go, named by its id. Without one it shows who holds what.</summary>
internal static class UnlockCommand
{
    public static Command Create(CliHost host)
    {
        var place = new StatePlace();
        var id = new Option<string>("--id") { Description = "The lock to break; the message of a refused apply names it.", HelpName = "ID" };
        var command = new Command("unlock", "Break a lock that a dead run left behind. Without --id: show who holds what.");
        place.AddTo(command);
        command.Options.Add(id);
        command.SetAction(parsed => Run(place.Read(parsed, host), parsed.GetValue(id), host));
        return command;
    }

    private static int Run(StateFolder state, string? id, CliHost host)
    {
        var records = LockRecords.In(state).ToArray();
        if (id is null)
        {
            host.Out.WriteLine(records.Length == 0 ? "No target is locked." : string.Join('\n', records.Select(r => Line(r.Record))));
            return ExitCode.Done;
        }

        var meant = records.Where(r => r.Record.Id == id).ToArray();
        if (meant.Length == 0)
        {
            throw new CommandException(ExitCode.Error, $"no lock has the id {id}; nothing was changed",
                records.Length == 0 ? "No target is locked." : $"Held are: {string.Join(", ", records.Select(r => r.Record.Id).Distinct())}.");
        }

        foreach (var (path, record) in meant)
        {
            File.Delete(path);
            host.Out.WriteLine($"unlocked {Line(record)}");
        }

        host.Out.WriteLine("If that run is alive after all, it stops before its next write.");
        return ExitCode.Done;
    }

    private static string Line(LockRecord r) => $"{r.Target}  {r.Id}  {r.Purpose} of {r.Who} on {r.Machine} (process {r.Process}) since {r.Since:yyyy-MM-dd HH:mm} UTC";
}
