using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Explaining;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Commands;

/// <summary><c>plan</c>: reads live, prints the difference, writes to no target.</summary>
internal static class PlanCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var format = CommonOptions.Format("text", "json", "markdown", "html");
        var save = new Option<string>("--out") { Description = "Save the plan, to be applied with apply --plan FILE --plan-hash HASH.", HelpName = "FILE" };
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "End with 2 when there are changes." };
        var full = new Option<bool>("--full") { Description = "Print every object instead of folding what is alike." };
        var command = new Command("plan", "Show what would change, and why. Reads live systems, writes to none.");
        common.AddTo(command);
        var revisions = new RevisionOptions(command);
        command.Options.Add(common.OnlyDue);
        command.Options.Add(save);
        command.Options.Add(format);
        command.Options.Add(full);
        command.Options.Add(detailed);
        var privacy = new PrivacyOption(command);
        command.SetAction((parsed, stop) => RunAsync(revisions.Read(parsed, common.Read(parsed, host)) with { ReadsKept = true }, parsed.GetValue(save), parsed.GetValue(format) ?? "text",
            parsed.GetValue(full), parsed.GetValue(detailed), privacy.Read(parsed, host), host, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, string? save, string format, bool full, bool detailed, Audience audience, CliHost host, CancellationToken stop)
    {
        host.Step.Begin(options.Root);
        await using var begun = new HeadStart(options, host, stop);
        var (workspace, model) = PlanRun.Load(options, host, begun.Begin);
        var state = PlanRun.StateOf(options, model, host);
        await using var session = await EstateSession.OpenAsync(model, options.Root, state, options, host, stop, begun).ConfigureAwait(false);
        var planned = await PlanRun.PlanAsync(options, workspace, model, state, session, host, stop).ConfigureAwait(false);
        var document = DocumentJson.Sealed(planned.Document);
        host.Step.Plan = audience.Of(document);
        Printing.Plan(host.Step.Plan, format, full, host);
        // The document of a plan is one JSON value, or one page; its steps are `explain user KEY`.
        if (format is not ("json" or "html") && audience.IsWhole && options.Only is { } only && only.Kind == Kind.User && PersonSteps.Of(planned.Run, only.Name) is { } person)
        {
            host.Out.WriteLine();
            Printing.Person(person, format, full, host);
        }

        if (save is not null)
        {
            AtomicFile.Write(host.Resolve(save), DocumentJson.Write(document));
            host.Step.PlanPath = save;
            host.Error.WriteLine($"saved {save} · apply it with --plan {save} --plan-hash {document.OperationsHash[..16]}");
        }

        var code = PlanRun.ExitCodeOf(planned);
        return code == ExitCode.Done && detailed && document.Counts.HasChanges ? ExitCode.Changes : code;
    }
}
