using System.CommandLine;
using System.Text.Json;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>show</c>: renders a saved plan or report.</summary>
internal static class ShowCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A saved plan (plan --out) or a report." };
        var format = CommonOptions.Format("text", "json", "markdown", "html", "csv");
        format.Description = "How to print. A report as csv is three tables joined by operation: without --out the operations alone are printed.";
        var tables = new Option<string>("--out") { Description = "With --format csv: write operations.csv, steps.csv and attributes.csv into a folder.", HelpName = "DIR" };
        var full = new Option<bool>("--full") { Description = "Print every object instead of folding what is alike." };
        var command = new Command("show", "Render a saved plan or report in any format.") { file, format, full, tables };
        var privacy = new PrivacyOption(command);
        command.SetAction(parsed => Run(parsed.GetValue(file) ?? "", parsed.GetValue(format) ?? "text", parsed.GetValue(full), parsed.GetValue(tables), privacy.Read(parsed, host), host));
        return command;
    }

    private static int Run(string file, string format, bool full, string? tables, Audience audience, CliHost host)
    {
        if (tables is not null && format != "csv")
            throw new CommandException(ExitCode.Error, "--out needs --format csv");
        try
        {
            var json = File.ReadAllText(host.Resolve(file));
            switch (DocumentJson.SchemaOf(json))
            {
                case PlanDocument.CurrentSchema when format == "csv":
                    throw new CommandException(ExitCode.Error, $"{file} is a plan; csv is made of reports");
                case PlanDocument.CurrentSchema:
                    var plan = DocumentJson.ReadPlan(json);
                    if (!DocumentJson.IsIntact(plan) && plan.Privacy is null)
                        host.Error.WriteLine($"warning: {file} was altered after it was saved; it cannot be applied");
                    Printing.Plan(audience.Of(plan), format, full, host);
                    return ExitCode.Done;
                case ReportDocument.CurrentSchema:
                    var report = audience.Of(HistoryFolder.Read(host.Resolve(file), json));
                    if (tables is not null)
                        Save(report, tables, host);
                    else
                        Printing.Report(report, file, format, host);
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

    private static void Save(ReportDocument report, string folder, CliHost host)
    {
        foreach (var (name, text) in ReportCsv.Tables(report))
        {
            var path = Path.Combine(host.Resolve(folder), name);
            AtomicFile.Write(path, text);
            host.Out.WriteLine(host.Shown(path));
        }
    }
}
