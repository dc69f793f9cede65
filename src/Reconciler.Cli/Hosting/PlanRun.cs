using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reporting;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>One plan and all that it was computed from.</summary>
internal sealed record Planned(IdentityModel Model, Ledger Ledger, TargetPlan Target, Verdict Verdict, PlanDocument Document);

/// <summary>The way from files to a plan: validate, read, pair, judge. Nothing on it can write to a target.</summary>
internal static class PlanRun
{
    public static string Version { get; } = typeof(PlanRun).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static DateOnly Today(CliHost host) => DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);

    /// <summary>The validated model, or the diagnostics on stderr and exit code 3.</summary>
    public static (Workspace Workspace, IdentityModel Model, DirectorySettings Directory) Load(RunOptions options, CliHost host)
    {
        var workspace = Workspace.Load(options.Root, options.AsOf ?? Today(host));
        if (!workspace.Diagnostics.IsEmpty)
            Printing.Diagnostics(workspace, host);
        if (workspace.HasErrors || workspace.Model is not { } model)
            throw new CommandException(ExitCode.Invalid, "");
        return model.Settings.Directory is { } directory
            ? (workspace, model, directory)
            : throw new CommandException(ExitCode.Invalid, "this workspace has no directory:, and applications are not carried out yet by this version");
    }

    public static StateFolder StateOf(RunOptions options, IdentityModel model) =>
        !options.Sandbox && model.Settings.History?.StartsWith("git:", StringComparison.Ordinal) == true
            ? throw new CommandException(ExitCode.Invalid, "history: git:BRANCH is not carried out yet by this version", "Name a folder, and keep it between runs.")
            : new(options.StateDirectory ?? Path.Combine(options.Root, ".reconciler"), options.Root, model.Settings, options.Sandbox);

    public static async Task<Planned> PlanAsync(RunOptions options, Workspace workspace, IdentityModel model, DirectorySettings directory,
        StateFolder state, IReadTarget reader, CliHost host, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(host);
        var roster = new Roster(TargetName.Directory);
        var request = new ReadRequest(new ReadScope.Everything(PartsOf(model)), roster, new ValuePool()) { Progress = progress };
        var snapshot = await reader.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var ledger = new LedgerFile(state.History).Load(model.Settings.Workspace, TargetName.Directory, snapshot.Facts.TenantId);
        var day = options.AsOf ?? Today(host);
        var target = Planner.Plan(model, directory, snapshot, ledger, day, options.Only);
        if (options.Only is { } only && !target.Entries.Any(e => e.Key == only))
        {
            var meant = Suggestion.Nearest(only.Name, model.OfKind(only.Kind).Select(r => r.Key.Name));
            throw new CommandException(ExitCode.Invalid, $"no {only.Kind} has the key `{only.Name}`", meant is null ? null : $"did you mean `{meant}`?");
        }

        if (target.Findings.Any(f => f.Severity == Severity.Error))
        {
            Printing.Diagnostics(workspace with { Diagnostics = [.. target.Findings.Where(f => f.Severity == Severity.Error)] }, host);
            throw new CommandException(ExitCode.Invalid, "");
        }

        var verdict = Judge.Over([target], model.Settings.Guards, model.Files, day);
        var now = host.Time.GetUtcNow();
        var plan = new Plan(new PlanHeader(model.Settings.Workspace, snapshot.Facts.TenantId, day, now, now + model.Settings.PlansExpire)
        {
            OperationsHash = Planner.OperationsHash(model.Settings.Workspace, snapshot.Facts.TenantId, [target]),
            ConfigurationHash = model.ConfigurationHash,
            Sandbox = options.Sandbox,
        }, [target])
        { Upcoming = Upcoming.After(day, model.Resources) };
        var document = PlanDocuments.Of(plan, verdict, model, [reader.Descriptor], Version) with { Directory = options.Typed };
        return new Planned(model, ledger, target, verdict, document);
    }

    /// <summary>What a plan ends with, apart from <c>--detailed-exitcode</c>: guards before conflicts and holds.</summary>
    public static int ExitCodeOf(PlanDocument plan) =>
        plan.Blocked ? ExitCode.Blocked : plan.Counts.Blocked + plan.Counts.Held > 0 ? ExitCode.Partly : ExitCode.Done;

    // Read only what somebody's declaration needs: managers cost a delta chain, roles a permission.
    private static ImmutableHashSet<string> PartsOf(IdentityModel model)
    {
        var parts = ImmutableHashSet.CreateBuilder<string>();
        if (model.Resources.Any(r => r.Links.Any(l => l.Link == "manager")))
            parts.Add("manager");
        if (model.Resources.Any(r => r.Links.Any(l => l.Ends.Any(e => e.To is Reference.ByAttribute { Kind: var k } && k == Kind.ServicePrincipal))))
            parts.Add("servicePrincipal");
        // Whoever holds a role is never taken over silently, and may be protected.
        parts.Add("directoryRoles");
        return parts.ToImmutable();
    }
}
