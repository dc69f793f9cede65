using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Explaining;
using Reconciler.Core.Reporting.Pages;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Hosting;

/// <summary>Puts documents on the streams, in the format that was asked for.</summary>
internal static class Printing
{
    /// <summary>As many as a person reads beside a plan; <c>validate</c> prints all.</summary>
    private const int Shown = 20;

    /// <summary>The first faults on stderr, errors before warnings.</summary>
    /// <param name="live">They are of what was read: <c>validate</c>, which reads nothing, would not find them.</param>
    public static void Diagnostics(Workspace workspace, CliHost host, bool live = false)
    {
        var first = workspace.Diagnostics.OrderByDescending(d => d.Severity).Take(Shown).ToArray();
        host.Step.Faults = [.. host.Step.Faults, .. workspace.Diagnostics];
        Painter.Write(host.Error, DiagnosticText.Render(first, workspace.TextOf, host.Width), host.ErrorIsTerminal && host.Colour);
        if (workspace.Diagnostics.Length > Shown)
            host.Error.WriteLine($"and {workspace.Diagnostics.Length - Shown:N0} more{(live ? "" : $": reconciler validate {host.Shown(workspace.Root)} shows all")}");
    }

    /// <summary>A fault that stands in no file, on stderr.</summary>
    public static void Diagnostic(Diagnostic fault, CliHost host) =>
        Painter.Write(host.Error, DiagnosticText.Render([fault], _ => null, host.Width), host.ErrorIsTerminal && host.Colour);

    public static void Plan(PlanDocument plan, string format, bool full, CliHost host)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(Quiet(DocumentJson.Write(plan)));
                break;
            case "markdown":
                host.Out.Write(PlanMarkdown.Render(plan));
                break;
            case "html":
                host.Out.Write(PlanHtml.Render(plan));
                break;
            default:
                Painter.Write(host.Out, PlanText.Render(plan, host.Width, full), host.Colour);
                break;
        }
    }

    // The same JSON, without what a pipeline that reads along would take for a command: ##[…] counts anywhere in a line. A # stands in texts only.
    private static string Quiet(string json) => json.Replace("##", "#\\u0023", StringComparison.Ordinal);

    public static void Person(PersonExplanation person, string format, bool full, CliHost host)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(ExplanationJson.Write(person));
                break;
            case "markdown":
                host.Out.Write(PersonMarkdown.Render(person, full));
                break;
            default:
                Painter.Write(host.Out, PersonText.Render(person, host.Width, full), host.Colour);
                break;
        }
    }

    public static void Report(ReportDocument report, string path, string format, CliHost host)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(Quiet(DocumentJson.Write(report)));
                break;
            case "markdown":
                host.Out.Write(ReportMarkdown.Render(report, path));
                break;
            case "html":
                host.Out.Write(ReportHtml.Render(report, path));
                break;
            case "csv":
                host.Out.Write(ReportCsv.Operations(report));
                host.Error.WriteLine("the operations alone; --out DIR writes the steps and attributes too");
                break;
            default:
                Painter.Write(host.Out, ReportText.Render(report, path, host.Width), host.Colour);
                break;
        }
    }
}
