using System.CommandLine;
using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Pages;

namespace Reconciler.Cli.Commands;

/// <summary><c>report html</c>: a report as a page to browse, by default the newest one of a workspace.</summary>
internal static class ReportPageCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "A report, or the workspace whose newest report is meant. Default: the current folder.", DefaultValueFactory = _ => "." };
        var save = new Option<string>("--out") { Description = "Write the page into a file and print its name.", HelpName = "FILE" };
        var command = new Command("html", "Make a page of a report: one file that opens in any browser and loads nothing.") { file, save, common.Sandbox, common.StateDirectory };
        var privacy = new PrivacyOption(command);
        command.SetAction(parsed =>
        {
            var typed = parsed.GetValue(file) ?? ".";
            var path = Directory.Exists(host.Resolve(typed)) ? Newest(common.Read(parsed, host) with { Root = host.Resolve(typed), Typed = typed }, host) : host.Resolve(typed);
            return Run(path, parsed.GetValue(save), privacy.Read(parsed, host), host);
        });
        return command;
    }

    private static string Newest(RunOptions options, CliHost host)
    {
        var (state, _) = ReportCommand.Open(options, host);
        var history = new HistoryFolder(state.History);
        return history.Runs is [var newest, ..] ? history.PathOf(newest)
            : throw new CommandException(ExitCode.Error, $"{ReportCommand.Shown(state, host)} holds no report", "A report is written by every apply.");
    }

    private static int Run(string path, string? save, Audience audience, CliHost host)
    {
        var shown = host.Shown(path);
        try
        {
            var json = File.ReadAllText(path);
            if (DocumentJson.SchemaOf(json) != ReportDocument.CurrentSchema)
                throw new CommandException(ExitCode.Error, $"{shown} is no report", "A saved plan is shown by reconciler show FILE --format html.");
            var page = ReportHtml.Render(audience.Of(HistoryFolder.Read(path, json)), shown);
            if (save is null)
            {
                host.Out.Write(page);
                return ExitCode.Done;
            }

            AtomicFile.Write(host.Resolve(save), page);
            host.Out.WriteLine(host.Shown(host.Resolve(save)));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Error, $"{shown} cannot be shown: {e.Message}");
        }
    }
}
