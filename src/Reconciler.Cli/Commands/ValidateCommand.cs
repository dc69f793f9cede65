using System.CommandLine;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reporting.Rendering;

namespace Reconciler.Cli.Commands;

/// <summary><c>validate</c>: everything that can be judged offline, all faults at once.</summary>
internal static class ValidateCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var format = CommonOptions.Format("text", "json", "github", "sarif");
        var command = new Command("validate", "Check a workspace offline: grammar, references, rules. Reports every fault at once.") { common.Directory, common.AsOf, format };
        command.SetAction(parsed => Run(common.Read(parsed, host), parsed.GetValue(format) ?? "text", host));
        return command;
    }

    private static int Run(RunOptions options, string format, CliHost host)
    {
        var workspace = Workspace.Load(options.Root, options.AsOf ?? PlanRun.Today(host));
        switch (format)
        {
            case "json":
                host.Out.WriteLine(DiagnosticJson.Render(workspace.Diagnostics));
                break;
            case "github":
                host.Out.Write(DiagnosticGithub.Render(FromHere(workspace, host)));
                break;
            case "sarif":
                host.Out.WriteLine(DiagnosticSarif.Render(FromHere(workspace, host), PlanRun.Version));
                break;
            default:
                Painter.Write(host.Out, DiagnosticText.Render(workspace.Diagnostics, workspace.TextOf, host.Width), host.Colour);
                Summary(workspace, host);
                break;
        }

        return workspace.HasErrors ? ExitCode.Invalid : ExitCode.Done;
    }

    // Annotations are placed by paths of the repository, and CI runs at its root.
    private static IEnumerable<Diagnostic> FromHere(Workspace workspace, CliHost host)
    {
        var prefix = host.Shown(workspace.Root).Replace('\\', '/');
        SourceSpan Moved(SourceSpan span) => span.IsNone || prefix == "." ? span : span with { File = $"{prefix}/{span.File}" };
        return workspace.Diagnostics.Select(d => d with
        {
            Span = Moved(d.Span),
            Related = [.. d.Related.Select(r => r with { Span = Moved(r.Span) })],
            Also = [.. d.Also.Select(Moved)],
        });
    }

    private static void Summary(Workspace workspace, CliHost host)
    {
        if (workspace.HasErrors || workspace.Model is not { } model)
            return;
        var users = model.OfKind(Core.Values.Kind.User).Count();
        var groups = model.OfKind(Core.Values.Kind.Group).Count();
        var members = model.OfKind(Core.Values.Kind.Group).Sum(g => g.Links.Where(l => l.Link == "members").Sum(l => l.Ends.Length));
        host.Out.WriteLine($"{model.Settings.Workspace} is valid: {Count(users, "user")}, {Count(groups, "group")}, {Count(members, "membership")} in {Count(model.Files.Length, "file")}");
        if (!model.Deferred.IsEmpty)
            host.Out.WriteLine($"not carried out yet: {string.Join(", ", model.Deferred.Select(d => $"{d.Count:N0} {d.What}"))}");
    }

    private static string Count(int count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";
}
