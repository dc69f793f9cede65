using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Hosting;

/// <summary>Puts documents on the streams, in the format that was asked for.</summary>
internal static class Printing
{
    public static void Diagnostics(TextWriter to, Workspace workspace, CliHost host) =>
        Painter.Write(to, DiagnosticText.Render(workspace.Diagnostics, workspace.TextOf, host.Width), host.ErrorIsTerminal && host.Colour);

    public static void Plan(PlanDocument plan, string format, bool full, CliHost host)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(DocumentJson.Write(plan));
                break;
            case "markdown":
                host.Out.Write(PlanMarkdown.Render(plan));
                break;
            default:
                Painter.Write(host.Out, PlanText.Render(plan, host.Width, full), host.Colour);
                break;
        }
    }

    public static void Report(ReportDocument report, string path, string format, CliHost host)
    {
        switch (format)
        {
            case "json":
                host.Out.WriteLine(DocumentJson.Write(report));
                break;
            case "markdown":
                host.Out.Write(ReportMarkdown.Render(report, path));
                break;
            default:
                Painter.Write(host.Out, ReportText.Render(report, path, host.Width), host.Colour);
                break;
        }
    }
}
