using System.CommandLine;
using Reconciler.Cli.Files;
using Reconciler.Cli.Hosting;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Commands;

/// <summary><c>apply</c>: plans, asks, carries out exactly that, leaves a report.</summary>
internal static class ApplyCommand
{
    public static Command Create(CliHost host)
    {
        var common = new CommonOptions();
        var format = CommonOptions.Format("text", "json", "markdown");
        var approve = new Option<bool>("--auto-approve") { Description = "Do not ask; for pipelines." };
        var plan = new Option<string>("--plan") { Description = "Carry out this saved plan: what has changed since is in conflict, what came up since is left alone.", HelpName = "FILE" };
        var hash = new Option<string>("--plan-hash") { Description = "The operations hash that was approved (at least its first 8 digits).", HelpName = "HASH" };
        var command = new Command("apply", "Carry out the plan and leave a report. Asks first on a terminal.");
        common.AddTo(command);
        var revisions = new RevisionOptions(command);
        command.Options.Add(approve);
        command.Options.Add(plan);
        command.Options.Add(hash);
        command.Options.Add(common.OnlyDue);
        command.Options.Add(format);
        var privacy = new PrivacyOption(command);
        command.SetAction((parsed, stop) => RunAsync(revisions.Read(parsed, common.Read(parsed, host)),
            new Consent(parsed.GetValue(approve), parsed.GetValue(plan), parsed.GetValue(hash)), parsed.GetValue(format) ?? "text", privacy.Read(parsed, host), host, stop));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, Consent consent, string format, Audience audience, CliHost host, CancellationToken stop)
    {
        host.Step.Begin(options.Root);
        consent.RequireOne(host.InIsTerminal);
        if (options.AsOf is { } day && day > PlanRun.Today(host))
        {
            Printing.Diagnostic(Core.Planning.PlanFaults.FutureDay(day, PlanRun.Today(host)), host);
            throw new CommandException(ExitCode.Invalid, "");
        }

        var saved = consent.Load(host);
        options = saved?.On(options) ?? options;
        var (workspace, model) = PlanRun.Load(options, host);
        saved?.RequireMeant(model, options.Sandbox);
        var state = PlanRun.StateOf(options, model, host);
        var freeze = new FreezeFile(state, host);
        if (freeze.Reason is { } frozen)
            throw new CommandException(ExitCode.Locked, $"{frozen}. Nothing has been written.", "Plans go on; `reconciler freeze --lift` lets writes go on.");
        using var held = TargetLocks.Take(state, model, "apply", host);
        using var recovery = Recovery.Begin(state, options, host);
        await using var session = await EstateSession.OpenAsync(model, options.Root, state, options, host, stop).ConfigureAwait(false);
        var planned = await PlanRun.PlanAsync(options, workspace, model, state, session, host, stop).ConfigureAwait(false);
        recovery.Settle(planned, options);
        recovery.Dispose();
        (host.Step.Plan, host.Step.PlanPath) = (audience.Of(planned.Document), saved?.File);
        if (format == "text" && (saved is null || !consent.IsGiven) && !planned.Document.Blocked)
            Printing.Plan(audience.Of((saved?.Document ?? planned.Document) with { Directory = null }), format, full: false, host);
        if (!planned.Document.Blocked && planned.Document.Counts.HasChanges && !consent.IsGiven && !Ask(planned, host))
        {
            host.Out.WriteLine("Not applied; nothing has been written.");
            return ExitCode.Done;
        }

        var (report, path) = await new ApplyRun(options, workspace, state, session, new WriteStops(freeze, held), host).ExecuteAsync(planned, stop).ConfigureAwait(false);
        (host.Step.Report, host.Step.ReportPath) = (audience.Of(report), host.Shown(path));
        Printing.Report(host.Step.Report, host.Shown(path), format, host);
        return report.ExitCode;
    }

    private static bool Ask(Planned planned, CliHost host)
    {
        var plan = planned.Document;
        if (planned.Approved is { Settled.IsEmpty: false } approved)
            host.Error.Write($"\n{approved.Settled.Count(s => s.Outcome == "alreadyDone"):N0} of it done already, {approved.Settled.Count(s => s.Outcome == "conflict"):N0} in conflict");
        if (planned.Approved is { Since: { } since })
            host.Error.Write($"\n{since.Count:N0} {since.What}");
        host.Error.Write($"\nApply these {plan.Counts.Operations:N0} operations to {(plan.Sandbox ? "the sandbox" : $"tenant {plan.Tenant}")}? Only yes applies: ");
        return host.In.ReadLine()?.Trim() == "yes";
    }
}
