using System.CommandLine;
using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>undo</c>: the plan that takes an apply back, and the files that ask for it. Writes to no target.</summary>
internal static class UndoCommand
{
    private const string Last = "last";

    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var run = new Argument<string>("REPORT") { Description = "The run to take back: its name, its report's file, or last for the newest that changed anything." };
        var write = new Option<bool>("--write") { Description = "Put the files back as that run's change found them." };
        var save = new Option<string>("--out") { Description = "Save the plan, to be applied once the files are put back.", HelpName = "FILE" };
        var full = new Option<bool>("--full") { Description = "Print every object of the plan instead of folding what is alike." };
        var command = new Command("undo", "Show what would take an apply back, and for how long it can be; with --write, put its files back.")
        {
            run, common.Directory, common.Sandbox, common.StateDirectory, write, save, full,
        };
        command.SetAction((parsed, stop) => RunAsync(common.Read(parsed, host), parsed.GetValue(run) ?? Last, parsed.GetValue(write), parsed.GetValue(save), parsed.GetValue(full), host, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, string run, bool write, string? save, bool full, CliHost host, CancellationToken stop)
    {
        var (state, workspace) = ReportCommand.Open(options, host);
        var report = Find(run, state, workspace, host);
        if (report.Sandbox != options.Sandbox)
            throw new CommandException(ExitCode.Error, report.Sandbox ? "that run was made in the sandbox" : "that run was made on live systems", report.Sandbox ? "Add --sandbox." : "Leave --sandbox out.");
        if (report.Files.IsEmpty)
            throw new CommandException(ExitCode.Error, $"the report of {report.Run} does not say which files it was made from", "Put the files back from version control; then plan and apply as ever.");
        var files = TakenBackFiles.Of(report, state, workspace);
        var before = workspace.With(files.Texts);
        if (!before.Diagnostics.IsEmpty)
            Printing.Diagnostics(before, host);
        if (before.HasErrors || before.Model is not { } model)
            throw new CommandException(ExitCode.Invalid, "the files do not hold together with that run's change taken out of them", "Later changes need it: undo those first, or change the files by hand.");
        await using var session = await EstateSession.OpenAsync(model, options.Root, state, options, host, stop).ConfigureAwait(false);
        var planned = await PlanRun.PlanAsync(options with { TakeBack = report }, before, model, state, session, host, stop).ConfigureAwait(false);
        var document = DocumentJson.Sealed(planned.Document with { Directory = null });
        if (planned.TakenBack is { } back)
            Painter.Write(host.Out, UndoText.Render(report, back, files.Reversions, host.Width), host.Colour);
        Printing.Plan(document, "text", full, host);
        if (save is not null)
        {
            AtomicFile.Write(host.Resolve(save), DocumentJson.Write(document));
            host.Error.WriteLine($"saved {save} · once the files are put back, apply it with --plan {save} --plan-hash {document.OperationsHash[..16]}");
        }

        if (write)
        {
            files.Write(options.Root);
            host.Error.WriteLine($"{files.Changed.Count:N0} {(files.Changed.Count == 1 ? "file" : "files")} put back · look at them, then plan and apply as ever");
        }
        else if (files.Changed.Count > 0)
        {
            host.Error.WriteLine($"Next: reconciler undo {run} {options.Typed}{(options.Sandbox ? " --sandbox" : "")} --write puts the files back; nothing has been written");
        }

        var code = PlanRun.ExitCodeOf(planned);
        return code == ExitCode.Done && planned.TakenBack is { IsWhole: false } ? ExitCode.Partly : code;
    }

    private static ReportDocument Find(string run, StateFolder state, Workspace workspace, CliHost host)
    {
        var history = new HistoryFolder(state.History);
        try
        {
            if (run == Last)
            {
                return history.Runs.Where(r => history.HeadOf(r) is { } head && head.Counts.Of("applied") > 0).Select(history.ReadRun).FirstOrDefault(r => r.Workspace == workspace.Settings?.Workspace)
                    ?? throw new CommandException(ExitCode.Error, $"no run in {ReportCommand.Shown(state, host)} changed anything");
            }

            var report = File.Exists(host.Resolve(run)) ? HistoryFolder.Read(host.Resolve(run)) : history.Runs.Contains(run) ? history.ReadRun(run)
                : throw new CommandException(ExitCode.Error, $"there is no run `{run}` in {ReportCommand.Shown(state, host)}", "`reconciler report search` lists the runs.");
            return report.Workspace == workspace.Settings?.Workspace ? report
                : throw new CommandException(ExitCode.Error, $"{run} is a report of the workspace `{report.Workspace}`, this is `{workspace.Settings?.Workspace}`");
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Error, $"the report of {run} cannot be read: {e.Message}");
        }
    }
}
