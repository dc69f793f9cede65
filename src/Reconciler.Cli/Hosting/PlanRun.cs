using System.Collections.Immutable;
using Reconciler.Cli.Files;
using Reconciler.Cli.Terminal;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Guards;
using Reconciler.Core.Model;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Reporting;
using Reconciler.Core.Reporting.Approving;
using Reconciler.Core.Reporting.Undoing;
using Reconciler.Core.Resources;
using Reconciler.Core.Targets;
using Reconciler.Core.Values;

namespace Reconciler.Cli.Hosting;

/// <summary>One plan and all that it was computed from.</summary>
internal sealed record Planned(RunPlan Run, ImmutableDictionary<TargetName, Ledger> Ledgers, PlanDocument Document)
{
    public IdentityModel Model => Run.Model;

    /// <summary>What became of a reviewed plan that is carried out; null where none is.</summary>
    public ApprovedRun? Approved { get; init; }

    /// <summary>What becomes of the operations of a report that is taken back; null where none is.</summary>
    public TakenBack? TakenBack { get; init; }
}

/// <summary>The way from files to a plan: validate, read, pair, judge. Nothing on it can write to a target.</summary>
internal static class PlanRun
{
    public static string Version { get; } = typeof(PlanRun).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static DateOnly Today(CliHost host) => DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime);

    /// <summary>The validated model, or the diagnostics on stderr and exit code 3.</summary>
    /// <param name="known">Told of the control file's settings, as soon as those hold.</param>
    public static (Workspace Workspace, IdentityModel Model) Load(RunOptions options, CliHost host, Action<WorkspaceSettings>? known = null)
    {
        var revisions = Revisions.Of(options);
        var workspace = revisions.Load(options.AsOf ?? Today(host), known);
        if (!workspace.Diagnostics.IsEmpty)
            Printing.Diagnostics(workspace, host);
        if (workspace.HasErrors || workspace.Model is not { } model)
            throw new CommandException(ExitCode.Invalid, "");
        model = revisions.Compared(model, options.AsOf ?? Today(host), host);
        var targets = model.Targets.ToArray();
        if (targets.Length == 0)
            throw new CommandException(ExitCode.Invalid, "this workspace has no target", "Write directory: or an application with scim: into reconciler.yaml.");
        return options.Target is { } target && !targets.Contains(target)
            ? throw new CommandException(ExitCode.Error, $"there is no target `{target}`", $"Targets of this workspace: {string.Join(", ", targets)}.")
            : (workspace, model);
    }

    /// <summary>Where this workspace keeps its state; a history in a git branch is brought here first.</summary>
    public static StateFolder StateOf(RunOptions options, IdentityModel model, CliHost host)
    {
        var state = FolderOf(options, model.Settings);
        HistoryBranch.Bring(state, host);
        return state;
    }

    /// <summary>What an earlier read left; null where none may be used.</summary>
    public static IReadCache? CacheOf(RunOptions options, StateFolder state) => options.ReadsKept && !options.Sandbox ? new ReadCacheFolder(state.Cache) : null;

    public static StateFolder FolderOf(RunOptions options, WorkspaceSettings settings) =>
        new(options.StateDirectory ?? Path.Combine(options.Root, ".reconciler"), options.Root, settings.History, options.Sandbox);

    public static async Task<Planned> PlanAsync(RunOptions options, Workspace workspace, IdentityModel model, StateFolder state, EstateSession session,
        CliHost host, CancellationToken cancellationToken)
    {
        var readings = await TargetReadings.ReadAsync(model, state, session, CacheOf(options, state), host, cancellationToken).ConfigureAwait(false);
        foreach (var loss in readings.Ledgers.Values.Select(l => l.Loss).OfType<string>())
            host.Error.WriteLine($"warning: {loss}");
        var day = options.AsOf ?? Today(host);
        var now = host.Time.GetUtcNow();
        var run = RunPlanner.Plan(model, readings.Directory, readings.Accounts, day, now, options.Narrowing, SpentBefore(model, state, session, now, host));
        RequireKnown(options, run);
        if (run.Findings.Any(f => f.Severity == Severity.Error))
        {
            Printing.Diagnostics(workspace with { Diagnostics = [.. run.Findings.Where(f => f.Severity == Severity.Error)] }, host, live: true);
            throw new CommandException(ExitCode.Invalid, "");
        }

        var tenant = readings.Directory?.Snapshot?.Facts.TenantId;
        var approved = options.Approved?.Over(run, tenant);
        var back = options.TakeBack is { } report ? TakenBack.Over(report, run, Today(host)) : null;
        run = approved?.Run ?? back?.Run ?? run;
        var plan = new Plan(new PlanHeader(model.Settings.Workspace, tenant, day, now, now + model.Settings.PlansExpire)
        {
            OperationsHash = Planner.OperationsHash(model.Settings.Workspace, tenant, run.Targets),
            ConfigurationHash = model.ConfigurationHash,
            Sandbox = options.Sandbox,
        }, run.Targets)
        { Upcoming = Upcoming.Sorted(Upcoming.After(day, model.Resources).Concat(run.Targets.SelectMany(t => Upcoming.Deletions(t, day)))) };
        ImmutableArray<TargetDescriptor> descriptors = [.. session.Directory is { } directory ? [directory.Descriptor] : Array.Empty<TargetDescriptor>(), .. session.Accounts.Select(a => a.Descriptor)];
        var document = PlanDocuments.Of(plan, run, descriptors, Version) with
        {
            Directory = options.Narrowing.IsWhole && day <= Today(host) ? options.Typed : null,
            Control = workspace.Control,
            Head = workspace.Head,
        };
        return new Planned(run, readings.Ledgers, options.Approved is { } reviewed ? document with { OperationsHash = reviewed.Document.OperationsHash } : document) { Approved = approved, TakenBack = back };
    }

    // Overrides are budgets: what was ever done under them is used up.
    private static Spent SpentBefore(IdentityModel model, StateFolder state, EstateSession session, DateTimeOffset now, CliHost host)
    {
        var history = new HistorySpending(state.History, model.Settings.Workspace);
        var spent = history.Read(now, whole: !model.Settings.Guards.Overrides.IsEmpty);
        foreach (var report in history.Unreadable.Where(session.Told.Add))
            host.Error.WriteLine($"warning: {report} in the history cannot be read; what that run did does not count towards the guards");
        return spent;
    }

    /// <summary>What a plan ends with, apart from <c>--detailed-exitcode</c>: access, then guards, then conflicts, holds and targets that did not answer.</summary>
    public static int ExitCodeOf(Planned planned)
    {
        if (planned.Run.Unreached.Any(u => u.Fault is { IsAccess: true }))
            return ExitCode.Access;
        var plan = planned.Document;
        return plan.Blocked ? ExitCode.Blocked
            : plan.Counts.Blocked + plan.Counts.Held > 0 || !planned.Run.Unreached.IsEmpty ? ExitCode.Partly : ExitCode.Done;
    }

    private static void RequireKnown(RunOptions options, RunPlan run)
    {
        if (options.Only is not { } only || run.Targets.Any(t => t.Entries.Any(e => e.Key == only)) || run.Model.Resources.Any(r => r.Key == only))
            return;
        var meant = Suggestion.Nearest(only.Name, run.Model.OfKind(only.Kind).Select(r => r.Key.Name));
        throw new CommandException(ExitCode.Invalid, $"no {only.Kind} has the key `{only.Name}`", meant is null ? null : $"did you mean `{meant}`?");
    }
}
