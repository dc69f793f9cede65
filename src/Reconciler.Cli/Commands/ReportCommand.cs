using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>report</c>: the history of a workspace, searched and verified.</summary>
internal static class ReportCommand
{
    public static Command Create(CliHost host) => new("report", "Search, verify and show the reports of a workspace.")
    {
        ReportSearchCommand.Create(host), Verify(host), ReportPageCommand.Create(host),
    };

    /// <summary>The history of a workspace, every run that died without a report having one by now.</summary>
    public static (StateFolder State, Workspace Workspace) Open(RunOptions options, CliHost host)
    {
        var workspace = Workspace.Load(options.Root, PlanRun.Today(host));
        // Reports are read also while the files are being edited and do not hold together.
        if (workspace.Settings is not { } settings)
        {
            Printing.Diagnostics(workspace, host);
            throw new CommandException(ExitCode.Invalid, "");
        }

        var state = new StateFolder(options.StateDirectory ?? Path.Combine(options.Root, ".reconciler"), options.Root, settings.History, options.Sandbox);
        HistoryBranch.Bring(state, host);
        Recovery.Begin(state, options, host).Dispose();
        return (state, workspace);
    }

    public static string Shown(StateFolder state, CliHost host) => state.Branch is { } branch ? GitHistory.Prefix + branch : host.Shown(state.History);

    private static Command Verify(CliHost host)
    {
        var common = new CommonOptions();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("verify", "Tell whether any report of the history was altered, removed or slipped in. Ends with 1 if so.")
        {
            common.Directory, common.Sandbox, common.StateDirectory, format,
        };
        command.SetAction(parsed => Verify(common.Read(parsed, host), parsed.GetValue(format) ?? "text", host));
        return command;
    }

    private static int Verify(RunOptions options, string format, CliHost host)
    {
        var (state, _) = Open(options, host);
        var (rows, head) = new HistoryFolder(state.History).Check();
        var document = new HistoryDocument { History = Shown(state, host), Intact = rows.All(r => HistoryCheck.IsIntact(r.State)), Head = head, Reports = rows };
        if (format == "json")
            host.Out.WriteLine(HistoryJson.Write(document));
        else
            Painter.Write(host.Out, HistoryText.Render(document, host.Width), host.Colour);
        return document.Intact ? ExitCode.Done : ExitCode.Error;
    }
}
