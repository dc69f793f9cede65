using System.CommandLine;
using System.Text.Json;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;

namespace Reconciler.Cli.Commands;

/// <summary><c>show</c>: renders a saved plan or report.</summary>
internal static class ShowCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A saved plan (plan --out) or a report." };
        var format = CommonOptions.Format("text", "json", "markdown");
        var full = new Option<bool>("--full") { Description = "Print every object instead of folding what is alike." };
        var command = new Command("show", "Render a saved plan or report in any format.") { file, format, full };
        command.SetAction(parsed => Run(parsed.GetValue(file) ?? "", parsed.GetValue(format) ?? "text", parsed.GetValue(full), host));
        return command;
    }

    private static int Run(string file, string format, bool full, CliHost host)
    {
        try
        {
            var json = File.ReadAllText(host.Resolve(file));
            switch (DocumentJson.SchemaOf(json))
            {
                case PlanDocument.CurrentSchema:
                    var plan = DocumentJson.ReadPlan(json);
                    if (!DocumentJson.IsIntact(plan))
                        host.Error.WriteLine($"warning: {file} was altered after it was saved; it cannot be applied");
                    Printing.Plan(plan, format, full, host);
                    return ExitCode.Done;
                case ReportDocument.CurrentSchema:
                    Printing.Report(DocumentJson.ReadReport(json), file, format, host);
                    return ExitCode.Done;
                default:
                    throw new CommandException(ExitCode.Error, $"{file} is neither a saved plan nor a report");
            }
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Error, $"{file} cannot be shown: {e.Message}");
        }
    }
}
