using System.Text.Json;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Model;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Approving;

namespace Reconciler.Cli.Hosting;

/// <summary>A plan that was saved and reviewed, and the file it lies in, as it was typed. What may not be carried out ends with exit code 5.</summary>
internal sealed record ApprovedPlan(string File, PlanDocument Document, PlanNarrowing Narrowing)
{
    /// <param name="hash">The first digits of what was approved; null = somebody is asked.</param>
    public static ApprovedPlan Load(string file, string? hash, CliHost host)
    {
        PlanDocument document;
        try
        {
            document = DocumentJson.ReadPlan(System.IO.File.ReadAllText(host.Resolve(file)));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Stale, $"{file} is not a saved plan: {e.Message}", "Make one with plan --out FILE.");
        }

        if (SavedPlans.Refuse(document, hash, host.Time.GetUtcNow(), PlanRun.Version) is { } why)
            throw Stale(file, why);
        if (document.Blocked)
            throw new CommandException(ExitCode.Blocked, $"{file} is blocked by a guard. Nothing has been written.", "Plan again once the guard is clear, and have it reviewed.");
        return new ApprovedPlan(file, document, SavedPlans.NarrowingOf(document) ?? throw Stale(file, "is narrowed in a way that is not known"));
    }

    /// <summary>The run that carries it out: narrowed as it was, and resting on the revisions that it was made with unless others are named now.</summary>
    public RunOptions On(RunOptions options)
    {
        if (!options.Narrowing.IsWhole && options.Narrowing != Narrowing)
            throw new CommandException(ExitCode.Error, $"{File} was not made with the same --only, --target and --only-due", "Leave them out: the plan knows what it is of.");
        return options with
        {
            Target = Narrowing.Target,
            Only = Narrowing.Only,
            OnlyDue = Narrowing.OnlyDue,
            Approved = this,
            Base = options.Base ?? RevisionAsked.Saved(Document.Base),
            ControlFrom = options.ControlFrom ?? RevisionAsked.Saved(Document.Control),
        };
    }

    /// <summary>Before anything is read: it was made for this workspace and these targets.</summary>
    public void RequireMeant(IdentityModel model, bool sandbox)
    {
        if (SavedPlans.Foreign(Document, model, sandbox) is { } why)
            throw Stale(File, why);
    }

    /// <summary>What is left of it to do by what planning gives now.</summary>
    public ApprovedRun Over(RunPlan run, string? tenant) => Document.Tenant == tenant
        ? Approved.Over(Document, run, tenant)
        : throw Stale(File, $"was made for the tenant {Document.Tenant ?? "of no directory"}, this is {tenant ?? "no directory"}");

    private static CommandException Stale(string file, string why) => new(ExitCode.Stale, $"{file} {why}. Nothing has been written.", "Plan again and have it reviewed.");
}
